import type { MonitoredQueue, MonitoredService, MonitoredSystem } from "../description";
import { JOBS } from "../jobs";
import { durationText } from "../../shared/quantity";
import type { Alert, AlertRule } from "./alert";
import { selector } from "./promql";

/** Share of jobs that may fail: a job is tried several times before it is given up. */
const FAILED_SHARE = 0.1;
/** Fewer failures than that may be one job that is tried again and again. */
const LEAST_FAILED_JOBS = 5;
const LASTING_SECONDS = 300;
/** Metrics of CloudWatch come some minutes late. */
const LATE_SECONDS = 300;

const VISIBLE = "aws_sqs_approximate_number_of_messages_visible_maximum";
const AGE = "aws_sqs_approximate_age_of_oldest_message_maximum";

/** The worst value of a queue, by which alerts carry its name. */
function ofQueue(metric: string, queue: string): string {
  return `max by (queue) (${selector(metric, { job: JOBS.cloudWatch, queue })})`;
}

type Consumer = MonitoredService & { readonly consumes: string };

/** Alerts on queues and on the services that work them off. */
export function jobAlerts({ services, queues }: MonitoredSystem): Alert[] {
  const consumers = services.filter(isConsumer);
  return [
    ...(consumers.length === 0 ? [] : [jobsFailing(consumers), jobsStalled(consumers, queues)]),
    ...(queues.length === 0 ? [] : [itemsTooOld(queues), queueTooLong(queues), deadLetters(queues), expiring(queues)]),
  ];
}

function isConsumer(service: MonitoredService): service is Consumer {
  return service.consumes !== undefined && service.metricsPath !== undefined;
}

function jobsFailing(consumers: readonly Consumer[]): Alert {
  return {
    name: "JobsFailing",
    group: "jobs",
    severity: "warning",
    meaning: "Many jobs fail; after as many tries as the queue allows they are given up.",
    source: "a constant of the rules",
    reference: "HC-4",
    look: ["The worker's log: which error, and of all jobs or of one kind?", "DependencyDown of the worker."],
    act: ["Mend the cause; jobs that still wait are tried again.", "Redrive what was given up: see DeadLetters."],
    dashboard: "queue",
    rules: consumers.map(({ name, team }) => {
      const jobs = (outcome: string): string =>
        `sum by (service) (increase(jobs_processed_total{job="${JOBS.application}",service="${name}"${outcome}}[15m]))`;
      const failed = jobs(',outcome="failed"');
      return {
        of: name,
        team,
        threshold: `more than ${FAILED_SHARE * 100} % within 15m, and ${LEAST_FAILED_JOBS} at least, for ${durationText(LASTING_SECONDS)}`,
        expression: `${failed}\n/ (${jobs("")} > 0) > ${FAILED_SHARE}\nand ${failed} >= ${LEAST_FAILED_JOBS}`,
        forSeconds: LASTING_SECONDS,
        summary: `Jobs of ${name} fail`,
        description: `{{ $value | humanizePercentage }} of the jobs of ${name} failed within 15 minutes.`,
      };
    }),
  };
}

/** Jobs wait, and nobody is through with any: for longer than one may take. */
function jobsStalled(consumers: readonly Consumer[], queues: readonly MonitoredQueue[]): Alert {
  return {
    name: "JobsStalled",
    group: "jobs",
    severity: "critical",
    meaning: "Items wait in a queue, and its workers get none of them done.",
    source: "`queues[].visibilityTimeoutSeconds`",
    reference: "HC-4",
    look: ["Whether workers run: InstanceDown, CrashLooping.", "Their log: what do they wait for?"],
    act: ["Workers that hang: deploy them anew.", "Nothing arrives: permissions on the queue and its key."],
    dashboard: "queue",
    rules: consumers.flatMap(({ name, team, consumes }): AlertRule[] => {
      const queue = queues.find((each) => each.name === consumes);
      if (queue === undefined) return [];
      const seconds = Math.ceil((queue.visibilityTimeoutSeconds + LATE_SECONDS) / 60) * 60;
      const window = durationText(seconds);
      const done = `sum by (service) (increase(jobs_processed_total{job="${JOBS.application}",service="${name}"}[${window}]))`;
      return [
        {
          of: name,
          team,
          threshold: `no job within ${window} while items wait, for ${window}`,
          expression: `${done} == 0\nand on () min_over_time(${selector(VISIBLE, { job: JOBS.cloudWatch, queue: consumes })}[${window}]) > 0`,
          forSeconds: seconds,
          labels: { queue: consumes },
          summary: `${name} gets no job done`,
          description: `Items wait in ${consumes}, and ${name} was through with none of them within ${window}.`,
        },
      ];
    }),
  };
}

