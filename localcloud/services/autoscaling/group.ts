import { outputsOf, type CloudResource } from "../../model/resource";
import type { Operation, Reference, ResourceType } from "../../model/resource-type";
import { number, text, texts, type Properties } from "../../model/values";
import { subnetReference } from "../ec2/references";
import { nameOf, refuseUnmodelled } from "../shared/inputs";
import { groupLaunchRules, launchTemplateOutput } from "./group-launch";
import { groupLimits, groupMapping } from "./group-limits";
import { GROUP, policiesAndSchedulesOf, scalingArn } from "./group-lookup";
import { groupOverrideRules } from "./group-overrides";
import { boundsOf, groupPlacementRules, groupSizeRules, groupTagRules, warmPoolRules } from "./group-rules";
import { instanceRefreshRules } from "./instance-refresh";
import { launchTemplateReferences } from "./launch-source";

const NOT_MODELLED = [
  "availabilityZoneDistribution",
  "availabilityZones",
  "capacityReservationSpecification",
  "context",
  "initialLifecycleHooks",
  "instanceLifecyclePolicy",
  "launchConfiguration",
  "loadBalancers",
  "placementGroup",
  "serviceLinkedRoleArn",
  "trafficSources",
];

/**
 * A group of instances. Without `forceDelete` AWS refuses to delete one that has instances (API Reference,
 * DeleteAutoScalingGroup). No program sees this refusal: before the deletion the provider sets the sizes to zero,
 * removes the instances' protection and waits until they are terminated (its documentation of `forceDelete`).
 */
export const group: ResourceType = {
  type: GROUP,
  mapping: groupMapping,
  documentedLimits: groupLimits,
  autonaming: { input: "name", maximumLength: 255, unlessGiven: "namePrefix" },
  defaults: {
    forceDelete: false,
    forceDeleteWarmPool: false,
    healthCheckGracePeriod: 300,
    ignoreFailedScalingActivities: false,
    metricsGranularity: "1Minute",
    protectFromScaleIn: false,
    waitForCapacityTimeout: "10m",
  },
  replaceOnChanges: ["initialLifecycleHooks", "name", "namePrefix", "region"],
  unique: {
    inputs: ["name"],
    scope: "region",
    code: "AlreadyExists",
    message: (name) => `AutoScalingGroup by this name already exists - A group with the name ${name} already exists`,
  },
  references: [
    withCode("ValidationError", subnetReference("vpcZoneIdentifiers[]")),
    {
      input: "targetGroupArns[]",
      to: ["aws:lb/targetGroup:TargetGroup"],
      missing: {
        code: "ValidationError",
        message: (id) => `Provided Target Groups may not be valid. Please ensure they exist and try again: '${id}'`,
      },
    },
    ...launchTemplateReferences,
  ],
  rules: [
    refuseUnmodelled(NOT_MODELLED, "these settings of an Auto Scaling group", "services/autoscaling/group.ts"),
    ...groupSizeRules,
    ...groupLaunchRules,
    ...groupOverrideRules,
    ...groupPlacementRules,
    ...instanceRefreshRules,
    ...warmPoolRules,
    ...groupTagRules,
  ],
  make: (operation) => {
    const { region, accountId } = operation;
    const id = nameOf(operation);
    const groupArn = scalingArn(region, accountId, "autoScalingGroup", `autoScalingGroupName/${id}`);
    return {
      id,
      computed: { arn: groupArn, name: id, predictedCapacity: 0, warmPoolSize: 0, ...outputsAfter(operation) },
    };
  },
  recomputed: ["availabilityZones", "desiredCapacity", "launchTemplate"],
  remake: outputsAfter,
  cascade: policiesAndSchedulesOf,
};

function withCode(code: string, reference: Reference): Reference {
  return { ...reference, missing: { ...reference.missing, code } };
}

/** Outputs that a creation and every update compute. */
function outputsAfter(operation: Operation, previous?: CloudResource): Properties {
  const { inputs, cloud } = operation;
  const subnets = texts(inputs, "vpcZoneIdentifiers").flatMap((id) => cloud.find("aws:ec2/subnet:Subnet", id) ?? []);
  return {
    availabilityZones: [...new Set(subnets.map(({ computed }) => String(computed.availabilityZone)))].sort(),
    defaultCooldown: number(inputs, "defaultCooldown") ?? 300,
    desiredCapacity: desiredCapacityOf(inputs, previous),
    healthCheckType: text(inputs, "healthCheckType") ?? "EC2",
    ...launchTemplateOutput(operation),
  };
}

/**
 * Amazon EC2 Auto Scaling API Reference, UpdateAutoScalingGroup: new bounds move a desired capacity that the program
 * doesn't state.
 */
function desiredCapacityOf(inputs: Properties, previous?: CloudResource): number {
  const stated = number(inputs, "desiredCapacity");
  if (stated !== undefined) return stated;
  const { minSize, maxSize } = boundsOf(inputs);
  const before = previous === undefined ? minSize : (number(outputsOf(previous), "desiredCapacity") ?? minSize);
  return Math.min(Math.max(before, minSize), maxSize);
}
