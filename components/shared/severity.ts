import type * as pulumi from "@pulumi/pulumi";

/** How urgent an alert is: `critical` wakes somebody, `warning` waits for the next working day. */
export type Severity = "critical" | "warning";

export const SEVERITIES = ["critical", "warning"] as const satisfies readonly Severity[];

/** Topics of alarms by how urgent these are. */
export type TopicsBySeverity = Readonly<Record<Severity, readonly pulumi.Input<string>[]>>;

/** ARNs of the topics that are told of alarms: the same for all, or others for each severity. */
export type AlarmTopics = readonly pulumi.Input<string>[] | TopicsBySeverity;

/** Topics that are told of an alarm of a severity. */
export function topicsFor(severity: Severity, topics: AlarmTopics): readonly pulumi.Input<string>[] {
  return "critical" in topics ? topics[severity] : topics;
}
