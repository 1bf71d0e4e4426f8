import { z } from "zod";
import { DEFAULT_MAX_ITEM_AGE } from "../../../../components/scaling/load-alarm-definitions";
import { DEFAULT_TIME_ZONE } from "../../../../components/scaling/schedule-week";
import { SCHEDULE_NAME, TIME_OF_DAY } from "../../../../components/scaling/scheduled-scaling";
import { TRIGGER_NUMBERS } from "../../../../components/scaling/triggers/numbers";
import { KMS_KEY_ARN } from "../../../../components/shared/arn";
import { duration, flag, group, number, oneOf, text, wholeNumber } from "../../../configuration/schema/fields";

const changing = "takes effect within a minute, without downtime";
const BOUNDS = "no downtime; every instance is paid for by the second";
const DAY = 86_400;

/** Bounds of a number of instances. */
export function instances(description: string) {
  return wholeNumber(1, 1000, { description, changing: BOUNDS, examples: [2] });
}

/** Thresholds and times of a trigger. */
function numbersOf(name: keyof typeof TRIGGER_NUMBERS) {
  const { above, aboveFor, below, belowFor } = TRIGGER_NUMBERS[name];
  return {
    above: number(0, 1_000_000, {
      description: "Value above which instances are added.",
      changing,
      examples: [above],
    }).default(above),
    aboveFor: duration(60, DAY, {
      description: "How long the value has to be above.",
      changing,
      examples: [aboveFor],
    }).default(aboveFor),
    below: number(0, 1_000_000, {
      description: "Value below which the trigger is quiet; less than above.",
      changing,
      examples: [below],
    }).default(below),
    belowFor: duration(60, DAY, {
      description: "How long the value has to be below; the longest of all triggers counts, and 4 at least.",
      changing,
      examples: [belowFor],
    }).default(belowFor),
  };
}

function factsOf(name: keyof typeof TRIGGER_NUMBERS, measured: string, requirement: string) {
  const { above, below } = TRIGGER_NUMBERS[name];
  return { description: `Scales by ${measured} (${requirement}).`, changing, examples: [{ above, below }] };
}

function trigger(name: keyof typeof TRIGGER_NUMBERS, measured: string, requirement: string) {
  const enabled = flag({ description: `Whether ${measured} scales the service.`, changing }).default(true);
  return group({ enabled, ...numbersOf(name) }, factsOf(name, measured, requirement)).prefault({});
}

/** Disabled unless the service has a queue. */
const queueDepth = group(
  {
    enabled: flag({
      description:
        "Whether items that wait in the queue scale the service: true where it reports the length of its queue itself; with consumes or queueName alone unless given.",
      changing,
    }).optional(),
    ...numbersOf("queueDepth"),
  },
  factsOf("queueDepth", "items that wait in the queue", "SC-4, SC-9"),
).prefault({});

const triggers = group(
  {
    cpu: trigger("cpu", "average use of CPU, in percent", "SC-1, SC-6"),
    memory: trigger("memory", "average use of memory, in percent", "SC-2, SC-7"),
    responseTime: trigger("responseTime", "average response time, in seconds", "SC-3, SC-8"),
    queueDepth,
  },
  {
    description: "When instances are added and taken away; they are taken away only while all triggers are quiet.",
    changing,
    examples: [{ cpu: { above: 60 }, queueDepth: { enabled: true } }],
  },
).prefault({});

const weekday = oneOf(["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"], {
  description: "Day of the week.",
  changing,
});

const schedule = group(
  {
    name: text(SCHEDULE_NAME, {
      description: "Name of the schedule.",
      allowed: "at most 64 lower-case letters, digits and single hyphens, beginning with a letter",
      changing,
      examples: ["morning"],
    }),
    at: text(TIME_OF_DAY, {
      description: "Time of day from which on the bounds hold.",
      allowed: "a time from 00:00 to 23:59 in quotes",
      changing,
      examples: ["07:30"],
    }),
    days: z
      .array(weekday)
      .min(1)
      .meta({
        description: "Days on which it happens; every day unless given.",
        allowed: "a list of weekdays in lower case",
        changing,
        examples: [["monday", "friday"]],
      })
      .optional(),
    timeZone: text(/^[\w+-]+(?:\/[\w+-]+)*$/, {
      description: "Time zone of the time of day; summer time is followed.",
      allowed: "a name of the IANA time zone database, in its case",
      changing,
      examples: ["Europe/Berlin"],
    }).default(DEFAULT_TIME_ZONE),
    minInstances: instances("Fewest instances from then on; as before unless given.").optional(),
    maxInstances: instances("Most instances from then on; as before unless given.").optional(),
  },
  {
    description: "Other bounds from a time of day on, until another schedule takes them back; within the service's.",
    changing: BOUNDS,
    examples: [{ name: "morning", at: "07:30", minInstances: 4 }],
  },
);

export const scaling = group(
  {
    minInstances: instances("Fewest instances of this service; the environment's unless given.").optional(),
    maxInstances: instances("Most instances of this service; the environment's unless given.").optional(),
    triggers,
    queueName: text(/^[\w-]{1,80}(?:\.fifo)?$/, {
      description:
        "SQS queue of others that the service works off, besides those of proofpix:queues: it may receive and delete its messages, and is scaled by their number.",
      allowed: "the name of an SQS queue in this region and account",
      changing,
      examples: ["proofpix-jobs"],
    }).optional(),
    maxItemAge: duration(60, 14 * DAY, {
      description: "Age of the oldest item in `queueName` above which people are told.",
      changing,
      examples: ["1h"],
    }).default(DEFAULT_MAX_ITEM_AGE),
    queueKeyArn: text(KMS_KEY_ARN, {
      description:
        "Key of the account that encrypts the queue, if one does: the service may decrypt by it what the queue holds.",
      allowed: "the ARN of a KMS key in this region",
      changing: "takes effect within seconds, without a deployment",
      examples: ["arn:aws:kms:eu-west-1:123456789012:key/0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0"],
    }).optional(),
    schedules: z
      .array(schedule)
      .meta({
        description: "Other bounds at times of the day or week, where something scales the service.",
        allowed: "a list of schedules",
        changing: BOUNDS,
        examples: [
          [
            { name: "morning", at: "07:30", minInstances: 4 },
            { name: "evening", at: "20:00", minInstances: 2 },
          ],
        ],
      })
      .default([]),
  },
  {
    description: "Bounds of this service alone, within the environment's, and what scales it between them (SC-13).",
    changing: BOUNDS,
    examples: [{ minInstances: 2, maxInstances: 4 }],
  },
);
