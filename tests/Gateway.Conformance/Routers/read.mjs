// Reads the supergraphs of a JSON file ([{ id, sdl, queries }]) as two other routers do, plans every query with each,
// and prints what they refuse as JSON: [{ id, router, query, message }].
import { readFileSync } from "node:fs";
import {
  ROUTER_SUPPORTED_SUPERGRAPH_FEATURES,
  Supergraph,
  operationFromDocument,
} from "@apollo/federation-internals";
import { QueryPlanner as ApolloPlanner } from "@apollo/query-planner";
import { QueryPlanner as HivePlanner } from "@graphql-hive/router-query-planner";
import { parse } from "graphql";

const refused = [];

function attempt(id, router, query, action) {
  try {
    return action();
  } catch (error) {
    refused.push({ id, router, query, message: String(error.message ?? error) });
    return null;
  }
}

function readAsApollo({ id, sdl, queries }) {
  const router = "Apollo";
  const supergraph = attempt(id, router, null, () => {
    const built = Supergraph.build(sdl, { supportedFeatures: ROUTER_SUPPORTED_SUPERGRAPH_FEATURES });
    built.subgraphs();
    return { schema: built.apiSchema(), planner: new ApolloPlanner(built) };
  });
  for (const query of supergraph ? queries : []) {
    attempt(id, router, query, () =>
      supergraph.planner.buildQueryPlan(operationFromDocument(supergraph.schema, parse(query))));
  }
}

function readAsHive({ id, sdl, queries }) {
  const router = "Hive";
  const planner = attempt(id, router, null, () => new HivePlanner(sdl));
  for (const query of planner ? queries : []) {
    attempt(id, router, query, () => planner.plan(query, null, new Set(), 100));
  }
}

for (const supergraph of JSON.parse(readFileSync(process.argv[2], "utf8"))) {
  readAsApollo(supergraph);
  readAsHive(supergraph);
}

console.log(JSON.stringify(refused));
