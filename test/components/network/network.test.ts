import * as pulumi from "@pulumi/pulumi";
import type { RegisterResourceRequest } from "@pulumi/pulumi/proto/resource_pb";
import { Network, type NetworkArgs } from "../../../components/network";
import { all, deploy, only, type Registered } from "../../support/deploy";
import { VPC_OUTPUTS, watchRequests } from "./mock-vpc";

const ZONES = ["eu-central-1a", "eu-central-1b", "eu-central-1c"];
const LOG_GROUP_ARN = "arn:aws:logs:eu-central-1:123456789012:log-group:/vpc/web/flow-logs";

const OUTPUTS = { ...VPC_OUTPUTS, "aws:cloudwatch/logGroup:LogGroup": () => ({ arn: LOG_GROUP_ARN }) };

const VPC = "awsx:ec2:Vpc";
const SUBNET = "aws:ec2/subnet:Subnet";
const ROUTE_TABLE = "aws:ec2/routeTable:RouteTable";
const ASSOCIATION = "aws:ec2/routeTableAssociation:RouteTableAssociation";
const ROUTE = "aws:ec2/route:Route";
const EIP = "aws:ec2/eip:Eip";
const NAT_GATEWAY = "aws:ec2/natGateway:NatGateway";
const OF_ZONES = [SUBNET, ROUTE_TABLE, ASSOCIATION, ROUTE, EIP, NAT_GATEWAY];
const ENDPOINT = "aws:ec2/vpcEndpoint:VpcEndpoint";
const FLOW_LOG = "aws:ec2/flowLog:FlowLog";
const SECURITY_GROUP = "aws:ec2/securityGroup:SecurityGroup";
const INGRESS_RULE = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";

async function network(overrides: Partial<NetworkArgs> = {}): Promise<Registered[]> {
  return deploy(
    () => {
      return new Network("web", { availabilityZones: ZONES, ...overrides });
    },
    { outputs: OUTPUTS },
  );
}

/** Inputs of the resource of that name. */
function named(resources: readonly Registered[], type: string, name: string): Record<string, unknown> {
  const found = all(resources, type).find((resource) => resource.name === name);
  if (found === undefined) throw new Error(`no ${type} ${name}`);
  return found.inputs;
}

/** Requests with which a network registers its resources. */
async function networkRequests(): Promise<readonly RegisterResourceRequest[]> {
  let requests: () => readonly RegisterResourceRequest[] = () => [];
  await deploy(
    () => {
      requests = watchRequests();
      return new Network("web", { availabilityZones: ZONES });
    },
    { outputs: OUTPUTS },
  );
  return requests();
}

/** Behind the network's own type, the parent below which awsx had each resource, by type and name. */
async function formerParents(): Promise<Record<string, string>> {
  const aliased = (await networkRequests()).flatMap((request) => {
    const [alias] = request.getAliasesList();
    const parent = alias?.getSpec()?.getParenturn().split("$").slice(1).join("$");
    return parent === undefined ? [] : [[`${request.getType()} ${request.getName()}`, parent]];
  });
  return Object.fromEntries(aliased) as Record<string, string>;
}

/** A transform whose effect every kind of resource shows. */
function protect(_args: object, options: pulumi.CustomResourceOptions): void {
  options.protect = true;
}

function endpoint(resources: readonly Registered[], service: string): Registered {
  const serviceName = `com.amazonaws.eu-central-1.${service}`;
  const found = all(resources, ENDPOINT).find(({ inputs }) => inputs.serviceName === serviceName);
  if (found === undefined) throw new Error(`no endpoint of ${service}`);
  return found;
}

