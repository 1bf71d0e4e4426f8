export type {
  ConnectionPoolArgs,
  DatabaseProxyArgs,
  DatabaseProxyTransforms,
  EngineFamily,
  ProxiedDatabase,
  ProxyAlarmThresholds,
} from "./args";
export { DatabaseProxy } from "./database-proxy";
