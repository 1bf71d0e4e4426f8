export { prometheusArguments, type PrometheusCommandSettings } from "./command";
export { prometheusConfiguration, type PrometheusSettings } from "./configuration";
export {
  awsDiscovery,
  type Discovery,
  type DiscoveryAddresses,
  type DiscoveryBlock,
  type KnownTask,
  staticDiscovery,
} from "./discovery";
export type { ScrapeAddresses } from "./jobs";
export { discoveryStatements } from "./permissions";
export { remoteWriteStatements, type RemoteWriteSettings } from "./remote-write";