describe("Network", () => {
  it("asks awsx for a VPC and its gateway alone", async () => {
    expect(only(await network(), VPC).inputs).toMatchObject({
      cidrBlock: "10.0.0.0/16",
      availabilityZoneNames: ["eu-central-1a"],
      subnetStrategy: "Exact",
      subnetSpecs: [{ type: "Unused", cidrBlocks: ["10.0.0.0/16"] }],
      natGateways: { strategy: "None" },
      enableDnsHostnames: true,
      enableDnsSupport: true,
    });
  });

  it("has a public and a private subnet in each zone, none of which hands out public addresses", async () => {
    const subnets = all(await network(), SUBNET).map(({ name, inputs }) => ({ name, ...inputs }));

    expect(subnets).toHaveLength(6);
    expect(subnets).toContainEqual({
      name: "web-vpc-private-2",
      vpcId: "web-vpc-id",
      availabilityZone: "eu-central-1b",
      cidrBlock: "10.0.64.0/19",
      mapPublicIpOnLaunch: false,
      assignIpv6AddressOnCreation: false,
      tags: { Name: "web-vpc-private-2", SubnetType: "Private" },
    });
    expect(subnets).toContainEqual(
      expect.objectContaining({
        name: "web-vpc-public-3",
        availabilityZone: "eu-central-1c",
        cidrBlock: "10.0.160.0/20",
        mapPublicIpOnLaunch: false,
        tags: { Name: "web-vpc-public-3", SubnetType: "Public" },
      }),
    );
  });

  it("takes another block", async () => {
    const resources = await network({ cidrBlock: "172.20.0.0/20" });

    expect(only(resources, VPC).inputs.cidrBlock).toBe("172.20.0.0/20");
    expect(named(resources, SUBNET, "web-vpc-private-3").cidrBlock).toBe("172.20.8.0/23");
  });

  it("leads public subnets to the internet gateway, and private ones to the NAT gateway of their zone", async () => {
    const resources = await network();

    expect(named(resources, ROUTE, "web-vpc-public-2")).toEqual({
      routeTableId: "web-vpc-public-2-id",
      destinationCidrBlock: "0.0.0.0/0",
      gatewayId: "web-vpc-gateway",
    });
    expect(named(resources, ROUTE, "web-vpc-private-2")).toEqual({
      routeTableId: "web-vpc-private-2-id",
      destinationCidrBlock: "0.0.0.0/0",
      natGatewayId: "web-vpc-2-id",
    });
    expect(named(resources, ASSOCIATION, "web-vpc-private-2")).toEqual({
      routeTableId: "web-vpc-private-2-id",
      subnetId: "web-vpc-private-2-id",
    });
    expect(named(resources, NAT_GATEWAY, "web-vpc-2")).toMatchObject({ subnetId: "web-vpc-public-2-id" });
    expect(all(resources, NAT_GATEWAY)).toHaveLength(3);
    expect(all(resources, EIP)).toHaveLength(3);
  });

  it("has a single NAT gateway in the zone that is listed first, when asked for", async () => {
    const resources = await network({
      natGateways: "single",
      availabilityZones: ["eu-central-1b", "eu-central-1a", "eu-central-1c"],
    });

    expect(only(resources, NAT_GATEWAY)).toMatchObject({
      name: "web-vpc-2",
      inputs: { subnetId: "web-vpc-public-2-id" },
    });
    for (const number of [1, 2, 3]) {
      expect(named(resources, ROUTE, `web-vpc-private-${number}`).natGatewayId).toBe("web-vpc-2-id");
    }
  });

  it("finds again what awsx made under the same names", async () => {
    expect(await formerParents()).toMatchObject({
      "aws:ec2/subnet:Subnet web-vpc-public-3": "awsx:ec2:Vpc$aws:ec2/vpc:Vpc::web-vpc",
      "aws:ec2/routeTable:RouteTable web-vpc-private-1":
        "awsx:ec2:Vpc$aws:ec2/vpc:Vpc$aws:ec2/subnet:Subnet::web-vpc-private-1",
      "aws:ec2/route:Route web-vpc-private-1":
        "awsx:ec2:Vpc$aws:ec2/vpc:Vpc$aws:ec2/subnet:Subnet$aws:ec2/routeTable:RouteTable::web-vpc-private-1",
      "aws:ec2/natGateway:NatGateway web-vpc-2": "awsx:ec2:Vpc$aws:ec2/vpc:Vpc$aws:ec2/subnet:Subnet::web-vpc-public-2",
    });
    expect(Object.keys(await formerParents())).toHaveLength(30);
  });

  it("changes nothing of a zone when another comes or goes, wherever it is listed", async () => {
    const [a = "", b = "", c = ""] = ZONES;
    const inAll = new Map((await network()).map(({ type, name, inputs }) => [`${type} ${name}`, inputs]));
    for (const availabilityZones of [
      [a, c],
      [b, c],
      [a, b],
      [c, b, a],
    ]) {
      const kept = (await network({ availabilityZones })).filter(({ type }) => OF_ZONES.includes(type));
      expect(kept).toHaveLength(availabilityZones.length * 10);
      for (const { type, name, inputs } of kept) expect([name, inputs]).toEqual([name, inAll.get(`${type} ${name}`)]);
    }
  });

  it("closes the default security group in both directions", async () => {
    expect(only(await network(), "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup").inputs).toMatchObject({
      vpcId: "web-vpc-id",
      ingress: [],
      egress: [],
    });
  });

  it("gives its VPC and subnets on", async () => {
    const seen: unknown[] = [];
    await deploy(
      () => {
        const created = new Network("web", { availabilityZones: ZONES.slice(0, 2) });
        pulumi
          .all([created.vpcId, created.cidrBlock, created.publicSubnetIds, created.privateSubnetIds])
          .apply((values) => seen.push(...values));
      },
      { outputs: OUTPUTS },
    );

    expect(seen).toEqual([
      "web-vpc-id",
      "10.0.0.0/16",
      ["web-vpc-public-1-id", "web-vpc-public-2-id"],
      ["web-vpc-private-1-id", "web-vpc-private-2-id"],
    ]);
  });
});

