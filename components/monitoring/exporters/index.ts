export {
  CLOUDWATCH_STATEMENTS,
  type CloudWatchAddresses,
  cloudWatchArguments,
  cloudWatchConfiguration,
} from "./cloudwatch";
export { CLOUDWATCH_METRICS, type CloudWatchMetric, type CloudWatchResource } from "./cloudwatch-metrics";
export { cloudWatchMetricName } from "./cloudwatch-name";
export type { ExporterContainer } from "./container";
export { type PostgresAddresses, postgresExporters, postgresHealthCommand } from "./postgres";
export { type RedisAddresses, redisExporter } from "./redis";
