export type { Configuration, InstanceBounds, ServiceConfiguration } from "./configuration";
export { parseConfiguration } from "./parse";
export { ConfigurationError, type Problem } from "./problem";
export { readConfiguration } from "./read";
