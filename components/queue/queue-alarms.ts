import type * as pulumi from "@pulumi/pulumi";
import { MINUTE_SECONDS, type NotifyingAlarm } from "../shared/alarm";
import { durationText } from "../shared/quantity";
import type { QueueSettings } from "./queue-settings";

/** Names of the queues that are watched. */
export interface WatchedQueues {
  readonly queueName: pulumi.Input<string>;
  readonly deadLetterQueueName: pulumi.Input<string>;
}

type Metric = "ApproximateAgeOfOldestMessage" | "ApproximateNumberOfMessagesVisible";

/** Minutes for which a value has to stay, so that one late minute tells nobody. */
const LASTING_MINUTES = 5;

/** Alarms of a queue and its dead-letter queue (Amazon SQS Developer Guide, "Available CloudWatch metrics"). */
export function queueAlarmDefinitions(
  name: string,
  { queueName, deadLetterQueueName }: WatchedQueues,
  { maxMessageAgeSeconds, maxBacklog, maxDeadLetterAgeSeconds, deadLetterRetentionSeconds }: QueueSettings,
): NotifyingAlarm[] {
  return [
    {
      name: `${name}-message-age`,
      severity: "critical",
      description: `the oldest message of ${name} waits for more than ${durationText(maxMessageAgeSeconds)}: its consumers are too few, stuck, or fail with it`,
      threshold: maxMessageAgeSeconds,
      ...watching("ApproximateAgeOfOldestMessage", queueName, LASTING_MINUTES),
    },
    {
      name: `${name}-backlog`,
      severity: "warning",
      description: `more than ${maxBacklog} messages wait in ${name}: its consumers can't work them off in time`,
      threshold: maxBacklog,
      ...watching("ApproximateNumberOfMessagesVisible", queueName, LASTING_MINUTES),
    },
    {
      name: `${name}-dead-letters`,
      severity: "warning",
      description: `messages of ${name} were given up: look into the dead-letter queue, mend their cause, and redrive them`,
      threshold: 0,
      ...watching("ApproximateNumberOfMessagesVisible", deadLetterQueueName, 1),
    },
    {
      name: `${name}-dead-letters-expire`,
      severity: "critical",
      description: `messages that ${name} gave up are lost soon: the dead-letter queue keeps them for ${durationText(deadLetterRetentionSeconds)} in all`,
      threshold: maxDeadLetterAgeSeconds,
      ...watching("ApproximateAgeOfOldestMessage", deadLetterQueueName, 1),
    },
  ];
}

/** SQS reports nothing of a queue that nobody used for six hours, which is no reason to worry. */
function watching(
  metricName: Metric,
  queueName: pulumi.Input<string>,
  minutes: number,
): Pick<NotifyingAlarm, "datapointsToAlarm" | "evaluationPeriods" | "periodSeconds" | "queries" | "treatMissingData"> {
  const metric = { namespace: "AWS/SQS", metricName, statistic: "Maximum", dimensions: { QueueName: queueName } };
  return {
    periodSeconds: MINUTE_SECONDS,
    evaluationPeriods: minutes,
    datapointsToAlarm: minutes,
    treatMissingData: "notBreaching",
    queries: [{ id: "messages", metric }],
  };
}
