import type { RegisterResourceRequest } from "@pulumi/pulumi/proto/resource_pb";
import { Network, type NetworkArgs } from "../../../components/network";
import { all, deploy, type Registered } from "../../support/deploy";
import { VPC_OUTPUTS, watchRequests } from "./mock-vpc";

export const ZONES = ["eu-central-1a", "eu-central-1b", "eu-central-1c"];
export const LOG_GROUP_ARN = "arn:aws:logs:eu-central-1:123456789012:log-group:/vpc/web/flow-logs";

export const OUTPUTS = { ...VPC_OUTPUTS, "aws:cloudwatch/logGroup:LogGroup": () => ({ arn: LOG_GROUP_ARN }) };

export const VPC = "awsx:ec2:Vpc";
export const SUBNET = "aws:ec2/subnet:Subnet";
export const ROUTE_TABLE = "aws:ec2/routeTable:RouteTable";
export const ASSOCIATION = "aws:ec2/routeTableAssociation:RouteTableAssociation";
export const ROUTE = "aws:ec2/route:Route";
export const EIP = "aws:ec2/eip:Eip";
export const NAT_GATEWAY = "aws:ec2/natGateway:NatGateway";
export const OF_ZONES = [SUBNET, ROUTE_TABLE, ASSOCIATION, ROUTE, EIP, NAT_GATEWAY];
export const ENDPOINT = "aws:ec2/vpcEndpoint:VpcEndpoint";
export const FLOW_LOG = "aws:ec2/flowLog:FlowLog";
export const SECURITY_GROUP = "aws:ec2/securityGroup:SecurityGroup";
export const INGRESS_RULE = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";

/** What a network named `web` registers. */
export async function network(overrides: Partial<NetworkArgs> = {}): Promise<Registered[]> {
  return deploy(
    () => {
      return new Network("web", { availabilityZones: ZONES, ...overrides });
    },
    { outputs: OUTPUTS },
  );
}

/** Inputs of the resource of that name. */
export function named(resources: readonly Registered[], type: string, name: string): Record<string, unknown> {
  const found = all(resources, type).find((resource) => resource.name === name);
  if (found === undefined) throw new Error(`no ${type} ${name}`);
  return found.inputs;
}

/** Requests with which a network registers its resources. */
export async function networkRequests(): Promise<readonly RegisterResourceRequest[]> {
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

/** The endpoint of a service. */
export function endpoint(resources: readonly Registered[], service: string): Registered {
  const serviceName = `com.amazonaws.eu-central-1.${service}`;
  const found = all(resources, ENDPOINT).find(({ inputs }) => inputs.serviceName === serviceName);
  if (found === undefined) throw new Error(`no endpoint of ${service}`);
  return found;
}
