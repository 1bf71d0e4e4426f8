import type * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { type AlarmDefinition, beginAndEnd, createAlarm } from "../shared/alarm";
import { type DurationQuantity, durationSeconds } from "../shared/quantity";
import { checkTags } from "../shared/tag-rules";
import type { Tags } from "../shared/tags";
import type { Transform } from "../shared/transform";
import { ArgumentProblems } from "../shared/validation";
import { itemAgeAlarm, overloadedAlarm } from "./load-alarm-definitions";
import { ecsServiceTarget } from "./scaling-targets";
import type { ScalingTrigger } from "./scaling-trigger";
import { validateTriggers } from "./validate-triggers";

export const DEFAULT_MAX_ITEM_AGE = "15m";
/** An alarm looks at minutes; SQS keeps no item longer (Amazon SQS API Reference, "CreateQueue"). */
const ITEM_AGE_SECONDS = { least: 60, most: 1_209_600 };

/** Arguments of `LoadAlarms`. */
export interface LoadAlarmsArgs {
  /** Cluster of the service. */
  readonly clusterName: pulumi.Input<string>;
  /** ECS service whose load is watched. */
  readonly serviceName: pulumi.Input<string>;
  /** What load is: the triggers that scale the service, or that call for people to scale it; none only with a queue. */
  readonly triggers: readonly ScalingTrigger[];
  /** SQS queue that the service works off. @default - no queue is watched */
  readonly queue?: {
    readonly name: pulumi.Input<string>;
    /** Age of the oldest item above which people are told: 1 minute to 14 days. @default "15m" */
    readonly maxItemAge?: DurationQuantity;
  };
  /** ARNs of the topics that are told when an alarm begins and when it ends. */
  readonly alarmActions: readonly pulumi.Input<string>[];
  /** Tags of the alarms. @default - `Name` only */
  readonly tags?: Tags;
  /** Edits a child resource's arguments before it is created. @default - none */
  readonly transform?: { readonly alarm?: Transform<aws.cloudwatch.MetricAlarmArgs> };
}

/**
 * Tells people that a service can't keep up: it is above a threshold for scaling up for 15 of 18 minutes, because it is at
 * its maximum, finds no capacity or isn't scaled by anything, or because more instances don't help; or the oldest item of
 * its queue waits too long. An alarm costs about 0.10 USD a month for each metric that it watches.
 *
 * @throws {pulumi.InputPropertiesError} naming every argument that could not work.
 */
export class LoadAlarms extends pulumi.ComponentResource {
  /** Names of the alarms. */
  public readonly alarmNames: readonly pulumi.Output<string>[];

  constructor(name: string, args: LoadAlarmsArgs, opts?: pulumi.ComponentResourceOptions) {
    validate(name, args);
    super("proofpix:scaling:LoadAlarms", name, {}, opts);

    const children = { name, parent: this, tags: args.tags, transform: args.transform ?? {} };
    this.alarmNames = loadAlarmDefinitions(name, args).map(
      (definition) => createAlarm(children, definition, beginAndEnd(args.alarmActions)).name,
    );
    this.registerOutputs({ alarmNames: this.alarmNames });
  }
}

/** The alarms of a service, in the order in which they are made. */
export function loadAlarmDefinitions(
  name: string,
  args: Pick<LoadAlarmsArgs, "clusterName" | "serviceName" | "triggers" | "queue">,
): AlarmDefinition[] {
  const { queue, triggers } = args;
  return [
    ...(triggers.length === 0 ? [] : [overloadedAlarm(name, ecsServiceTarget(args), triggers)]),
    ...(queue === undefined ? [] : [itemAgeAlarm(name, queue.name, queue.maxItemAge ?? DEFAULT_MAX_ITEM_AGE)]),
  ];
}

function validate(name: string, args: LoadAlarmsArgs): void {
  const problems = new ArgumentProblems();
  if (args.triggers.length > 0 || args.queue === undefined) {
    validateTriggers(args.triggers, ecsServiceTarget(args), problems);
  }
  const age = args.queue?.maxItemAge;
  const seconds = age === undefined ? undefined : problems.attempt("queue.maxItemAge", () => durationSeconds(age));
  problems.require(
    seconds === undefined || (seconds >= ITEM_AGE_SECONDS.least && seconds <= ITEM_AGE_SECONDS.most),
    "queue.maxItemAge",
    `must be 1 minute to 14 days, got "${age ?? ""}"`,
  );
  checkTags(problems, args.tags);
  problems.throwIfAny(`Invalid arguments for LoadAlarms "${name}"`);
}
