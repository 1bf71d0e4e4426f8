export { type Alert, type AlertGroup, type AlertRule, anchorOf, type DashboardUid } from "./alert";
export { alertsOf } from "./alerts";
export { managedRuleFile, RULER_QUOTAS, validateManagedRules } from "./managed-rules";
export { ERRORS, ratioName, REQUESTS, SLOW } from "./recording-names";
export { type RecordingRule, recordingRules } from "./recording-rules";
export {
  type AlertingRule,
  RECORDING_GROUP,
  type RecordRule,
  type Rule,
  type RuleFile,
  ruleFile,
  ruleFileYaml,
  type RuleGroup,
} from "./rule-file";
