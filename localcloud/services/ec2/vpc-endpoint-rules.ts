import { refuse } from "../../model/aws-error";
import type { CloudResource } from "../../model/resource";
import type { Operation, Rule } from "../../model/resource-type";
import { flag, text, texts } from "../../model/values";
import { given, NotModelledError } from "../shared/inputs";
import { vpcOf } from "./references";

const ENDPOINT = "aws:ec2/vpcEndpoint:VpcEndpoint";

type EndpointType = "Gateway" | "Interface";

/**
 * AWS services with endpoints of each type, as `com.amazonaws.<region>.<service>` names them (AWS PrivateLink Guide,
 * "Gateway endpoints" and "AWS services that integrate with AWS PrivateLink"): those that containers and their
 * deployment talk to. Add a missing one here.
 */
const SERVICES: Readonly<Record<EndpointType, readonly string[]>> = {
  Gateway: ["dynamodb", "s3"],
  Interface: [
    "acm-pca",
    "application-autoscaling",
    "autoscaling",
    "backup",
    "cloudtrail",
    "codedeploy",
    "dynamodb",
    "ec2",
    "ec2messages",
    "ecr.api",
    "ecr.dkr",
    "ecs",
    "ecs-agent",
    "ecs-telemetry",
    "elasticache",
    "elasticfilesystem",
    "elasticloadbalancing",
    "events",
    "kms",
    "lambda",
    "logs",
    "monitoring",
    "rds",
    "rds-data",
    "s3",
    "secretsmanager",
    "sns",
    "sqs",
    "ssm",
    "ssmmessages",
    "states",
    "sts",
    "xray",
  ],
};

/** Inputs that endpoints of each type refuse (Amazon EC2 API Reference, CreateVpcEndpoint). */
const REFUSED_INPUTS: Readonly<Record<EndpointType, readonly string[]>> = {
  Gateway: ["subnetIds", "securityGroupIds"],
  Interface: ["routeTableIds"],
};

export const vpcEndpointRules: readonly Rule[] = [
  requireService,
  refuseInputsOfOtherTypes,
  refuseIpv6,
  requireOneNetwork,
  requireOneSubnetPerZone,
  requireDnsForPrivateNames,
  requireFreePrivateNames,
  requireFreeRouteTables,
];

/** The type of an endpoint; the provider's default is a gateway endpoint. */
export function endpointTypeOf({ inputs }: Pick<Operation, "inputs">): EndpointType {
  const type = text(inputs, "vpcEndpointType") ?? "Gateway";
  if (type === "Gateway" || type === "Interface") return type;
  throw new NotModelledError(`endpoints of type ${type}`, ["vpcEndpointType"], "services/ec2/vpc-endpoint-rules.ts");
}

function requireService(operation: Operation): void {
  const name = text(operation.inputs, "serviceName") ?? "";
  if (isEndpointService(name, endpointTypeOf(operation), operation.region)) return;
  refuse(
    "InvalidServiceName",
    `The Vpc Endpoint Service '${name}' does not exist for endpoints of type ${endpointTypeOf(operation)}`,
    "serviceName",
  );
}

/** Whether a region has an endpoint service of a type. */
function isEndpointService(name: string, type: EndpointType, region: string): boolean {
  return SERVICES[type].some((service) => name === `com.amazonaws.${region}.${service}`);
}

function refuseInputsOfOtherTypes(operation: Operation): void {
  const type = endpointTypeOf(operation);
  const foreign = given(operation.inputs, REFUSED_INPUTS[type]);
  const privateNames = type === "Gateway" && flag(operation.inputs, "privateDnsEnabled") === true;
  const refused = [...foreign, ...(privateNames ? ["privateDnsEnabled"] : [])];
  if (refused.length === 0) return;
  refuse(
    "InvalidParameter",
    `${refused.join(" and ")} can't be specified for endpoints of type ${type}`,
    refused.join(", "),
  );
}

