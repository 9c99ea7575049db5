// @graphql-hive/gateway over a supergraph file; HIVE_PLANNER=rust plans with Hive Router's planner.
import { defineConfig } from '@graphql-hive/gateway';
import { unifiedGraphHandler } from '@graphql-hive/router-runtime';

export const gatewayConfig = defineConfig({
  host: '127.0.0.1',
  port: Number(process.env.HIVE_PORT),
  supergraph: process.env.HIVE_SUPERGRAPH,
  logging: 'error',
  ...(process.env.HIVE_PLANNER === 'rust' ? { unifiedGraphHandler } : {}),
});
