// Parses and validates query.graphql as often as told; prints MB of document a second as JSON.
import { readFileSync } from 'node:fs';
import { buildSchema, parse, validate } from 'graphql';

const read = (name) => readFileSync(new URL(name, import.meta.url), 'utf8');
const schema = buildSchema(read('schema.graphql'));
const query = read('query.graphql');
const document = parse(query);
const errors = validate(schema, document);
if (errors.length > 0) {
  throw errors[0];
}

const [warmRounds, rounds] = process.argv.slice(2).map(Number);

function megabytesPerSecond(action) {
  for (let round = 0; round < warmRounds; round++) {
    action();
  }

  const start = performance.now();
  for (let round = 0; round < rounds; round++) {
    action();
  }

  return (Buffer.byteLength(query) * rounds) / 1e6 / ((performance.now() - start) / 1e3);
}

console.log(JSON.stringify({
  parse: megabytesPerSecond(() => parse(query)),
  validate: megabytesPerSecond(() => validate(schema, document)),
}));