/** IPv6 is not modelled, so no subnet has any. */
function refuseIpv6({ inputs }: Operation): void {
  const asking = ["ipAddressType", "dnsOptions.dnsRecordIpType"].filter((input) =>
    ["dualstack", "ipv6"].includes(text(inputs, input) ?? ""),
  );
  if (asking.length > 0) throw new NotModelledError("IPv6", asking, "services/ec2/vpc-endpoint-rules.ts");
}

function requireOneNetwork({ inputs, cloud }: Operation): void {
  const vpcId = text(inputs, "vpcId");
  const parts = [
    ["aws:ec2/routeTable:RouteTable", "routeTableIds"],
    ["aws:ec2/subnet:Subnet", "subnetIds"],
    ["aws:ec2/securityGroup:SecurityGroup", "securityGroupIds"],
  ] as const;
  for (const [type, input] of parts) {
    const foreign = texts(inputs, input).find((id) => (vpcOf(cloud, type, id) ?? vpcId) !== vpcId);
    if (foreign === undefined) continue;
    refuse("InvalidParameter", `${foreign} does not belong to VPC ${vpcId ?? ""}`, input);
  }
}

/** AWS PrivateLink Guide, "Access an AWS service using an interface VPC endpoint": one subnet for each zone. */
function requireOneSubnetPerZone({ inputs, cloud }: Operation): void {
  const ids = texts(inputs, "subnetIds");
  const zones = ids.map((id) => cloud.find("aws:ec2/subnet:Subnet", id)?.computed.availabilityZone);
  const repeated = ids.find((_, index) => zones.indexOf(zones[index]) < index);
  if (repeated === undefined) return;
  refuse(
    "DuplicateSubnetsInSameZone",
    `Found another VPC endpoint subnet in the availability zone of ${repeated}. VPC endpoint subnets should be in different availability zones supported by the VPC endpoint service.`,
    "subnetIds",
  );
}

/** AWS PrivateLink Guide, "Access an AWS service using an interface VPC endpoint", private DNS. */
function requireDnsForPrivateNames({ inputs, cloud }: Operation): void {
  if (flag(inputs, "privateDnsEnabled") !== true) return;
  const vpcId = text(inputs, "vpcId") ?? "";
  const vpc = cloud.find("aws:ec2/vpc:Vpc", vpcId)?.inputs ?? {};
  if (flag(vpc, "enableDnsSupport") !== false && flag(vpc, "enableDnsHostnames") === true) return;
  refuse(
    "InvalidParameter",
    `Enabling private DNS requires both enableDnsSupport and enableDnsHostnames VPC attributes set to true for ${vpcId}`,
    "privateDnsEnabled",
  );
}

function requireFreePrivateNames(operation: Operation): void {
  const { inputs } = operation;
  const conflict = others(operation).find((other) => flag(other.inputs, "privateDnsEnabled") === true);
  if (flag(inputs, "privateDnsEnabled") !== true || conflict === undefined) return;
  refuse(
    "InvalidParameter",
    `private-dns-enabled cannot be set because there is already a conflicting DNS domain for ${text(inputs, "serviceName") ?? ""} in the VPC ${text(inputs, "vpcId") ?? ""}`,
    "privateDnsEnabled",
  );
}

/** A route table has one route to the addresses of a service. */
function requireFreeRouteTables(operation: Operation): void {
  const used = others(operation).flatMap((other) => texts(other.inputs, "routeTableIds"));
  const conflict = texts(operation.inputs, "routeTableIds").find((id) => used.includes(id));
  if (conflict === undefined) return;
  refuse(
    "RouteAlreadyExists",
    `route table ${conflict} already has a route to ${text(operation.inputs, "serviceName") ?? ""}`,
    "routeTableIds",
  );
}

/** Other endpoints of the VPC to the same service. */
function others({ inputs, cloud, previous }: Operation): CloudResource[] {
  return cloud
    .ofType(ENDPOINT)
    .filter(({ id }) => id !== previous?.id)
    .filter((other) => other.inputs.vpcId === inputs.vpcId && other.inputs.serviceName === inputs.serviceName);
}
