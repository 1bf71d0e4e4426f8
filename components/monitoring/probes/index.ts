export {
  blackboxArguments,
  blackboxConfiguration,
  type Probe,
  type ProbeCoverage,
  type ProbeModule,
  probesOf,
} from "./modules";
