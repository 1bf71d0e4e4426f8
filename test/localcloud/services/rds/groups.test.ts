import { describeRules, inLocalCloud, itRefuses } from "../../support";
import {
  CLUSTER_PARAMETER_GROUP,
  INSTANCE,
  instanceInputs,
  PARAMETER_GROUP,
  SUBNET_GROUP,
  surrounds,
} from "./databases";

describeRules(
  SUBNET_GROUP,
  (cloud) => {
    const { subnetIds } = surrounds(cloud);
    const foreign = cloud.create("aws:ec2/vpc:Vpc", { cidrBlock: "10.0.0.0/16" }).id;
    const foreignId = cloud.create("aws:ec2/subnet:Subnet", {
      vpcId: foreign,
      cidrBlock: "10.0.9.0/24",
      availabilityZone: "eu-west-1b",
    }).id;
    return { subnetIds, foreignId, inputs: { name: "new", subnetIds: subnetIds.slice(0, 2) } };
  },
  [
    [
      "subnets of one zone",
      ({ subnetIds }) => ({ subnetIds: subnetIds.slice(0, 1) }),
      {},
      "DBSubnetGroupDoesNotCoverEnoughAZs",
      "Current AZ coverage: eu-west-1a. Add subnets to cover at least 2 AZs. (subnetIds)",
    ],
    [
      "subnets of two networks",
      ({ subnetIds, foreignId }) => ({ subnetIds: [subnetIds[0], foreignId] }),
      {},
      "InvalidSubnet",
      "Subnet IDs are required to be in the same VPC. (subnetIds)",
    ],
    [
      "a subnet that isn't there",
      ({ subnetIds }) => ({ subnetIds: [...subnetIds, "subnet-0123456789abcdef0"] }),
      {},
      "InvalidSubnet",
      "Some input subnets in :[subnet-0123456789abcdef0] are invalid. (subnetIds[3])",
    ],
    [
      "AWS's own name",
      { name: "default" },
      { name: "default-2" },
      "InvalidParameterValue",
      "must not be default. (name)",
    ],
    [
      "capital letters",
      { name: "Database" },
      { name: "data base_1.2-3" },
      "InvalidParameterValue",
      "lowercase letters",
    ],
    [
      "a name that is taken",
      { name: "database" },
      {},
      "DBSubnetGroupAlreadyExists",
      "The DB subnet group 'database' already exists. (name)",
    ],
  ],
);

itRefuses(
  "a subnet group to go while a database is in it",
  (cloud) => {
    const instance = cloud.create(INSTANCE, instanceInputs(surrounds(cloud)));
    const [group] = cloud.cloud.state.ofType(SUBNET_GROUP);
    if (group === undefined) throw new Error("there is one");
    return {
      violation: () => {
        cloud.delete(group);
      },
      neighbour: () => {
        cloud.delete(instance);
        cloud.delete(group);
      },
    };
  },
  "InvalidDBSubnetGroupStateFault",
  "Cannot delete the subnet group 'database' because at least one database is still using it.",
);

itRefuses(
  "to take the subnet in which a database runs out of its group",
  (cloud) => {
    const surroundings = surrounds(cloud);
    const { computed } = cloud.create(INSTANCE, instanceInputs(surroundings));
    const [group] = cloud.cloud.state.ofType(SUBNET_GROUP);
    if (group === undefined) throw new Error("there is one");
    const used = ["a", "b", "c"].indexOf(String(computed.availabilityZone).slice(-1));
    const without = (index: number) => surroundings.subnetIds.filter((_, each) => each !== index);
    return {
      violation: () => {
        cloud.update(group, { name: "database", subnetIds: without(used) });
      },
      neighbour: () => {
        cloud.update(group, { name: "database", subnetIds: without((used + 1) % 3) });
      },
    };
  },
  "InvalidParameterValue",
  "Some of the subnets to be deleted are currently in use: subnet-",
);

it("gives groups the identity that AWS gives", () => {
  const cloud = inLocalCloud();
  const { vpcId } = surrounds(cloud);
  const [subnets] = cloud.cloud.state.ofType(SUBNET_GROUP);
  const parameters = cloud.create(PARAMETER_GROUP, { name: "parameters", family: "postgres17" });
  const ofClusters = cloud.create(CLUSTER_PARAMETER_GROUP, { name: "parameters", family: "aurora-postgresql17" });

  expect(subnets?.computed).toMatchObject({
    arn: "arn:aws:rds:eu-west-1:123456789012:subgrp:database",
    vpcId,
    supportedNetworkTypes: ["IPV4"],
  });
  expect(parameters).toMatchObject({
    id: "parameters",
    computed: { arn: "arn:aws:rds:eu-west-1:123456789012:pg:parameters" },
  });
  expect(ofClusters.computed.arn).toBe("arn:aws:rds:eu-west-1:123456789012:cluster-pg:parameters");
});

