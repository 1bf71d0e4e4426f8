import type { DeployedResource } from "../support/judge-pack";
import { arn, component, deployed, type Shapes } from "./shape";
import { KEY_ARN, PROTECTED, TAGS } from "./context";

const ZONES = ["a", "b"] as const;

/**
 * Children of awsx.ec2.Vpc. Subnets are children of the VPC, route tables of the subnets, everything else of the route
 * tables.
 */
function network(): readonly DeployedResource[] {
  const outer = component("awsx:ec2:Vpc", "shop");
  const vpc = deployed(
    "aws:ec2/vpc:Vpc",
    "shop",
    {
      cidrBlock: "10.0.0.0/16",
      enableDnsSupport: true,
      enableDnsHostnames: true,
      instanceTenancy: "default",
      tags: { Name: "shop", ...TAGS },
    },
    {
      parent: outer,
      outputs: {
        id: "vpc-0d3f",
        arn: arn("ec2", "vpc/vpc-0d3f"),
        ipv6CidrBlock: "",
        enableNetworkAddressUsageMetrics: false,
      },
    },
  );
  const gateway = deployed(
    "aws:ec2/internetGateway:InternetGateway",
    "shop",
    { vpcId: "vpc-0d3f", tags: { Name: "shop", ...TAGS } },
    {
      parent: vpc,
      references: { vpcId: [vpc] },
      outputs: { id: "igw-0c55", arn: arn("ec2", "internet-gateway/igw-0c55") },
    },
  );
  return [outer, vpc, gateway, ...ZONES.flatMap((zone, index) => zoneOf(vpc, gateway, zone, index))];
}

function zoneOf(vpc: DeployedResource, gateway: DeployedResource, zone: string, index: number) {
  const [publicSubnet, publicTable] = subnet(vpc, "public", zone, index);
  const address = deployed(
    "aws:ec2/eip:Eip",
    `shop-${index + 1}`,
    { tags: { ...TAGS, Name: `shop-${index + 1}` } },
    { parent: publicSubnet, outputs: { domain: "vpc", id: `eipalloc-0${zone}1`, allocationId: `eipalloc-0${zone}1` } },
  );
  const nat = deployed(
    "aws:ec2/natGateway:NatGateway",
    `shop-${index + 1}`,
    {
      subnetId: publicSubnet.made.properties.id,
      allocationId: `eipalloc-0${zone}1`,
      connectivityType: "public",
      tags: { ...TAGS, Name: `shop-${index + 1}` },
    },
    {
      parent: publicSubnet,
      references: { subnetId: [publicSubnet], allocationId: [address] },
      outputs: { id: `nat-0${zone}9` },
    },
  );
  const [privateSubnet, privateTable] = subnet(vpc, "private", zone, index);
  return [
    publicSubnet,
    publicTable,
    ...routed(publicSubnet, publicTable, "gatewayId", gateway),
    address,
    nat,
    privateSubnet,
    privateTable,
    ...routed(privateSubnet, privateTable, "natGatewayId", nat),
  ];
}

function subnet(vpc: DeployedResource, kind: "public" | "private", zone: string, index: number) {
  const name = `shop-${kind}-${index + 1}`;
  const tags = { ...TAGS, Name: name, SubnetType: kind === "public" ? "Public" : "Private" };
  const own = deployed(
    "aws:ec2/subnet:Subnet",
    name,
    {
      vpcId: "vpc-0d3f",
      availabilityZone: `eu-west-1${zone}`,
      cidrBlock: `10.0.${index * 64 + (kind === "public" ? 32 : 0)}.0/19`,
      assignIpv6AddressOnCreation: false,
      // awsx sets it on all public subnets, as the console does.
      mapPublicIpOnLaunch: kind === "public",
      tags,
    },
    {
      parent: vpc,
      references: { vpcId: [vpc] },
      outputs: { id: `subnet-${kind}-${zone}`, arn: arn("ec2", `subnet/subnet-${kind}-${zone}`) },
    },
  );
  const table = deployed(
    "aws:ec2/routeTable:RouteTable",
    name,
    { vpcId: "vpc-0d3f", tags },
    {
      parent: own,
      references: { vpcId: [vpc] },
      outputs: { id: `rtb-${kind}-${zone}`, routes: [], propagatingVgws: [] },
    },
  );
  return [own, table] as const;
}

