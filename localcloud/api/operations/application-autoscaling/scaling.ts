import type { CloudResource } from "../../../model/resource";
import { number, object, objects, text, texts, type Properties } from "../../../model/values";
import { SCALABLE_TARGET, SCALING_POLICY, TARGET_INPUTS } from "../../../services/appautoscaling/scalable-target";
import { type ApiCall, type ApiContext, reading, type ServiceOperations } from "../../operation";
import { pageOf, type PageMembers } from "../pages";
import { activityForm } from "./activities";
import { registerScalableTarget } from "./register-scalable-target";

const PAGES: PageMembers = { token: "NextToken", limit: "MaxResults", most: 50 };

/** Application Auto Scaling API Reference. */
export const scalingOperations: ServiceOperations = {
  DescribeScalableTargets: reading((call, context) => {
    const ids = texts(call.input, "ResourceIds");
    const found = ofNamespace(SCALABLE_TARGET, call, context)
      .filter(({ inputs }) => ids.length === 0 || ids.includes(String(inputs.resourceId)))
      .filter(isOfDimension(call.input));
    const { elements, next } = pageOf(found, call.input, PAGES);
    return { ScalableTargets: elements.map(targetForm), ...next };
  }),
  DescribeScalingPolicies: reading((call, context) => {
    const names = texts(call.input, "PolicyNames");
    const found = ofNamespace(SCALING_POLICY, call, context)
      .filter(({ computed }) => names.length === 0 || names.includes(String(computed.name)))
      .filter(isOfResource(call.input))
      .filter(isOfDimension(call.input));
    const { elements, next } = pageOf(found, call.input, PAGES);
    return { ScalingPolicies: elements.map((each) => policyForm(each, context)), ...next };
  }),
  DescribeScalingActivities: reading(({ input, region }, { running }) => {
    const resourceId = text(input, "ResourceId");
    const found = running
      .all("scalingActivity")
      .filter((each) => each.region === region && each.resourceId.startsWith("service/"))
      .filter((each) => resourceId === undefined || each.resourceId === resourceId)
      .map(activityForm)
      .reverse();
    const { elements, next } = pageOf(found, input, PAGES);
    return { ScalingActivities: elements, ...next };
  }),
  RegisterScalableTarget: registerScalableTarget,
};

function ofNamespace(type: string, { input, region }: ApiCall, { cloud }: ApiContext): CloudResource[] {
  return cloud
    .ofType(type)
    .filter((each) => each.region === region && each.inputs.serviceNamespace === input.ServiceNamespace);
}

function isOfResource({ ResourceId }: Properties): (resource: CloudResource) => boolean {
  return ({ inputs }) => ResourceId === undefined || inputs.resourceId === ResourceId;
}

function isOfDimension({ ScalableDimension }: Properties): (resource: CloudResource) => boolean {
  return ({ inputs }) => ScalableDimension === undefined || inputs.scalableDimension === ScalableDimension;
}

function identity({ inputs }: CloudResource): Properties {
  const [ServiceNamespace, ResourceId, ScalableDimension] = TARGET_INPUTS.map((name) => inputs[name]);
  return { ServiceNamespace, ResourceId, ScalableDimension };
}

function targetForm(target: CloudResource): Properties {
  const { inputs, computed } = target;
  const suspended = object(computed, "suspendedState") ?? {};
  return {
    ...identity(target),
    MinCapacity: inputs.minCapacity,
    MaxCapacity: inputs.maxCapacity,
    RoleARN: computed.roleArn,
    ScalableTargetARN: computed.arn,
    CreationTime: UNKNOWN_TIME,
    SuspendedState: {
      DynamicScalingInSuspended: suspended.dynamicScalingInSuspended,
      DynamicScalingOutSuspended: suspended.dynamicScalingOutSuspended,
      ScheduledScalingSuspended: suspended.scheduledScalingSuspended,
    },
  };
}

/** The API demands a time of creation, which the local cloud doesn't keep. */
const UNKNOWN_TIME = 0;

function policyForm(policy: CloudResource, { cloud }: ApiContext): Properties {
  const { inputs, computed } = policy;
  const alarms = cloud.ofType("aws:cloudwatch/metricAlarm:MetricAlarm").filter(({ inputs: alarm }) => {
    const actions = ["alarmActions", "okActions", "insufficientDataActions"].flatMap((name) => texts(alarm, name));
    return actions.includes(String(computed.arn));
  });
  return {
    ...identity(policy),
    PolicyARN: computed.arn,
    PolicyName: computed.name,
    PolicyType: inputs.policyType,
    CreationTime: UNKNOWN_TIME,
    Alarms: alarms.map((alarm) => ({ AlarmName: alarm.computed.name, AlarmARN: alarm.computed.arn })),
    StepScalingPolicyConfiguration: stepForm(object(inputs, "stepScalingPolicyConfiguration")),
    TargetTrackingScalingPolicyConfiguration: trackingForm(object(inputs, "targetTrackingScalingPolicyConfiguration")),
  };
}

function stepForm(configuration: Properties | undefined): Properties | undefined {
  if (configuration === undefined) return undefined;
  return {
    AdjustmentType: configuration.adjustmentType,
    Cooldown: configuration.cooldown,
    MetricAggregationType: configuration.metricAggregationType,
    MinAdjustmentMagnitude: configuration.minAdjustmentMagnitude,
    StepAdjustments: objects(configuration, "stepAdjustments").map((step) => ({
      MetricIntervalLowerBound: number(step, "metricIntervalLowerBound"),
      MetricIntervalUpperBound: number(step, "metricIntervalUpperBound"),
      ScalingAdjustment: step.scalingAdjustment,
    })),
  };
}

function trackingForm(configuration: Properties | undefined): Properties | undefined {
  if (configuration === undefined) return undefined;
  const predefined = object(configuration, "predefinedMetricSpecification");
  return {
    TargetValue: configuration.targetValue,
    ScaleInCooldown: configuration.scaleInCooldown,
    ScaleOutCooldown: configuration.scaleOutCooldown,
    DisableScaleIn: configuration.disableScaleIn,
    ...(predefined !== undefined && {
      PredefinedMetricSpecification: {
        PredefinedMetricType: predefined.predefinedMetricType,
        ResourceLabel: predefined.resourceLabel,
      },
    }),
  };
}
