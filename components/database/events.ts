import type { EventRuleDefinition } from "../shared/event-rule";

/**
 * What RDS reports of a database and no metric shows (Amazon RDS User Guide, "Amazon RDS event categories and event
 * messages"). Instances, replicas and members of a cluster have identifiers that begin with the database's.
 */
export function databaseEventRule(name: string): EventRuleDefinition {
  return {
    name: `${name}-events`,
    severity: "critical",
    description: "RDS failed over, found a failure, broken replication or little storage.",
    pattern: (identifier) => ({
      source: ["aws.rds"],
      "detail-type": ["RDS DB Cluster Event", "RDS DB Instance Event"],
      detail: {
        SourceIdentifier: [{ prefix: identifier }],
        EventCategories: ["failover", "failure", "low storage", "read replica"],
      },
    }),
    paths: { source: "$.detail.SourceIdentifier", event: "$.detail.EventID", message: "$.detail.Message" },
    message: "RDS reports <event> for <source>: <message>",
  };
}
