export { collectorConfiguration, routesByTrace } from "./collector";
export { jaegerConfiguration } from "./jaeger";
export { tracesInMemory, tracingEnvironment } from "./memory";
export { tracingArguments } from "./service";
export {
  type BadgerStorage,
  type CollectorAddresses,
  type CollectorSettings,
  HEALTH_PATHS,
  type JaegerSettings,
  type MemoryStorage,
  type OpenSearchStorage,
  type ProbabilisticSampling,
  type TailSampling,
  type TraceSampling,
  type TraceStorage,
  TRACING_PORTS,
} from "./settings";
export { validateCollector, validateJaeger } from "./validate";
