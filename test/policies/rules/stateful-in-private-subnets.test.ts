import { statefulInPrivateSubnets as rule } from "../../../policies/rules/stateful-in-private-subnets";
import { describeRule, resource, UNKNOWN, type TestResource } from "../support";
import { TAGGED, addReferring } from "../support/mutation";

const vpc = resource("aws:ec2/vpc:Vpc", "network");
const gateway = resource("aws:ec2/internetGateway:InternetGateway", "internet", { id: UNKNOWN });
const open = subnet("open");
const closed = subnet("closed");

function subnet(name: string): TestResource {
  return resource("aws:ec2/subnet:Subnet", name, { id: UNKNOWN }, { dependencies: { vpcId: [vpc] } });
}

function table(name: string, of: TestResource, properties: TestResource["properties"] = {}): TestResource[] {
  const routeTable = resource("aws:ec2/routeTable:RouteTable", name, properties);
  const dependencies = { routeTableId: [routeTable], subnetId: [of] };
  return [routeTable, resource("aws:ec2/routeTableAssociation:RouteTableAssociation", name, {}, { dependencies })];
}

function toInternet(of: readonly TestResource[]): TestResource {
  const dependencies = { routeTableId: of.slice(0, 1), gatewayId: [gateway] };
  return resource("aws:ec2/route:Route", "default-route", { gatewayId: UNKNOWN }, { dependencies });
}

function subnetGroup(subnetIds: unknown, ...of: readonly TestResource[]): TestResource {
  const dependencies = { subnetIds: of };
  return resource("aws:rds/subnetGroup:SubnetGroup", "database", { subnetIds }, { dependencies });
}

const openTable = table("open", open);
const network = [vpc, gateway, open, closed, ...openTable, toInternet(openTable), ...table("closed", closed)];

describeRule(rule, {
  accepts: {
    "private subnets": { given: [...network, subnetGroup([UNKNOWN], closed)] },
    "subnets that aren't in the stack": { given: [...network, subnetGroup(["subnet-1", "subnet-2"])] },
    "a file system in a private subnet": {
      given: [
        ...network,
        resource("aws:efs/mountTarget:MountTarget", "files", {}, { dependencies: { subnetId: [closed] } }),
      ],
    },
  },
  refuses: {
    "a public subnet": {
      given: [...network, subnetGroup([UNKNOWN], open)],
      violations: ['database: subnetIds is ["open"]: from there a route leads to an internet gateway'],
    },
    "a route within its table, to a gateway that isn't in the stack": {
      given: [
        vpc,
        open,
        ...table("open", open, { routes: [{ cidrBlock: "0.0.0.0/0", gatewayId: "igw-1" }] }),
        subnetGroup([UNKNOWN], open),
      ],
      violations: ["database: subnetIds"],
    },
    "a subnet with the network's main table": {
      given: [
        vpc,
        gateway,
        open,
        resource(
          "aws:ec2/defaultRouteTable:DefaultRouteTable",
          "main",
          { routes: UNKNOWN },
          { dependencies: { defaultRouteTableId: [vpc], routes: [gateway] } },
        ),
        resource(
          "aws:elasticache/subnetGroup:SubnetGroup",
          "cache",
          { subnetIds: [UNKNOWN] },
          { dependencies: { subnetIds: [open] } },
        ),
      ],
      violations: ["cache: subnetIds"],
    },
  },
  boundaries: {
    "one public subnet among private ones": {
      given: [...network, subnetGroup([UNKNOWN, UNKNOWN], open, closed)],
      violations: ['database: subnetIds is ["open"]'],
    },
  },
  missing: { "no subnets": { given: [...network, subnetGroup(undefined)] } },
  unknown: {
    "a list of which only the network is known": {
      given: [...network, subnetGroup(UNKNOWN, open, closed)],
      remarks: ["database: Not determinable yet: subnetIds isn't known"],
    },
    "a list that can only be of public subnets": {
      given: [...network, subnetGroup(UNKNOWN, open)],
      violations: ['database: subnetIds is ["open"]'],
    },
  },
  production: addReferring(
    resource("aws:rds/subnetGroup:SubnetGroup", "data", TAGGED),
    "subnetIds",
    ({ type, name }) => type === "aws:ec2/subnet:Subnet" && name.includes("-public-"),
  ),
});
