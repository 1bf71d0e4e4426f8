import { describeRules } from "../../support";
import { GROUP, grouped, LAUNCH_TEMPLATE, mixed } from "./groups";

const TWO_TYPES = { overrides: [{ instanceType: "m7i.large" }, { instanceType: "m6i.large" }] };

/** Overrides of types that Intel made, each with a launch template of its own. */
function overridesWithTemplate(launchTemplateId: string, count: number) {
  const sizes = ["large", "xlarge", "2xlarge", "4xlarge"];
  const types = ["m7i", "m6i", "m5", "c7i", "c6i"].flatMap((family) => sizes.map((size) => `${family}.${size}`));
  return types.slice(0, count).map((instanceType) => ({
    instanceType,
    launchTemplateSpecification: { launchTemplateId, version: "1" },
  }));
}

describeRules(
  GROUP,
  (cloud) => {
    const given = grouped(cloud);
    return {
      ...given,
      templateId: given.template.id,
      empty: cloud.create(LAUNCH_TEMPLATE, { name: "empty", instanceType: "m7i.large" }).id,
    };
  },
  [
    [
      "nothing to launch from",
      { launchTemplate: undefined },
      ({ templateId }) => mixed(templateId),
      "ValidationError",
      "Valid requests must contain either launchTemplate, LaunchConfigurationName",
    ],
    [
      "two things to launch from",
      ({ templateId, inputs }) => ({ ...mixed(templateId), launchTemplate: inputs.launchTemplate }),
      {},
      "ValidationError",
      "(launchTemplate, mixedInstancesPolicy)",
    ],
    [
      "a template that isn't there",
      { launchTemplate: { id: "lt-0", version: "1" } },
      ({ templateId }) => ({ launchTemplate: { id: templateId } }),
      "ValidationError",
      "with template ID lt-0, does not exist. (launchTemplate.id)",
    ],
    [
      "a template of a name that isn't there",
      { launchTemplate: { name: "none" } },
      { launchTemplate: { name: "instances" } },
      "ValidationError",
      "with template name none, does not exist. (launchTemplate.name)",
    ],
    [
      "a template by id and name",
      ({ templateId }) => ({ launchTemplate: { id: templateId, name: "instances" } }),
      {},
      "ValidationError",
      "(launchTemplate.id, launchTemplate.name)",
    ],
    [
      "a version that isn't one",
      ({ templateId }) => ({ launchTemplate: { id: templateId, version: "latest" } }),
      ({ templateId }) => ({ launchTemplate: { id: templateId, version: "$Latest" } }),
      "ValidationError",
      "either '$Default', '$Latest', or a numeric version are allowed. (launchTemplate.version)",
    ],
    [
      "a version that the template doesn't have",
      ({ templateId }) => ({ launchTemplate: { id: templateId, version: "2" } }),
      {},
      "ValidationError",
      "Could not find the specified version 2 for the launch template with ID lt-",
    ],
    [
      "a template without image",
      ({ empty }) => ({ launchTemplate: { id: empty } }),
      {},
      "ValidationError",
      "The request must contain the parameter ImageId (launchTemplate)",
    ],
  ],
);

describeRules(
  GROUP,
  (cloud) => {
    const given = grouped(cloud);
    const spot = { ...given.template.inputs, name: "spot", instanceMarketOptions: { marketType: "spot" } };
    return { ...given, templateId: given.template.id, spot: cloud.create(LAUNCH_TEMPLATE, spot).id };
  },
  [
    [
      "Spot pools with another strategy than lowest-price",
      ({ templateId }) => mixed(templateId, {}, { spotAllocationStrategy: "capacity-optimized", spotInstancePools: 2 }),
      ({ templateId }) => mixed(templateId, {}, { spotAllocationStrategy: "lowest-price", spotInstancePools: 2 }),
      "ValidationError",
      "valid only with the allocation strategy lowest-price, got 2 with capacity-optimized",
    ],
    [
      "more than twenty pools",
      ({ templateId }) => mixed(templateId, {}, { spotInstancePools: 21 }),
      ({ templateId }) => mixed(templateId, {}, { spotInstancePools: 20 }),
      "ValidationError",
      "(mixedInstancesPolicy.instancesDistribution.spotInstancePools)",
    ],
    [
      "a template that requests Spot Instances in a mixed instances policy",
      ({ spot }) => mixed(spot),
      ({ templateId }) => mixed(templateId),
      "ValidationError",
      "Incompatible launch template: it requests Spot Instances by itself",
    ],
    [
      "more than twenty templates",
      ({ templateId }) => mixed(templateId, { overrides: overridesWithTemplate(templateId, 20) }),
      ({ templateId }) => mixed(templateId, { overrides: overridesWithTemplate(templateId, 19) }),
      "ValidationError",
      "A group has at most 20 launch templates, got 21",
    ],
    [
      "the same instance type twice",
      ({ templateId }) =>
        mixed(templateId, { overrides: [{ instanceType: "m7i.large" }, { instanceType: "m7i.large" }] }),
      ({ templateId }) => mixed(templateId, TWO_TYPES),
      "ValidationError",
      "is listed twice among the overrides (mixedInstancesPolicy.launchTemplate.overrides[1].instanceType)",
    ],
    [
      "an instance type of another architecture",
      ({ templateId }) => mixed(templateId, { overrides: [{ instanceType: "m7g.large" }] }),
      ({ templateId }) => mixed(templateId, { overrides: [{ instanceType: "m7a.large" }] }),
      "ValidationError",
      "The architecture 'arm64' of the specified instance type does not match the architecture 'x86_64'",
    ],
    [
      "weights of some types only",
      ({ templateId }) =>
        mixed(templateId, {
          overrides: [{ instanceType: "m7i.large", weightedCapacity: "1" }, { instanceType: "m6i.large" }],
        }),
      ({ templateId }) => mixed(templateId, { overrides: [{ instanceType: "m7i.large", weightedCapacity: "1" }] }),
      "ValidationError",
      "Either all overrides have a weighted capacity or none has",
    ],
    [
      "a warm pool that is larger than it may be",
      { warmPool: { minSize: 3, maxGroupPreparedCapacity: 2 } },
      { warmPool: { minSize: 3, maxGroupPreparedCapacity: -1 } },
      "ValidationError",
      "The minimum size of the warm pool, 3, must not be greater than its prepared capacity, 2",
    ],
    [
      "a warm pool of Spot Instances",
      ({ templateId }) => ({
        ...mixed(templateId, TWO_TYPES, { onDemandPercentageAboveBaseCapacity: 99 }),
        warmPool: {},
      }),
      ({ templateId }) => ({
        ...mixed(templateId, TWO_TYPES, { onDemandPercentageAboveBaseCapacity: 100 }),
        warmPool: {},
      }),
      "ValidationError",
      "You can't add a warm pool to a group that launches Spot Instances (warmPool)",
    ],
  ],
);
