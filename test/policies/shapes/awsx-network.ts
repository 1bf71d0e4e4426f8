import type { DeployedResource } from "../support/judge-pack";
import { arn, component, deployed, type Shapes } from "./shape";
import { KEY_ARN, PROTECTED, TAGS } from "./surroundings";

const ZONES = ["a", "b"] as const;

interface Network {
  readonly resources: readonly DeployedResource[];
}

/** Children of awsx.ec2.Vpc: subnets of the VPC, route tables of the subnets, everything else of those. */
function network(): Network {
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
  return { resources: [outer, vpc, gateway, ...ZONES.flatMap((zone, index) => zoneOf(vpc, gateway, zone, index))] };
}

function zoneOf(vpc: DeployedResource, gateway: DeployedResource, zone: string, index: number) {
  const [publicSubnet, publicTable] = subnet(vpc, "public", zone, index);
  const address = deployed(
    "aws:ec2/eip:Eip",
    `shop-${index + 1}`,
    { domain: "vpc", tags: { ...TAGS, Name: `shop-${index + 1}` } },
    { parent: publicSubnet, outputs: { id: `eipalloc-0${zone}1`, allocationId: `eipalloc-0${zone}1` } },
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

/** Without a parent: awsx leaves it at the top of the stack. */
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
  "awsx.ec2.Vpc with a NAT gateway in each zone": {
    resources: network().resources,
    wrong: {
      "subnets-without-public-addresses": {
        "shop-public-1": "what is started there gets a public address unasked",
        "shop-public-2": "what is started there gets a public address unasked",
      },
      "vpc-flow-logs": { shop: "awsx makes none" },
    },
  },
  "awsx.ecr.Repository with its lifecycle policy beside it": {
    resources: [repositoryComponent, repository, lifecyclePolicy],
  },
};
