import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { createAlarm } from "../shared/alarm";
import { namedTags } from "../shared/tags";
import { transformed } from "../shared/transform";
import { requireValid } from "../shared/validation";
import { scalingPlan, type ScalingPolicyDefinition } from "./scaling-plan";
import { ecsServiceTarget } from "./scaling-targets";
import { DEFAULT_TIME_ZONE } from "./schedule-week";
import { applicationSchedule, type ScheduledScaling } from "./scheduled-scaling";
import type { ServiceScalingArgs, ServiceScalingChildren } from "./service-scaling-args";
import { validateServiceScaling } from "./service-scaling-validate";

/**
 * Scales an ECS service between its bounds: up when any trigger calls for it, down while all are quiet.
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
    requireValid("ServiceScaling", name, args, validateServiceScaling);
    super("proofpix:scaling:ServiceScaling", name, {}, opts);

    const children = { name, parent: this, tags: args.tags, transform: args.transform ?? {} };
    const target = createTarget(children, args);
    const definitions = scalingPlan(name, ecsServiceTarget(args), args.triggers, args.speed);
    const policies = definitions.map((definition) => createPolicy(children, target, definition));
    for (const schedule of args.schedules ?? []) createSchedule(children, target, schedule);

    this.alarmNames = policies.flatMap(({ alarms }) => alarms.map((alarm) => alarm.name));
    this.policyArns = policies.map(({ policy }) => policy.arn);
    this.registerOutputs({ alarmNames: this.alarmNames, policyArns: this.policyArns });
  }
}

function createTarget(
  { name, parent, tags, transform }: ServiceScalingChildren,
  { clusterName, serviceName, minInstances, maxInstances }: ServiceScalingArgs,
): aws.appautoscaling.Target {
  return new aws.appautoscaling.Target(
    ...transformed(
      transform.target,
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
  { name, parent, transform }: ServiceScalingChildren,
  target: aws.appautoscaling.Target,
  schedule: ScheduledScaling,
): aws.appautoscaling.ScheduledAction {
  return new aws.appautoscaling.ScheduledAction(
    ...transformed(
      transform.scheduledAction,
      `${name}-${schedule.name}`,
      {
        ...scalable(target),
        schedule: applicationSchedule(schedule),
        timezone: schedule.timeZone ?? DEFAULT_TIME_ZONE,
        scalableTargetAction: { minCapacity: schedule.minInstances, maxCapacity: schedule.maxInstances },
      },
      { parent },
    ),
  );
}

function scalable({ serviceNamespace, scalableDimension, resourceId }: aws.appautoscaling.Target) {
  return { serviceNamespace, scalableDimension, resourceId };
}
