// Measures graphql-js as it is told on standard input: a line "ACTION NAME MILLISECONDS TIMES" does ACTION with
// NAME.graphql for that long, and that often, and answers with nanoseconds for one time.
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { buildASTSchema, buildSchema, parse, print, validate, validateSchema } from 'graphql';

const read = (name) => readFileSync(new URL(`${name}.graphql`, import.meta.url), 'utf8');
const schema = buildSchema(read('schema'));

function refuse(errors) {
  if (errors.length > 0) {
    throw errors[0];
  }
}

const actions = {
  parse: (text) => () => parse(text),
  print: (_, document) => () => print(document),
  validate: (_, document) => () => refuse(validate(schema, document)),
  check: (text) => () => refuse(validate(schema, parse(text))),
  build: (_, document) => () => refuse(validateSchema(buildASTSchema(document))),
  load: (text) => () => refuse(validateSchema(buildASTSchema(parse(text)))),
};

// Characters of document between two looks at the clock, so that small ones do not measure the clock.
const charactersPerLook = 32 * 1024;
const prepared = new Map();

function prepare(action, name) {
  const key = `${action} ${name}`;
  if (!prepared.has(key)) {
    const text = read(name);
    const batch = Math.max(1, Math.floor(charactersPerLook / text.length));
    prepared.set(key, { act: actions[action](text, parse(text)), batch });
  }

  return prepared.get(key);
}

function nanoseconds({ act, batch }, milliseconds, timesMin) {
  const start = performance.now();
  let rounds = 0;
  let elapsed;
  do {
    for (let round = 0; round < batch; round++) {
      act();
    }

    rounds += batch;
    elapsed = performance.now() - start;
  } while (elapsed < milliseconds || rounds < timesMin);
  return (elapsed * 1e6) / rounds;
}

console.log('ready');
for await (const line of createInterface({ input: process.stdin })) {
  const [action, name, milliseconds, times] = line.split(' ');
  console.log(nanoseconds(prepare(action, name), Number(milliseconds), Number(times)));
}
