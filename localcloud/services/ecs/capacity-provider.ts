import { refuse } from "../../model/aws-error";
import { arn } from "../../model/identifiers";
import type { CloudReader, CloudResource } from "../../model/resource";
import type { Operation, ResourceType } from "../../model/resource-type";
import { flag, number, objects, text, type Properties } from "../../model/values";
import { nameOf, refuseUnmodelled } from "../shared/inputs";
import { CAPACITY_PROVIDER, clustersWith } from "./capacity-provider-lookup";

const PROVIDER = "autoScalingGroupProvider";
const GROUP_ARN = `${PROVIDER}.autoScalingGroupArn`;
const MANAGED_TAG = { key: "AmazonECSManaged", value: "", propagateAtLaunch: true };

/** The instances of an Auto Scaling group, as capacity for clusters. */
export const capacityProvider: ResourceType = {
  type: CAPACITY_PROVIDER,
  mapping: { operation: "ecs.CreateCapacityProvider" },
  documentedLimits: {
    name: [
      {
        document: "Amazon ECS API Reference, CreateCapacityProvider",
        pattern: "^(?!aws|ecs|fargate)[a-zA-Z0-9_-]{1,255}$",
        code: "ClientException",
        message: () =>
          "The specified capacity provider name is invalid. Up to 255 characters are allowed, including letters (upper " +
          'and lowercase), numbers, underscores, and hyphens. The name cannot be prefixed with "aws", "ecs", or "fargate".',
      },
    ],
  },
  autonaming: { input: "name", maximumLength: 255 },
  replaceOnChanges: ["cluster", "name", "region"],
  conditionalReplaceOnChanges: (before, after) =>
    text(before, GROUP_ARN) === text(after, GROUP_ARN) ? [] : [PROVIDER],
  unique: {
    inputs: ["name"],
    scope: "region",
    code: "ClientException",
    message: (name) =>
      `The specified capacity provider already exists: '${name}'. To change the configuration of an existing capacity provider, update the capacity provider.`,
  },
  rules: [
    refuseUnmodelled(
      ["managedInstancesProvider", "cluster"],
      "Amazon ECS Managed Instances",
      "services/ecs/capacity-provider.ts",
    ),
    requireGroup,
    requireUnsharedGroup,
    requireScalingForProtection,
    requireProtectedGroup,
    requireStepOrder,
  ],
  deletion: [refuseWhileAttached],
  sideEffects: taggedGroup,
  make: (operation) => {
    const name = nameOf(operation);
    const id = arn("ecs", operation.region, operation.accountId, `capacity-provider/${name}`);
    return { id, computed: { arn: id, name } };
  },
};

function groupOf(inputs: Properties, cloud: CloudReader): CloudResource | undefined {
  return cloud.ofType("aws:autoscaling/group:Group").find(({ computed }) => computed.arn === text(inputs, GROUP_ARN));
}

/** ECS tags the group unless the program has done so (the provider's documentation of CapacityProvider). */
function taggedGroup({ inputs }: CloudResource, cloud: CloudReader): CloudResource[] {
  const group = groupOf(inputs, cloud);
  const tags = objects(group?.inputs ?? {}, "tags");
  if (group === undefined || tags.some(({ key }) => key === MANAGED_TAG.key)) return [];
  return [{ ...group, inputs: { ...group.inputs, tags: [...tags, MANAGED_TAG] } }];
}

function requireGroup({ inputs, cloud }: Operation): void {
  if (groupOf(inputs, cloud) !== undefined) return;
  refuse(
    "ClientException",
    `The specified Auto Scaling group ARN is invalid: '${text(inputs, GROUP_ARN) ?? ""}'. Specify a valid ARN and try again.`,
    GROUP_ARN,
  );
}

/**
 * Amazon ECS Developer Guide, "Amazon ECS capacity providers for EC2 workloads": one capacity provider for each group.
 */
function requireUnsharedGroup({ inputs, cloud, previous }: Operation): void {
  const user = cloud
    .ofType(CAPACITY_PROVIDER)
    .find((other) => other.id !== previous?.id && text(other.inputs, GROUP_ARN) === text(inputs, GROUP_ARN));
  if (user === undefined) return;
  refuse("ClientException", `The specified Auto Scaling group is already used by ${user.id}`, GROUP_ARN);
}

/** Amazon ECS API Reference, AutoScalingGroupProvider, managedTerminationProtection. */
function requireScalingForProtection({ inputs }: Operation): void {
  if (!isProtected(inputs) || text(inputs, `${PROVIDER}.managedScaling.status`) === "ENABLED") return;
  refuse(
    "ClientException",
    "To enable managed termination protection for a capacity provider, you must enable managed scaling",
    `${PROVIDER}.managedTerminationProtection`,
  );
}

function requireProtectedGroup({ inputs, cloud }: Operation): void {
  const group = groupOf(inputs, cloud);
  if (!isProtected(inputs) || flag(group?.inputs ?? {}, "protectFromScaleIn") === true) return;
  refuse(
    "ClientException",
    "To enable managed termination protection for a capacity provider, the Auto Scaling group must have instance protection from scale-in enabled",
    `${PROVIDER}.managedTerminationProtection`,
  );
}

function isProtected(inputs: Properties): boolean {
  return text(inputs, `${PROVIDER}.managedTerminationProtection`) === "ENABLED";
}

function requireStepOrder({ inputs }: Operation): void {
  const smallest = number(inputs, `${PROVIDER}.managedScaling.minimumScalingStepSize`) ?? 1;
  const largest = number(inputs, `${PROVIDER}.managedScaling.maximumScalingStepSize`) ?? 10_000;
  if (smallest <= largest) return;
  refuse(
    "InvalidParameterException",
    `The minimum or maximum scaling step size value is invalid: ${smallest} to ${largest}`,
    `${PROVIDER}.managedScaling`,
  );
}

function refuseWhileAttached({ computed }: CloudResource, cloud: CloudReader): void {
  const [user] = clustersWith(String(computed.name), cloud);
  if (user === undefined) return;
  refuse(
    "ClientException",
    `The capacity provider cannot be deleted because it is associated with cluster: ${user}. Remove the capacity provider from the cluster and try again.`,
    "name",
  );
}
