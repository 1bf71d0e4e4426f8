/**
 * Categories of events by the type of their source (Amazon RDS User Guide and Amazon Aurora User Guide, "Event
 * categories and event messages").
 */
export const EVENT_CATEGORIES: Readonly<Record<string, readonly string[]>> = {
  "blue-green-deployment": ["creation", "deletion", "failure", "notification", "switchover"],
  "custom-engine-version": ["creation", "failure", "restoring"],
  "db-cluster": [
    "configuration change",
    "creation",
    "deletion",
    "failover",
    "failure",
    "global-failover",
    "maintenance",
    "migration",
    "notification",
    "serverless",
  ],
  "db-cluster-snapshot": ["backup", "notification"],
  "db-instance": [
    "availability",
    "backtrack",
    "backup",
    "configuration change",
    "creation",
    "deletion",
    "failover",
    "failure",
    "low storage",
    "maintenance",
    "notification",
    "read replica",
    "recovery",
    "restoration",
    "security",
    "security patching",
  ],
  "db-parameter-group": ["configuration change"],
  "db-proxy": ["configuration change", "creation", "deletion", "failure"],
  "db-security-group": ["configuration change", "failure"],
  "db-snapshot": ["creation", "deletion", "notification", "restoration"],
  "zero-etl": ["creation", "deletion", "failure", "notification"],
};
