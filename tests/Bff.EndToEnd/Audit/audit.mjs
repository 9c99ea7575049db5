// Runs the public audits of graphql-http against one server and prints one JSON line for each:
// {"id", "name", "status": "ok" | "notice" | "warn" | "error", "reason"}.
// Usage: node audit.mjs http://127.0.0.1:5000/graphql
import { serverAudits } from 'graphql-http';

const [url] = process.argv.slice(2);
for (const audit of serverAudits({ url, fetchFn: fetch })) {
  const { id, name } = audit;
  let status, reason;
  try {
    ({ status, reason } = await audit.fn());
  } catch (fault) {
    [status, reason] = ['error', String(fault)];
  }

  console.log(JSON.stringify({ id, name, status, reason: reason ?? null }));
}