const parameter = (name: string, value: string, applyMethod = "immediate") => ({
  parameters: [{ name, value, applyMethod }],
});

describeRules(PARAMETER_GROUP, () => ({ inputs: { name: "parameters", family: "postgres17" } }), [
  [
    "a family that there isn't",
    { family: "postgresql17" },
    { family: "postgres18" },
    "InvalidParameterValue",
    "ParameterGroupFamily postgresql17 is not a valid parameter group family (family)",
  ],
  [
    "a parameter that there isn't",
    parameter("shared_bufers", "1000", "pending-reboot"),
    parameter("shared_buffers", "1000", "pending-reboot"),
    "InvalidParameterValue",
    "Could not find parameter with name: shared_bufers (parameters[0].name)",
  ],
  [
    "a parameter of a later version",
    parameter("io_method", "worker", "pending-reboot"),
    { ...parameter("io_method", "worker", "pending-reboot"), family: "postgres18" },
    "InvalidParameterValue",
    "Could not find parameter with name: io_method",
  ],
  [
    "a static parameter at once",
    parameter("max_connections", "200"),
    parameter("max_connections", "200", "pending-reboot"),
    "InvalidParameterCombination",
    "cannot use immediate apply method for static parameter (parameters[0].applyMethod)",
  ],
  [
    "what became dynamic later only",
    parameter("autovacuum_max_workers", "5"),
    { ...parameter("autovacuum_max_workers", "5"), family: "postgres18" },
    "InvalidParameterCombination",
    "cannot use immediate apply method for static parameter",
  ],
  [
    "what RDS sets itself",
    parameter("fsync", "off"),
    parameter("synchronous_commit", "off"),
    "InvalidParameterValue",
    "The parameter fsync cannot be modified. (parameters[0].name)",
  ],
  [
    "a value out of range",
    parameter("max_connections", "5", "pending-reboot"),
    parameter("max_connections", "6", "pending-reboot"),
    "InvalidParameterValue",
    "Invalid parameter value: 5 for: max_connections allowed values are: 6-8388607 (parameters[0].value)",
  ],
  [
    "text for a number",
    parameter("work_mem", "4MB"),
    parameter("work_mem", "4096"),
    "InvalidParameterValue",
    "Invalid parameter value: 4MB for: work_mem allowed values are: 64-2147483647",
  ],
  [
    "a word that starts no formula",
    parameter("shared_buffers", "DBInstanceClassMemory/32768", "pending-reboot"),
    parameter("shared_buffers", "GREATEST({DBInstanceClassMemory/32768},1024)", "pending-reboot"),
    "InvalidParameterValue",
    "for: shared_buffers",
  ],
  [
    "one parameter twice",
    { parameters: [...parameter("work_mem", "4096").parameters, ...parameter("WORK_MEM", "8192").parameters] },
    parameter("WORK_MEM", "8192"),
    "InvalidParameterValue",
    "Parameter work_mem was specified more than once (parameters[1].name)",
  ],
  [
    "a way to apply that there isn't",
    parameter("work_mem", "4096", "now"),
    parameter("work_mem", "4096", "pending-reboot"),
    "ValidationError",
    "Member must satisfy enum value set: [immediate, pending-reboot] (parameters[0].applyMethod)",
  ],
]);

describeRules(CLUSTER_PARAMETER_GROUP, () => ({ inputs: { name: "parameters", family: "aurora-postgresql17" } }), [
  [
    "a parameter of RDS alone",
    { ...parameter("rds.babelfish_status", "on", "pending-reboot"), family: "postgres17" },
    parameter("rds.babelfish_status", "on", "pending-reboot"),
    "InvalidParameterValue",
    "Could not find parameter with name: rds.babelfish_status",
  ],
]);

it("looks for what belongs to a cluster in the groups of Aurora's clusters alone", () => {
  const cloud = inLocalCloud();
  const forced = { family: "aurora-postgresql17", ...parameter("rds.force_ssl", "1") };

  expect(() => cloud.create(PARAMETER_GROUP, { name: "instances", ...forced })).toThrow("rds.force_ssl");
  expect(cloud.create(CLUSTER_PARAMETER_GROUP, { name: "clusters", ...forced }).id).toBe("clusters");
});
