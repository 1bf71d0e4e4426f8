export { blackboxArguments, blackboxConfiguration, type Probe, type ProbeModule, probesOf } from "./modules";