function routed(subnetOf: DeployedResource, table: DeployedResource, property: string, target: DeployedResource) {
  const { name } = subnetOf.made;
  return [
    deployed(
      "aws:ec2/routeTableAssociation:RouteTableAssociation",
      name,
      { routeTableId: table.made.properties.id, subnetId: subnetOf.made.properties.id },
      {
        parent: table,
        references: { routeTableId: [table], subnetId: [subnetOf] },
        outputs: { id: `rtbassoc-${name}` },
      },
    ),
    deployed(
      "aws:ec2/route:Route",
      name,
      {
        routeTableId: table.made.properties.id,
        destinationCidrBlock: "0.0.0.0/0",
        [property]: target.made.properties.id,
      },
      {
        parent: table,
        references: { routeTableId: [table], [property]: [target] },
        outputs: { id: `r-${name}`, origin: "CreateRoute" },
      },
    ),
  ];
}

/**
 * A property with `vpc.privateSubnetIds` depends on these subnets and on the component, which contains the public ones
 * too.
 */
function storesWithin(resources: readonly DeployedResource[]): readonly DeployedResource[] {
  const outer = resources.filter(({ made }) => made.options.component === true);
  const subnets = resources.filter(
    ({ made }) => made.name.startsWith("shop-private") && "cidrBlock" in made.properties,
  );
  const ids = subnets.map(({ made }) => made.properties.id);
  const subnetGroup = deployed(
    "aws:rds/subnetGroup:SubnetGroup",
    "shop",
    { name: "shop-6e", subnetIds: ids, tags: TAGS },
    { references: { subnetIds: [...subnets, ...outer] }, outputs: { id: "shop-6e", vpcId: "vpc-0d3f" } },
  );
  const mountTarget = deployed(
    "aws:efs/mountTarget:MountTarget",
    "shop",
    { fileSystemId: "fs-0e1", subnetId: ids[0], securityGroups: ["sg-0ef5"] },
    { references: { subnetId: [...subnets, ...outer] }, outputs: { id: "fsmt-0e", availabilityZoneName: "" } },
  );
  return [...resources, subnetGroup, mountTarget];
}

const WRONG_WITH_NETWORK = {
  "subnets-without-public-addresses": {
    "shop-public-1": "what is started there gets a public address unasked",
    "shop-public-2": "what is started there gets a public address unasked",
  },
  "vpc-flow-logs": { shop: "awsx makes none" },
};

const repositoryComponent = component("awsx:ecr:Repository", "shop");

const repository = deployed(
  "aws:ecr/repository:Repository",
  "shop",
  {
    name: "shop-91ab",
    imageTagMutability: "IMMUTABLE",
    imageScanningConfiguration: { scanOnPush: true },
    encryptionConfigurations: [{ encryptionType: "KMS", kmsKey: KEY_ARN }],
    tags: TAGS,
  },
  {
    ...PROTECTED,
    parent: repositoryComponent,
    outputs: {
      arn: arn("ecr", "repository/shop-91ab"),
      id: "shop-91ab",
      repositoryUrl: "123456789012.dkr.ecr.eu-west-1.amazonaws.com/shop-91ab",
    },
  },
);

/** It has no parent: awsx registers it at the top of the stack. */
const lifecyclePolicy = deployed(
  "aws:ecr/lifecyclePolicy:LifecyclePolicy",
  "shop",
  {
    repository: "shop-91ab",
    policy: JSON.stringify({
      rules: [
        {
          rulePriority: 1,
          description: "remove untagged images",
          selection: { tagStatus: "untagged", countType: "imageCountMoreThan", countNumber: 1 },
          action: { type: "expire" },
        },
      ],
    }),
  },
  { references: { repository: [repository] }, outputs: { id: "shop-91ab", registryId: "123456789012" } },
);

export const AWSX_NETWORKS: Shapes = {
  "awsx.ec2.Vpc with a NAT gateway in each zone": { resources: network(), wrong: WRONG_WITH_NETWORK },
  "awsx.ec2.Vpc with data in its private subnets": { resources: storesWithin(network()), wrong: WRONG_WITH_NETWORK },
  "awsx.ecr.Repository with its lifecycle policy beside it": {
    resources: [repositoryComponent, repository, lifecyclePolicy],
  },
};
