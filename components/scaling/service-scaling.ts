import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { createAlarm } from "../shared/alarm";
import type { Children } from "../shared/children";
import type { Tags } from "../shared/tags";
import { namedTags } from "../shared/tags";
import { type Transform, transformed } from "../shared/transform";
import { checkTags } from "../shared/tag-rules";
import { ArgumentProblems } from "../shared/validation";
import { scalingPlan, type ScalingPolicyDefinition, type ScalingSpeed } from "./scaling-plan";
import { ecsServiceTarget } from "./scaling-targets";
import type { ScalingTrigger } from "./scaling-trigger";
import { applicationSchedule, type ScheduledScaling, validateSchedules } from "./scheduled-scaling";
import { validateSpeed } from "./validate-speed";
import { validateTriggers } from "./validate-triggers";

/** Arguments of a `ServiceScaling`. */
export interface ServiceScalingArgs {
  /** Cluster of the service. */
  readonly clusterName: pulumi.Input<string>;
  /** ECS service whose tasks are counted; its `desiredCount` has to be left alone by everything else. */
  readonly serviceName: pulumi.Input<string>;
  /** Fewest tasks; raising it starts tasks at once, which are paid for. */
  readonly minInstances: number;
  /** Most tasks, whatever triggers say. */
  readonly maxInstances: number;
  /** When to scale, one at least. */
  readonly triggers: readonly ScalingTrigger[];
  /** How much at a time. @default - 2 more, then 5 minutes of rest; 1 less, then 10 (SC-10) */
  readonly speed?: ScalingSpeed;
  /**
   * Other bounds at times of the day or week. Until the next one they outlast a deployment, so that what one changes another
   * has to take back.
   * @default - none
   */
  readonly schedules?: readonly ScheduledScaling[];
  /** Tags of every resource that has any. @default - `Name` only */
  readonly tags?: Tags;
  /** Edits a child resource's arguments before it is created. @default - none */
  readonly transform?: {
    readonly target?: Transform<aws.appautoscaling.TargetArgs>;
    readonly policy?: Transform<aws.appautoscaling.PolicyArgs>;
    readonly scheduledAction?: Transform<aws.appautoscaling.ScheduledActionArgs>;
    readonly alarm?: Transform<aws.cloudwatch.MetricAlarmArgs>;
  };
}

/**
 * Scales an ECS service between its bounds: up when any trigger calls for it, down while all are quiet (SC-1 to SC-10).
 * An alarm costs about 0.10 USD a month for each metric that it watches.
 *
 * @throws {pulumi.InputPropertiesError} naming every argument that could not work.
 */
export class ServiceScaling extends pulumi.ComponentResource {
  /** Names of the alarms that scale. The one for scaling down rests in ALARM while the service is at its minimum. */
  public readonly alarmNames: readonly pulumi.Output<string>[];
  /** ARNs of the scaling policies. */
  public readonly policyArns: readonly pulumi.Output<string>[];

  constructor(name: string, args: ServiceScalingArgs, opts?: pulumi.ComponentResourceOptions) {
    validateServiceScaling(name, args);
    super("proofpix:scaling:ServiceScaling", name, {}, opts);

    const target = createTarget(this, name, args);
    const definitions = scalingPlan(name, ecsServiceTarget(args), args.triggers, args.speed);
    const children = { name, parent: this, tags: args.tags, transform: args.transform ?? {} };
    const policies = definitions.map((definition) => createPolicy(children, target, definition));
    for (const schedule of args.schedules ?? []) createSchedule(this, name, args, target, schedule);

    this.alarmNames = policies.flatMap(({ alarms }) => alarms.map((alarm) => alarm.name));
    this.policyArns = policies.map(({ policy }) => policy.arn);
    this.registerOutputs({ alarmNames: this.alarmNames, policyArns: this.policyArns });
  }
}

