import type { MonitoredQueue } from "../monitoring";
import type { QueueArgs } from "./args";
import { queueSettings } from "./queue-settings";

/**
 * What is watched of a queue, by the numbers of its CloudWatch alarms.
 *
 * @param itemsAbove items that may wait before the queue's consumer is scaled up; undefined where nothing scales by its
 *   length.
 */
export function monitoredQueue(name: string, args: QueueArgs, itemsAbove?: number): MonitoredQueue {
  const settings = queueSettings(args);
  return {
    name,
    deadLetterName: deadLettersOf(name),
    itemsAbove,
    maxItems: settings.maxBacklog,
    maxItemAgeSeconds: settings.maxMessageAgeSeconds,
    maxDeadLetterAgeSeconds: settings.maxDeadLetterAgeSeconds,
    visibilityTimeoutSeconds: settings.visibilityTimeoutSeconds,
    maxReceiveCount: settings.maxReceiveCount,
  };
}

/** Name of the queue of another's dead letters. */
export function deadLettersOf(name: string): string {
  return `${name}-dead-letters`;
}
