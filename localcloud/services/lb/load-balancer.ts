import { refuse } from "../../model/aws-error";
import { arn, hexadecimalToken } from "../../model/identifiers";
import type { CloudReader, CloudResource } from "../../model/resource";
import type { Operation, ResourceType } from "../../model/resource-type";
import { flag, text, type Properties } from "../../model/values";
import { securityGroupReference, subnetReference } from "../ec2/references";
import { nameOf, NotModelledError, refuseUnmodelled } from "../shared/inputs";
import { requireDeliverableLogs } from "./access-logs";
import { hostedZoneOf, newDnsName } from "./addresses";
import { NAME_PREFIX, nameLimits } from "./limits";
import { deletedWithListener } from "./listener";
import { loadBalancerSettingRules } from "./load-balancer-settings";
import { placementRules, replacedPlacement, subnetsOf, vpcOf } from "./placement";
import { kindOf } from "./protocols";

const DOCUMENT = "Elastic Load Balancing API Reference, CreateLoadBalancer";
const ATTRIBUTE = "Elastic Load Balancing API Reference, LoadBalancerAttribute";

const SUBNET_NOT_FOUND = {
  code: "SubnetNotFound",
  message: (id: string) => `The subnet ID '${id}' does not exist`,
};

export const loadBalancer: ResourceType = {
  type: "aws:lb/loadBalancer:LoadBalancer",
  mapping: { operation: "elbv2.CreateLoadBalancer", inputs: { loadBalancerType: "Type" } },
  documentedLimits: {
    name: [
      ...nameLimits("The load balancer", DOCUMENT),
      {
        document: DOCUMENT,
        pattern: "^(?!internal-).*$",
        message: (value) => `The load balancer name '${value}' cannot begin with 'internal-'`,
      },
    ],
    namePrefix: [NAME_PREFIX],
    idleTimeout: [{ document: ATTRIBUTE, min: 1, max: 4000 }],
    clientKeepAlive: [{ document: ATTRIBUTE, min: 60, max: 604_800 }],
    desyncMitigationMode: [{ document: ATTRIBUTE, enum: ["monitor", "defensive", "strictest"] }],
    xffHeaderProcessingMode: [{ document: ATTRIBUTE, enum: ["append", "preserve", "remove"] }],
  },
  autonaming: { input: "name", maximumLength: 32, unlessGiven: "namePrefix" },
  defaults: {
    clientKeepAlive: 3600,
    desyncMitigationMode: "defensive",
    dnsRecordClientRoutingPolicy: "any_availability_zone",
    dropInvalidHeaderFields: false,
    enableCrossZoneLoadBalancing: false,
    enableDeletionProtection: false,
    enableHttp2: true,
    enableTlsVersionAndCipherSuiteHeaders: false,
    enableWafFailOpen: false,
    enableXffClientPort: false,
    enableZonalShift: false,
    idleTimeout: 60,
    loadBalancerType: "application",
    preserveHostHeader: false,
    xffHeaderProcessingMode: "append",
  },
  replaceOnChanges: ["name", "namePrefix", "internal", "loadBalancerType", "customerOwnedIpv4Pool", "region"],
  conditionalReplaceOnChanges: replacedPlacement,
  unique: {
    inputs: ["name"],
    scope: "region",
    code: "DuplicateLoadBalancerName",
    message: (name) => `A load balancer with the same name '${name}' exists, but with different settings`,
  },
  references: [
    { ...subnetReference("subnets[]"), missing: SUBNET_NOT_FOUND },
    { ...subnetReference("subnetMappings[].subnetId"), missing: SUBNET_NOT_FOUND },
    {
      ...securityGroupReference("securityGroups[]"),
      missing: { code: "InvalidSecurityGroup", message: (id) => `One or more security groups are invalid: '${id}'` },
    },
    {
      input: "subnetMappings[].allocationId",
      to: ["aws:ec2/eip:Eip"],
      missing: { code: "AllocationIdNotFound", message: (id) => `The allocation ID '${id}' does not exist` },
    },
  ],
  rules: [
    refuseUnmodelled(
      ["connectionLogs", "customerOwnedIpv4Pool", "healthCheckLogs", "ipamPools", "minimumLoadBalancerCapacity"],
      "these settings of a load balancer",
      "services/lb/load-balancer.ts",
    ),
    refuseGateway,
    ...placementRules,
    ...loadBalancerSettingRules,
    requireDeliverableLogs,
  ],
  deletion: [refuseWhileProtected],
  cascade: deletedWithLoadBalancer,
  make: (operation) => {
    const { inputs, region, accountId } = operation;
    const name = nameOf(operation);
    const kind = kindOf(inputs);
    const internal = flag(inputs, "internal") === true;
    const suffix = `${kind === "network" ? "net" : "app"}/${name}/${hexadecimalToken(16)}`;
    const id = arn("elasticloadbalancing", region, accountId, `loadbalancer/${suffix}`);
    return {
      id,
      computed: {
        arn: id,
        arnSuffix: suffix,
        dnsName: newDnsName({ kind, name, region, internal }),
        internal,
        name,
        vpcId: vpcOf(operation),
        zoneId: hostedZoneOf({ kind, region }),
        ...placementOutputs(operation),
      },
    };
  },
  recomputed: ["ipAddressType", "securityGroups", "subnetMappings", "subnets"],
  remake: placementOutputs,
};

/** Subnets, security groups and address type, completed by AWS's defaults. */
function placementOutputs(operation: Operation): Properties {
  const { inputs } = operation;
  const subnets = subnetsOf(operation).map(({ id }) => id);
  const mappings = subnets.map((subnetId) => ({ subnetId, outpostId: "" }));
  return {
    ipAddressType: text(inputs, "ipAddressType") ?? "ipv4",
    securityGroups: inputs.securityGroups ?? defaultSecurityGroups(operation),
    subnetMappings: inputs.subnetMappings ?? mappings,
    subnets,
  };
}

/**
 * An application load balancer without security groups gets its VPC's default one, a network load balancer gets none.
 */
function defaultSecurityGroups(operation: Operation): string[] {
  if (kindOf(operation.inputs) === "network") return [];
  const vpc = operation.cloud.find("aws:ec2/vpc:Vpc", vpcOf(operation) ?? "");
  return [text(vpc?.computed ?? {}, "defaultSecurityGroupId") ?? ""];
}

function refuseGateway({ inputs }: Operation): void {
  if (text(inputs, "loadBalancerType") !== "gateway") return;
  throw new NotModelledError("gateway load balancers", ["loadBalancerType"], "services/lb/load-balancer.ts");
}

/**
 * What is deleted with a load balancer: its listeners with their rules, and its association with a web ACL
 * (DeleteLoadBalancer).
 */
function deletedWithLoadBalancer(deleted: CloudResource, cloud: CloudReader): CloudResource[] {
  const listeners = cloud
    .ofType("aws:lb/listener:Listener")
    .filter(({ inputs }) => inputs.loadBalancerArn === deleted.id);
  const associations = cloud
    .ofType("aws:wafv2/webAclAssociation:WebAclAssociation")
    .filter(({ inputs }) => inputs.resourceArn === deleted.id);
  return [...associations, ...listeners.flatMap((each) => [...deletedWithListener(each, cloud), each])];
}

/** Elastic Load Balancing API Reference, DeleteLoadBalancer. */
function refuseWhileProtected(resource: CloudResource): void {
  if (flag(resource.inputs, "enableDeletionProtection") !== true) return;
  refuse(
    "OperationNotPermitted",
    `Load balancer '${resource.id}' cannot be deleted because deletion protection is enabled`,
    "enableDeletionProtection",
  );
}
