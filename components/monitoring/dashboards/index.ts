export type { Audience } from "./dashboard";
export type { DataSourceAddresses } from "./data-sources";
export { type GeneratedFile, type GrafanaFileOptions, grafanaFiles } from "./files";
export { type GrafanaOptions, grafanaSecrets, grafanaSettings } from "./settings";
export type { LoadBalancerSignOn, OidcSignOn, SignOn } from "./sign-on";
