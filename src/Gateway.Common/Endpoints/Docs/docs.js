// Shows the contract of one version. Text goes in as text only: nothing from the contract becomes markup.
"use strict";

const methods = ["get", "post", "put", "patch", "delete"];

function element(name, attributes, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes ?? {})) {
    made.setAttribute(key, value);
  }
  made.append(...children);
  return made;
}

function resolve(contract, schema) {
  return schema?.$ref
    ? schema.$ref.slice(2).split("/").reduce((found, step) => found[step], contract)
    : schema ?? {};
}

function typeOf(contract, schema) {
  if (schema.$ref) {
    const found = resolve(contract, schema);
    return found.enum ? found.enum.join(" | ") : schema.$ref.split("/").pop();
  }
  if (schema.anyOf) {
    return schema.anyOf.map((one) => typeOf(contract, one)).join(" | ");
  }
  const kinds = [schema.type ?? schema.title ?? "any"].flat();
  const text = kinds.map((kind) => (kind === "array" ? `[${typeOf(contract, schema.items)}]` : kind)).join(" | ");
  return schema.format ? `${text} (${schema.format})` : text;
}

const exampleDepthMax = 6;

function example(contract, schema, depth = 0) {
  const found = resolve(contract, schema);
  if (found.default !== undefined) return found.default;
  if (found.enum) return found.enum[0];
  if (found.const !== undefined) return found.const;
  if (found.anyOf) return example(contract, found.anyOf[0], depth);
  const kind = [found.type ?? "string"].flat()[0];
  if (depth >= exampleDepthMax) return null;
  if (kind === "object") {
    return Object.fromEntries(
      (found.required ?? []).map((name) => [name, example(contract, found.properties[name], depth + 1)]));
  }
  if (kind === "array") return [example(contract, found.items, depth + 1)];
  return { integer: 1, number: 1.5, boolean: true }[kind] ?? "text";
}

function quote(text) {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

function curl(contract, method, path, operation) {
  const query = (operation.parameters ?? [])
    .filter((one) => one.in === "query" && one.required)
    .map((one) => `${one.name}=${encodeURIComponent(example(contract, one.schema))}`);
  const place = path.replaceAll(/\{(\w+)\}/g, (_, name) => `YOUR_${name.toUpperCase()}`);
  const url = location.origin + place + (query.length ? `?${query.join("&")}` : "");
  const lines = [`curl ${quote(url)}`];
  if (method !== "get") lines.push(`-X ${method.toUpperCase()}`);
  const scheme = Object.values(contract.components?.securitySchemes ?? {})[0];
  if (scheme?.type === "apiKey") lines.push(`-H ${quote(`${scheme.name}: YOUR_KEY`)}`);
  if (scheme?.type === "http") lines.push(`-H ${quote("Authorization: Bearer YOUR_TOKEN")}`);
  const body = operation.requestBody?.content["application/json"].schema;
  if (body) {
    lines.push("-H 'Content-Type: application/json'", `-d ${quote(JSON.stringify(example(contract, body)))}`);
  }
  return lines.join(" \\\n  ");
}

function table(caption, heads, rows) {
  return element("div", { class: "scroll", tabindex: "0", role: "group", "aria-label": caption },
    element("table", {},
      element("thead", {}, element("tr", {}, ...heads.map((head) => element("th", { scope: "col" }, head)))),
      element("tbody", {}, ...rows.map((cells) => element("tr", {}, ...cells.map((cell) => element("td", {}, cell)))))));
}

function parameters(contract, operation) {
  const hasMeaning = operation.parameters.some((one) => one.description);
  return table("Parameters", ["Name", "In", "Type", ...(hasMeaning ? ["Meaning"] : [])], operation.parameters.map((one) => [
    element("code", {}, one.name),
    one.in + (one.required ? ", required" : ""),
    typeOf(contract, one.schema) + (one.schema.default === undefined ? "" : `, default ${one.schema.default}`),
    ...(hasMeaning ? [one.description ?? ""] : []),
  ]));
}

function responses(contract, operation) {
  return table("Answers", ["Status", "Meaning"], Object.entries(operation.responses).map(([status, response]) => [
    element("code", {}, status), resolve(contract, response).description.replaceAll("`", ""),
  ]));
}

function block(title, value) {
  return element("details", {}, element("summary", {}, title),
    element("pre", { tabindex: "0" }, typeof value === "string" ? value : JSON.stringify(value, null, 2)));
}

function section(contract, path, method, operation) {
  const id = operation.operationId;
  const made = element("section", { id, "aria-labelledby": `${id}-title` },
    element("h2", { id: `${id}-title` },
      element("span", { class: "method" }, method.toUpperCase()), " ", element("code", {}, path),
      operation.deprecated ? element("span", { class: "deprecated" }, " (deprecated)") : ""),
    element("p", {}, operation.description ?? id));
  if (operation.parameters) made.append(element("h3", {}, "Parameters"), parameters(contract, operation));
  made.append(element("h3", {}, "Try it"), element("pre", { tabindex: "0" }, curl(contract, method, path, operation)));
  const body = operation.requestBody?.content["application/json"].schema;
  if (body) made.append(block("Body", resolve(contract, body)));
  const success = Object.values(operation.responses)[0].content?.["application/json"]?.schema;
  if (success) made.append(block("Answer", resolve(contract, success)));
  made.append(element("details", {}, element("summary", {}, "All statuses"), responses(contract, operation)));
  return made;
}

async function show(version) {
  const main = document.getElementById("main");
  const answer = await fetch(`/openapi/${version}.json`, { credentials: "same-origin" });
  if (!answer.ok) throw new Error(`The contract is answered with status ${answer.status}.`);
  const contract = await answer.json();
  document.title = `${contract.info.title} ${contract.info.version}`;
  document.getElementById("title").textContent = document.title;
  document.getElementById("description").textContent = contract.info.description ?? "";
  main.replaceChildren(...Object.entries(contract.paths).flatMap(([path, item]) =>
    methods.filter((method) => item[method]).map((method) => section(contract, path, method, item[method]))));
}

const versions = document.body.dataset.versions.split(" ").filter(Boolean);
const wanted = new URLSearchParams(location.search).get("version");
const chosen = versions.includes(wanted) ? wanted : versions.at(-1);
document.getElementById("versions").append(...versions.flatMap((version) => [
  element("a", { href: `/docs?version=${version}`, ...(version === chosen ? { "aria-current": "page" } : {}) }, version),
  element("a", { href: `/openapi/${version}.json` }, `openapi/${version}.json`),
]));
if (chosen) {
  show(chosen).catch((error) => { document.getElementById("main").replaceChildren(element("p", { role: "alert" }, error.message)); });
} else {
  document.getElementById("state").textContent = "No paths are served.";
}