describe("Network's flow logs", () => {
  it("record all traffic of the VPC in a log group of their own, as a role of their own", async () => {
    expect(only(await network(), FLOW_LOG).inputs).toMatchObject({
      vpcId: "web-vpc-id",
      trafficType: "ALL",
      logDestinationType: "cloud-watch-logs",
      logDestination: LOG_GROUP_ARN,
      iamRoleArn: "arn:mock:web-flow-logs",
    });
  });

  it("are kept for a year, encrypted with a key of CloudWatch Logs", async () => {
    const { inputs } = only(await network(), "aws:cloudwatch/logGroup:LogGroup");

    expect(inputs).toMatchObject({ name: "/vpc/web/flow-logs", retentionInDays: 365 });
    expect(inputs).not.toHaveProperty("kmsKeyId");
  });

  it("take another retention and key", async () => {
    const resources = await network({ flowLogRetentionDays: 30, logKeyArn: "arn:aws:kms:eu-central-1:1:key/k" });

    expect(only(resources, "aws:cloudwatch/logGroup:LogGroup").inputs).toMatchObject({
      retentionInDays: 30,
      kmsKeyId: "arn:aws:kms:eu-central-1:1:key/k",
    });
  });

  it("write as a role that only this account's flow logs assume, and that reaches only this log group", async () => {
    const resources = await network();
    const role = only(resources, "aws:iam/role:Role").inputs.assumeRolePolicy;
    const policy = only(resources, "aws:iam/rolePolicy:RolePolicy").inputs;

    expect(role).toContain('"aws:SourceArn":"arn:aws:ec2:eu-central-1:123456789012:vpc-flow-log/*"');
    expect(policy.role).toBe("web-flow-logs");
    expect(policy.policy).toContain(`"Resource":["${LOG_GROUP_ARN}","${LOG_GROUP_ARN}:*"]`);
  });

  it("start once their role may write", async () => {
    const flowLog = (await networkRequests()).find((request) => request.getType() === FLOW_LOG);

    expect(flowLog?.getDependenciesList()).toContainEqual(expect.stringContaining("aws:iam/rolePolicy:RolePolicy"));
  });

  it("keep the role's name within IAM's 64 characters", async () => {
    const name = "w".repeat(80);
    const resources = await deploy(
      () => {
        return new Network(name, { availabilityZones: ZONES });
      },
      { outputs: OUTPUTS },
    );

    expect(`${only(resources, "aws:iam/role:Role").name}-1234567`.length).toBeLessThanOrEqual(64);
  });
});

