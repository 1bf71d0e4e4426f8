import { JOBS } from "../../jobs";
import type { MonitoredQueue, MonitoredService } from "../../description";
import { atMost, type Limit, metrics, type MetricPanel, query } from "../panel";
import { application, RATE, select } from "../promql";
import { quantile } from "./requests";

/** Series of a queue that CloudWatch has. */
function ofQueue(metric: string, queue: string): string {
  return select(`aws_sqs_${metric}`, { job: JOBS.cloudWatch, queue });
}

/** Items that wait in a queue. */
export function waitingItems(queue: string): string {
  return `max(${ofQueue("approximate_number_of_messages_visible_maximum", queue)})`;
}

/** How many items wait. */
export function backlog({ name, itemsAbove, maxItems }: MonitoredQueue): MetricPanel {
  const scaled: readonly Limit[] = itemsAbove === undefined ? [] : [atMost(itemsAbove, "warning")];
  return metrics({
    title: `Items that wait in ${name}`,
    description:
      "Items that nobody has taken yet. Above the lower line instances of the consumer are added, above the upper one " +
      "people are told.",
    visualization: "lines",
    unit: "short",
    min: 0,
    limits: [...scaled, atMost(maxItems)],
    queries: [
      query(waitingItems(name), "waiting"),
      query(`max(${ofQueue("approximate_number_of_messages_not_visible_maximum", name)})`, "being worked on"),
    ],
  });
}

/** How long the oldest item has waited. */
export function oldestItem({ name, maxItemAgeSeconds }: MonitoredQueue): MetricPanel {
  return metrics({
    title: `Oldest item of ${name}`,
    description: "How long the oldest item has waited. Above the line people are told: the consumer doesn't keep up.",
    visualization: "lines",
    unit: "s",
    min: 0,
    limits: [atMost(maxItemAgeSeconds)],
    queries: [query(`max(${ofQueue("approximate_age_of_oldest_message_maximum", name)})`, "oldest")],
  });
}

/** Items that nobody could work on. */
export function deadLetters({ name, deadLetterName, maxReceiveCount }: MonitoredQueue): MetricPanel {
  return metrics({
    title: `Dead letters of ${name}`,
    description: `Items that failed ${maxReceiveCount} times and wait for people, who look why and send them again or drop them.`,
    visualization: "lines",
    unit: "short",
    min: 0,
    decimals: 0,
    limits: [atMost(1)],
    queries: [query(waitingItems(deadLetterName), "dead letters")],
  });
}

/** What goes in and out. */
export function queueTraffic({ name }: MonitoredQueue): MetricPanel {
  const counted = (metric: string): string => `max(${ofQueue(`${metric}_sum`, name)})`;
  return metrics({
    title: `Traffic of ${name}`,
    description:
      "Items sent, taken and deleted in each period of CloudWatch. More sent than deleted lets the queue grow.",
    visualization: "lines",
    unit: "short",
    min: 0,
    queries: [
      query(counted("number_of_messages_sent"), "sent"),
      query(counted("number_of_messages_received"), "taken"),
      query(counted("number_of_messages_deleted"), "deleted"),
    ],
  });
}

/** Jobs that a worker is through with. */
export function jobs(worker: MonitoredService): MetricPanel {
  const processed = select("jobs_processed_total", application([worker]));
  return metrics({
    title: `Jobs of ${worker.name}`,
    description: "Jobs done and failed a second. A failed one is taken again, and becomes a dead letter in the end.",
    visualization: "area",
    unit: "ops",
    min: 0,
    queries: [query(`sum by (outcome) (rate(${processed}[${RATE}]))`, "{{outcome}}")],
  });
}

/** How long jobs take, against the time after which an item is handed out again. */
export function jobDurations(worker: MonitoredService, queue: MonitoredQueue): MetricPanel {
  const buckets = select("job_duration_seconds_bucket", application([worker]));
  return metrics({
    title: `Time that jobs of ${worker.name} take`,
    description: "Time within which half and 95 % of the jobs are done. Beyond the line an item is handed out twice.",
    visualization: "lines",
    unit: "s",
    min: 0,
    limits: [atMost(queue.visibilityTimeoutSeconds)],
    queries: [query(quantile(0.5, buckets), "half"), query(quantile(0.95, buckets), "95 %")],
  });
}

/** Jobs that are being done. */
export function jobsInFlight(worker: MonitoredService): MetricPanel {
  return metrics({
    title: `Jobs in the hands of ${worker.name}`,
    description: "Jobs that are being done, by instance.",
    visualization: "area",
    unit: "none",
    min: 0,
    decimals: 0,
    queries: [query(`sum by (task) (${select("jobs_in_flight", application([worker]))})`, "{{task}}")],
  });
}
