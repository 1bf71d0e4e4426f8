export {
  ADVISORY_FROM_STAGING,
  ALWAYS_MANDATORY,
  ENVIRONMENTS,
  everywhere,
  MANDATORY_FROM_STAGING,
  MANDATORY_IN_PRODUCTION,
} from "./environment";
export type { Environment, Levels, PerEnvironment } from "./environment";
export { textList, type RuleConfiguration, type SettingSchema } from "./configuration";
export { matches, type Exemption } from "./exemptions";
export type { Finding } from "./finding";
export type { KeyEntry, KeyTable } from "./key-table";
export { acceptFormerNames } from "./former-names";
export { toPolicies } from "./pack";
export { isKnownAs, isKnownUnlike, knownValue, Reader, type Reading } from "./reader";
export type { Change, Remedy } from "./remedy";
export { resourceRule, type ResourceRuleDefinition } from "./resource-rule";
export type { ResourceView } from "./resource-view";
export { CATALOGUES, type Catalogue, type Reference, type Rule, type RuleMetadata } from "./rule";
export { credentialIn, namesSecret } from "../../components/shared/credential-detection";
export { STACK_TYPE } from "./stack-index";
export { stackRule, type StackFinding, type StackRuleDefinition } from "./stack-rule";
export type { StackView } from "./stack-view";
