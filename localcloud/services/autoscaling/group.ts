import { outputsOf, type CloudResource } from "../../model/resource";
import type { Operation, Reference, ResourceType } from "../../model/resource-type";
import { number, text, texts, type Properties } from "../../model/values";
import { subnetReference } from "../ec2/references";
import { nameOf } from "../shared/names";
import { refuseUnmodelled } from "../shared/not-modelled";
import { groupLaunchRules, settledLaunchTemplate } from "./group-launch";
import { groupOverrideRules } from "./group-overrides";
import { groupPlacementRules } from "./group-placement";
import { boundsOf, groupSizeRules } from "./group-size";
import { groupTagRules } from "./group-tags";
import { GROUP, scalingArn } from "./groups";
import { instanceRefreshRules } from "./instance-refresh";
import { belongingsOfGroup } from "./belongings";
import { launchTemplateReferences } from "./launch-source";
import { warmPoolRules } from "./warm-pool";

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
 * DeleteAutoScalingGroup), which a program never meets: the provider sets the sizes to zero, takes the instances'
 * protection away and waits until they are gone, all within its deletion (its documentation of `forceDelete`).
 */
export const group: ResourceType = {
  type: GROUP,
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
    message: (name) =>
      `AutoScalingGroup by this name already exists - A group with the name ${name} already exists (name)`,
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
    return { id, computed: { arn: groupArn, name: id, predictedCapacity: 0, warmPoolSize: 0, ...settled(operation) } };
  },
  recomputed: ["availabilityZones", "desiredCapacity", "launchTemplate"],
  remake: settled,
  cascade: belongingsOfGroup,
};

function withCode(code: string, reference: Reference): Reference {
  return { ...reference, missing: { ...reference.missing, code } };
}

/** Settings with what AWS fills in. */
function settled(operation: Operation, previous?: CloudResource): Properties {
  const { inputs, cloud } = operation;
  const subnets = texts(inputs, "vpcZoneIdentifiers").flatMap((id) => cloud.find("aws:ec2/subnet:Subnet", id) ?? []);
  return {
    availabilityZones: [...new Set(subnets.map(({ computed }) => String(computed.availabilityZone)))].sort(),
    defaultCooldown: number(inputs, "defaultCooldown") ?? 300,
    desiredCapacity: desiredCapacityOf(inputs, previous),
    healthCheckType: text(inputs, "healthCheckType") ?? "EC2",
    ...settledLaunchTemplate(operation),
  };
}

/** Amazon EC2 Auto Scaling API Reference, UpdateAutoScalingGroup: new bounds move the capacity that nobody states. */
function desiredCapacityOf(inputs: Properties, previous?: CloudResource): number {
  const stated = number(inputs, "desiredCapacity");
  if (stated !== undefined) return stated;
  const { minSize, maxSize } = boundsOf(inputs);
  const before = previous === undefined ? minSize : (number(outputsOf(previous), "desiredCapacity") ?? minSize);
  return Math.min(Math.max(before, minSize), maxSize);
}