type ServiceScalingChildren = Children<NonNullable<ServiceScalingArgs["transform"]>>;

/** @throws {pulumi.InputPropertiesError} naming everything in the arguments that could not work. */
export function validateServiceScaling(name: string, args: ServiceScalingArgs): void {
  const problems = new ArgumentProblems();
  const { minInstances, maxInstances } = args;
  problems.require(
    Number.isInteger(minInstances) && minInstances >= 0,
    "minInstances",
    `must be a whole number, got ${minInstances}`,
  );
  problems.require(
    Number.isInteger(maxInstances) && maxInstances > minInstances,
    "maxInstances",
    `must be a whole number greater than minInstances (${minInstances}), or there is nothing to scale, got ${maxInstances}`,
  );
  validateTriggers(args.triggers, ecsServiceTarget(args), problems);
  validateSpeed(args.speed ?? {}, problems);
  validateSchedules(args.schedules ?? [], args, problems);
  checkTags(problems, args.tags);
  problems.throwIfAny(`Invalid arguments for ServiceScaling "${name}"`);
}

function createTarget(
  parent: pulumi.Resource,
  name: string,
  { clusterName, serviceName, minInstances, maxInstances, tags, transform }: ServiceScalingArgs,
): aws.appautoscaling.Target {
  return new aws.appautoscaling.Target(
    ...transformed(
      transform?.target,
      name,
      {
        serviceNamespace: "ecs",
        scalableDimension: "ecs:service:DesiredCount",
        resourceId: pulumi.interpolate`service/${clusterName}/${serviceName}`,
        minCapacity: minInstances,
        maxCapacity: maxInstances,
        tags: namedTags(name, tags),
      },
      { parent },
    ),
  );
}

function createPolicy(
  children: ServiceScalingChildren,
  target: aws.appautoscaling.Target,
  definition: ScalingPolicyDefinition,
): { readonly policy: aws.appautoscaling.Policy; readonly alarms: readonly aws.cloudwatch.MetricAlarm[] } {
  const policy = new aws.appautoscaling.Policy(
    ...transformed(
      children.transform.policy,
      definition.name,
      {
        policyType: "StepScaling",
        ...scalable(target),
        stepScalingPolicyConfiguration: stepScaling(definition),
      },
      { parent: children.parent },
    ),
  );
  const alarms = definition.alarms.map((alarm) => createAlarm(children, alarm, { alarmActions: [policy.arn] }));
  return { policy, alarms };
}

function stepScaling({
  cooldownSeconds,
  steps,
}: ScalingPolicyDefinition): aws.types.input.appautoscaling.PolicyStepScalingPolicyConfiguration {
  return {
    adjustmentType: "ChangeInCapacity",
    cooldown: cooldownSeconds,
    metricAggregationType: "Average",
    stepAdjustments: steps.map(({ lowerBound, upperBound, instances }) => ({
      metricIntervalLowerBound: String(lowerBound),
      ...(upperBound !== undefined && { metricIntervalUpperBound: String(upperBound) }),
      scalingAdjustment: instances,
    })),
  };
}

function createSchedule(
  parent: pulumi.Resource,
  name: string,
  { transform }: ServiceScalingArgs,
  target: aws.appautoscaling.Target,
  schedule: ScheduledScaling,
): aws.appautoscaling.ScheduledAction {
  return new aws.appautoscaling.ScheduledAction(
    ...transformed(
      transform?.scheduledAction,
      `${name}-${schedule.name}`,
      {
        ...scalable(target),
        schedule: applicationSchedule(schedule),
        timezone: schedule.timeZone ?? "UTC",
        scalableTargetAction: { minCapacity: schedule.minInstances, maxCapacity: schedule.maxInstances },
      },
      { parent },
    ),
  );
}

function scalable({ serviceNamespace, scalableDimension, resourceId }: aws.appautoscaling.Target) {
  return { serviceNamespace, scalableDimension, resourceId };
}