function itemsTooOld(queues: readonly MonitoredQueue[]): Alert {
  return {
    name: "QueueItemsTooOld",
    group: "jobs",
    severity: "critical",
    meaning: "An item waits for so long that whoever sent it notices.",
    source: "`queues[].maxItemAgeSeconds`",
    reference: "SC-4",
    look: ["The queue's length and its workers: AtMaximumInstances, JobsFailing, JobsStalled."],
    act: [
      "Too few workers: raise their maximum.",
      "One item that fails again and again goes to the dead letters itself.",
    ],
    dashboard: "queue",
    rules: queues.map(({ name, maxItemAgeSeconds }) => ({
      of: name,
      threshold: `older than ${durationText(maxItemAgeSeconds)} for ${durationText(LASTING_SECONDS)}`,
      expression: `${ofQueue(AGE, name)} > ${maxItemAgeSeconds}`,
      forSeconds: LASTING_SECONDS,
      summary: `Items of ${name} wait too long`,
      description: `The oldest item of ${name} has waited for {{ $value | humanizeDuration }}, and may for ${durationText(maxItemAgeSeconds)}.`,
    })),
  };
}

function queueTooLong(queues: readonly MonitoredQueue[]): Alert {
  return {
    name: "QueueTooLong",
    group: "jobs",
    severity: "warning",
    meaning: "More items wait than workers get done in time.",
    source: "`queues[].maxItems`",
    reference: "SC-4",
    look: ["How many workers there are, and how many items come and go."],
    act: ["Raise the workers' maximum, or find who sends so many."],
    dashboard: "queue",
    rules: queues.map(({ name, maxItems }) => ({
      of: name,
      threshold: `more than ${maxItems} items for ${durationText(LASTING_SECONDS)}`,
      expression: `${ofQueue(VISIBLE, name)} > ${maxItems}`,
      forSeconds: LASTING_SECONDS,
      summary: `${name} is too long`,
      description: `{{ $value | humanize }} items wait in ${name}, more than ${maxItems}.`,
    })),
  };
}

function deadLetters(queues: readonly MonitoredQueue[]): Alert {
  return {
    name: "DeadLetters",
    group: "jobs",
    severity: "warning",
    meaning: "Items were given up after as many tries as the queue allows: their work isn't done.",
    source: "`queues[].maxReceiveCount`",
    reference: 'Amazon SQS Developer Guide, "Using dead-letter queues in Amazon SQS"',
    look: ["An item of the dead-letter queue, and the worker's log around the time of its last try."],
    act: ["Mend the cause, then redrive: `aws sqs start-message-move-task --source-arn <dead-letter queue>`."],
    dashboard: "queue",
    rules: queues.map(({ name, deadLetterName, maxReceiveCount }) => ({
      of: name,
      threshold: `one item, after ${maxReceiveCount} tries`,
      expression: `${ofQueue(VISIBLE, deadLetterName)} > 0`,
      summary: `${name} gave items up`,
      description: `{{ $value | humanize }} items of ${name} failed ${maxReceiveCount} times, and wait in its dead-letter queue.`,
    })),
  };
}

function expiring(queues: readonly MonitoredQueue[]): Alert {
  return {
    name: "DeadLettersExpire",
    group: "jobs",
    severity: "critical",
    meaning: "Items that were given up are lost for good soon.",
    source: "`queues[].maxDeadLetterAgeSeconds`",
    reference: 'Amazon SQS Developer Guide, "Using dead-letter queues in Amazon SQS"',
    look: ["The oldest items of the dead-letter queue."],
    act: ["Redrive them, or keep their bodies elsewhere, before they expire."],
    dashboard: "queue",
    rules: queues.map(({ name, deadLetterName, maxDeadLetterAgeSeconds }) => ({
      of: name,
      threshold: `older than ${durationText(maxDeadLetterAgeSeconds)}`,
      expression: `${ofQueue(AGE, deadLetterName)} > ${maxDeadLetterAgeSeconds}`,
      summary: `Dead letters of ${name} expire soon`,
      description: `The oldest dead letter of ${name} is {{ $value | humanizeDuration }} old.`,
    })),
  };
}
