export type { DatadogAddresses } from "./addresses";
export { type DatadogAgentSidecarArgs, datadogAgentSidecars } from "./agent-sidecar";
export { AgentDaemon } from "./agent-daemon";
export type { AgentDaemonArgs, AgentDaemonTransforms } from "./agent-daemon-args";
export type { DatadogAgentSettings } from "./agent-settings";
export type { DatadogArgs, DatadogLogsArgs, DatadogMonitoringArgs, DatadogTransforms } from "./args";
export { Datadog } from "./datadog";
export { datadogLabels, type LabelledService } from "./labels";
export { DATADOG_SITES, type DatadogSite } from "./sites";
