import { arn } from "../../model/arn";
import { AwsError } from "../../model/aws-error";
import type { Operation, ResourceType } from "../../model/resource-type";
import type { CloudResource } from "../../model/resource";
import { hexadecimalToken } from "../../model/token";
import { flag, text } from "../../model/values";
import { requireDeliverableLogs } from "./access-logs";
import { loadBalancerSubnetRules, vpcOf } from "./load-balancer-subnets";
import { nameOf } from "./names";

/** Hosted zone of the region's load balancers (AWS General Reference, "Elastic Load Balancing endpoints"). */
const HOSTED_ZONE_ID = "Z32O12XQLNTSW2";

export const loadBalancer: ResourceType = {
  type: "aws:lb/loadBalancer:LoadBalancer",
  autonaming: { input: "name", maximumLength: 32, unlessGiven: "namePrefix" },
  defaults: { loadBalancerType: "application" },
  replacedBy: ["name", "namePrefix", "internal", "loadBalancerType", "customerOwnedIpv4Pool", "region"],
  unique: {
    inputs: ["name"],
    scope: "region",
    code: "DuplicateLoadBalancerName",
    message: (name) =>
      `A load balancer with the same name '${name}' already exists, but with different settings (name)`,
  },
  references: [
    {
      input: "subnets[]",
      to: ["aws:ec2/subnet:Subnet"],
      missing: { code: "SubnetNotFound", message: (id) => `The subnet ID '${id}' does not exist` },
      inUse: {
        code: "DependencyViolation",
        message: (id) => `The subnet '${id}' has dependencies and cannot be deleted.`,
      },
    },
    {
      input: "securityGroups[]",
      to: ["aws:ec2/securityGroup:SecurityGroup"],
      missing: { code: "InvalidSecurityGroup", message: (id) => `One or more security groups are invalid: '${id}'` },
      inUse: { code: "DependencyViolation", message: (id) => `resource ${id} has a dependent object` },
    },
  ],
  rules: [requireKnownType, ...loadBalancerSubnetRules, requireDeliverableLogs],
  deletion: [refuseWhileProtected],
  make: (operation) => {
    const { region, accountId } = operation;
    const name = nameOf(operation);
    const kind = text(operation.inputs, "loadBalancerType") === "network" ? "net" : "app";
    const suffix = `${kind}/${name}/${hexadecimalToken(16)}`;
    const id = arn("elasticloadbalancing", region, accountId, `loadbalancer/${suffix}`);
    const scheme = flag(operation.inputs, "internal") === true ? "internal-" : "";
    return {
      id,
      computed: {
        arn: id,
        arnSuffix: suffix,
        name,
        dnsName: `${scheme}${name}-${hexadecimalToken(9)}.${region}.elb.amazonaws.com`,
        vpcId: vpcOf(operation),
        zoneId: HOSTED_ZONE_ID,
      },
    };
  },
};

function requireKnownType({ inputs }: Operation): void {
  const type = text(inputs, "loadBalancerType") ?? "application";
  if (["application", "network", "gateway"].includes(type)) return;
  throw new AwsError("ValidationError", `'${type}' is not a valid load balancer type (loadBalancerType)`);
}

/** Elastic Load Balancing API Reference, DeleteLoadBalancer. */
function refuseWhileProtected(resource: CloudResource): void {
  if (flag(resource.inputs, "enableDeletionProtection") !== true) return;
  throw new AwsError(
    "OperationNotPermitted",
    `Load balancer '${resource.id}' cannot be deleted because deletion protection is enabled (enableDeletionProtection)`,
  );
}
