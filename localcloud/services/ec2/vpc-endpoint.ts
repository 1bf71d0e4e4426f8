import { createHash } from "node:crypto";
import { arn, ec2Id, hexadecimalToken } from "../../model/identifiers";
import type { Operation, ResourceType } from "../../model/resource-type";
import { text, texts } from "../../model/values";
import { refuseUnmodelled } from "../shared/inputs";
import { policyRule } from "../shared/policy-rules";
import {
  routeTableReference,
  securityGroupReference,
  subnetReference,
  vpcReference,
  withoutProtection,
} from "./references";
import { endpointTypeOf, vpcEndpointRules } from "./vpc-endpoint-rules";

/** Hosted zone of the region's endpoint names. */
const HOSTED_ZONE_ID = "Z38GZ743OKFT7T";

export const vpcEndpoint: ResourceType = {
  type: "aws:ec2/vpcEndpoint:VpcEndpoint",
  mapping: { operation: "ec2.CreateVpcEndpoint", inputs: { policy: "PolicyDocument" } },
  documentedLimits: {
    policy: [
      { document: "AWS PrivateLink Guide, Control access to VPC endpoints using endpoint policies", maxLength: 20_480 },
    ],
  },
  defaults: { vpcEndpointType: "Gateway" },
  replaceOnChanges: [
    "resourceConfigurationArn",
    "serviceName",
    "serviceNetworkArn",
    "serviceRegion",
    "vpcEndpointType",
    "vpcId",
    "region",
  ],
  references: [
    vpcReference("vpcId"),
    withoutProtection(routeTableReference("routeTableIds[]")),
    subnetReference("subnetIds[]"),
    securityGroupReference("securityGroupIds[]"),
  ],
  rules: [
    refuseUnmodelled(
      ["resourceConfigurationArn", "serviceNetworkArn", "serviceRegion", "subnetConfigurations"],
      "endpoints to resources, service networks and other regions",
      "services/ec2/vpc-endpoint.ts",
    ),
    ...vpcEndpointRules,
    policyRule({ input: "policy", kind: "resource", code: "InvalidPolicyDocument" }),
  ],
  make: (operation) => {
    const { region, accountId } = operation;
    const id = ec2Id("vpce");
    return {
      id,
      computed: {
        arn: arn("ec2", region, accountId, `vpc-endpoint/${id}`),
        ownerId: accountId,
        requesterManaged: false,
        state: "available",
        ...(endpointTypeOf(operation) === "Gateway" ? gatewayOutputs(operation) : interfaceOutputs(id, operation)),
      },
    };
  },
};

/** The list of a service's addresses, which is the same for every account in a region. */
function gatewayOutputs({ inputs }: Operation): object {
  const service = text(inputs, "serviceName") ?? "";
  return { prefixListId: `pl-${createHash("sha256").update(service).digest("hex").slice(0, 8)}`, dnsEntries: [] };
}

function interfaceOutputs(id: string, { inputs, region }: Operation): object {
  const service = (text(inputs, "serviceName") ?? "").split(".").slice(3).reverse().join(".");
  const dnsName = `${id}-${hexadecimalToken(8)}.${service}.${region}.vpce.amazonaws.com`;
  return {
    dnsEntries: [{ dnsName, hostedZoneId: HOSTED_ZONE_ID }],
    networkInterfaceIds: texts(inputs, "subnetIds").map(() => ec2Id("eni")),
  };
}
