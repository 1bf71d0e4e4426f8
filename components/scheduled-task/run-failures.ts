import type * as pulumi from "@pulumi/pulumi";
import { MINUTE_SECONDS, type NotifyingAlarm } from "../shared/alarm";
import type { EventRuleDefinition } from "../shared/event-rule";
import type { Severity } from "../shared/severity";

/** Alarm for runs that Scheduler gave up, by the queue to which it gives them. */
export function notStartedAlarm(name: string, queueName: pulumi.Input<string>, severity: Severity): NotifyingAlarm {
  const metricName = "ApproximateNumberOfMessagesVisible";
  const metric = { namespace: "AWS/SQS", metricName, statistic: "Maximum", dimensions: { QueueName: queueName } };
  return {
    name: `${name}-not-started`,
    severity,
    description: `a run of ${name} could not be started: the message in its dead-letter queue says why; mend that, run the task by hand if it is needed, and delete the message`,
    threshold: 0,
    periodSeconds: MINUTE_SECONDS,
    evaluationPeriods: 1,
    treatMissingData: "notBreaching",
    queries: [{ id: "messages", metric }],
  };
}

/** Which runs are watched. */
export interface WatchedRuns {
  /** Group of the tasks that the schedule runs. */
  readonly group: string;
  readonly decisiveContainers: readonly string[];
}

/**
 * Rule on runs that fail, by the cluster's ARN: a container ended with another code than 0, or the task ended for
 * another reason than its containers' end. A container that is stopped after the application's end doesn't count
 * (Amazon ECS Developer Guide, "Amazon ECS task state change events"; Amazon ECS API Reference, Task, stopCode).
 */
export function failedRunRule(
  name: string,
  { group, decisiveContainers }: WatchedRuns,
  severity: Severity,
): EventRuleDefinition {
  return {
    name: `${name}-run-failed`,
    severity,
    description: "A scheduled task failed.",
    pattern: (clusterArn) => ({
      source: ["aws.ecs"],
      "detail-type": ["ECS Task State Change"],
      detail: {
        clusterArn: [clusterArn],
        group: [group],
        lastStatus: ["STOPPED"],
        $or: [
          { containers: { name: decisiveContainers, exitCode: [{ "anything-but": [0] }] } },
          { stopCode: [{ "anything-but": ["EssentialContainerExited"] }] },
        ],
      },
    }),
    paths: { task: "$.detail.taskArn", code: "$.detail.stopCode", reason: "$.detail.stoppedReason" },
    message: `A run of ${name} failed: <code>, <reason> (<task>)`,
  };
}