describe("Network's endpoints", () => {
  it("lead to S3 from every route table, and nowhere else by default", async () => {
    const resources = await network({ availabilityZones: ZONES.slice(0, 2) });

    expect(only(resources, ENDPOINT).inputs).toMatchObject({
      vpcId: "web-vpc-id",
      vpcEndpointType: "Gateway",
      serviceName: "com.amazonaws.eu-central-1.s3",
      routeTableIds: ["web-vpc-public-1-id", "web-vpc-private-1-id", "web-vpc-public-2-id", "web-vpc-private-2-id"],
    });
    expect(all(resources, SECURITY_GROUP)).toEqual([]);
  });

  it("lead to every service that tasks need when asked for", async () => {
    const services = all(await network({ interfaceEndpoints: true }), ENDPOINT).map(({ inputs }) => inputs.serviceName);

    expect(services).toEqual(
      ["s3", "ecr.api", "ecr.dkr", "logs", "secretsmanager", "ssm", "ssmmessages"].map(
        (service) => `com.amazonaws.eu-central-1.${service}`,
      ),
    );
  });

  it("lead to the listed services alone, from private subnets and under the services' own names", async () => {
    const resources = await network({ interfaceEndpoints: ["ecr.api"] });

    expect(all(resources, ENDPOINT)).toHaveLength(2);
    expect(endpoint(resources, "ecr.api").inputs).toMatchObject({
      vpcEndpointType: "Interface",
      subnetIds: ["web-vpc-private-1-id", "web-vpc-private-2-id", "web-vpc-private-3-id"],
      securityGroupIds: ["web-endpoints-id"],
      privateDnsEnabled: true,
    });
  });

  it("accept HTTPS from the network and nothing else", async () => {
    const resources = await network({ cidrBlock: "10.7.0.0/16", interfaceEndpoints: true });
    const { inputs } = only(resources, SECURITY_GROUP);

    expect(inputs).not.toHaveProperty("ingress");
    expect(inputs).not.toHaveProperty("egress");
    expect(only(resources, INGRESS_RULE).inputs).toMatchObject({
      securityGroupId: "web-endpoints-id",
      cidrIpv4: "10.7.0.0/16",
      ipProtocol: "tcp",
      fromPort: 443,
      toPort: 443,
    });
    expect(all(resources, "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule")).toEqual([]);
  });

  it("are none when switched off or listed as none", async () => {
    for (const interfaceEndpoints of [false, []]) {
      expect(all(await network({ interfaceEndpoints }), ENDPOINT)).toHaveLength(1);
    }
  });
});

describe("Network's children", () => {
  it("all have a parent within the network", async () => {
    for (const { name, type, parent } of await network({ interfaceEndpoints: true })) {
      if (type !== "proofpix:network:Network")
        expect([name, parent]).toEqual([name, expect.stringContaining("Network")]);
    }
  });

  const UNTAGGED = ["aws:iam/rolePolicy:RolePolicy", ASSOCIATION, ROUTE];

  it("all carry the caller's tags, those of awsx by way of its own argument", async () => {
    const resources = await network({ interfaceEndpoints: true, tags: { Environment: "production" } });
    const taggable = resources.filter(({ type, component }) => !component && !UNTAGGED.includes(type));

    expect(only(resources, VPC).inputs.tags).toEqual({ Environment: "production" });
    expect(taggable.length).toBeGreaterThan(10);
    for (const { name, inputs } of taggable) {
      expect([name, inputs.tags]).toEqual([name, expect.objectContaining({ Environment: "production" })]);
    }
  });

  it.each([
    ["vpc", VPC],
    ["subnet", SUBNET],
    ["routeTable", ROUTE_TABLE],
    ["routeTableAssociation", ASSOCIATION],
    ["route", ROUTE],
    ["elasticIp", EIP],
    ["natGateway", NAT_GATEWAY],
    ["defaultSecurityGroup", "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup"],
    ["flowLogGroup", "aws:cloudwatch/logGroup:LogGroup"],
    ["flowLogRole", "aws:iam/role:Role"],
    ["flowLogRolePolicy", "aws:iam/rolePolicy:RolePolicy"],
    ["flowLog", FLOW_LOG],
    ["endpointSecurityGroup", SECURITY_GROUP],
    ["endpointIngressRule", INGRESS_RULE],
  ] as const)("can be changed by transform.%s", async (child, type) => {
    const resources = await network({ interfaceEndpoints: ["logs"], transform: { [child]: protect } });

    const changed = resources.filter((resource) => resource.protect).map((resource) => resource.type);
    expect(new Set(changed)).toEqual(new Set([type]));
    expect(changed).toHaveLength(all(resources, type).length);
  });

  it.each([
    ["s3Endpoint", "s3"],
    ["interfaceEndpoint", "logs"],
  ] as const)("can be changed by transform.%s", async (child, service) => {
    const resources = await network({ interfaceEndpoints: ["logs"], transform: { [child]: protect } });

    expect(resources.filter((resource) => resource.protect)).toEqual([endpoint(resources, service)]);
  });
});
