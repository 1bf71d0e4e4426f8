import { parseCidr } from "../../services/shared/cidr";
import type { DocumentedLimit, DocumentedLimits } from "../types";

const SECURITY_GROUP = "Amazon EC2 API Reference, CreateSecurityGroup";
const IP_PERMISSION = "Amazon EC2 API Reference, IpPermission";

const DESCRIPTION: DocumentedLimit = {
  document: SECURITY_GROUP,
  pattern: "^[a-zA-Z0-9. _\\-:/()#,@[\\]+=&;{}!$*]{0,255}$",
  message: () =>
    "Invalid security group description. Valid descriptions are strings less than 256 characters from the following " +
    "set: a-zA-Z0-9. _-:/()#,@[]+=&;{}!$*",
};

const PORT: DocumentedLimit = { document: IP_PERMISSION, min: -1, max: 65535 };

const PROTOCOL: DocumentedLimit = {
  document: IP_PERMISSION,
  pattern: "^(?:-1|tcp|udp|icmp|icmpv6|all|\\d|[1-9]\\d|1\\d\\d|2[0-4]\\d|25[0-5])$",
  message: (value) => `Invalid value '${value}' for IP protocol. Unknown protocol.`,
};

const CIDR: DocumentedLimit = {
  document: IP_PERMISSION,
  allows: (value) => parseCidr(String(value)) !== undefined,
  message: (value) => `CIDR block ${value} is malformed`,
};

const NEEDED: DocumentedLimit = { document: "Amazon Route 53 API Reference, ResourceRecordSet", required: true };

const RULE = {
  description: [DESCRIPTION],
  fromPort: [PORT],
  toPort: [PORT],
  ipProtocol: [PROTOCOL],
  cidrIpv4: [CIDR],
};

/** Limits of Amazon VPC and EC2 networking that the models leave out. */
export const NETWORK_LIMITS: Readonly<Record<string, DocumentedLimits>> = {
  "aws:ec2/vpc:Vpc": { cidrBlock: [networkSize("InvalidVpc.Range", "Amazon EC2 API Reference, CreateVpc")] },
  "aws:ec2/subnet:Subnet": {
    cidrBlock: [networkSize("InvalidSubnet.Range", "Amazon EC2 API Reference, CreateSubnet")],
  },
  "aws:ec2/route:Route": { destinationCidrBlock: [CIDR] },
  "aws:ec2/securityGroup:SecurityGroup": {
    name: [
      { document: SECURITY_GROUP, maxLength: 255 },
      {
        document: SECURITY_GROUP,
        pattern: "^(?!sg-).*$",
        message: () => "Invalid group name. Group names may not be in the format sg-*.",
      },
    ],
    description: [DESCRIPTION],
    "ingress[].description": [DESCRIPTION],
    "ingress[].fromPort": [PORT],
    "ingress[].toPort": [PORT],
    "ingress[].protocol": [PROTOCOL],
    "ingress[].cidrBlocks[]": [CIDR],
    "egress[].description": [DESCRIPTION],
    "egress[].fromPort": [PORT],
    "egress[].toPort": [PORT],
    "egress[].protocol": [PROTOCOL],
    "egress[].cidrBlocks[]": [CIDR],
  },
  "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule": RULE,
  "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule": RULE,
  "aws:ec2/vpcEndpoint:VpcEndpoint": {
    policy: [
      { document: "AWS PrivateLink Guide, Control access to VPC endpoints using endpoint policies", maxLength: 20_480 },
    ],
  },
  "aws:route53/record:Record": {
    "failoverRoutingPolicies[].type": [NEEDED],
    "latencyRoutingPolicies[].region": [NEEDED],
    "weightedRoutingPolicies[].weight": [NEEDED],
  },
  "aws:ec2/flowLog:FlowLog": {
    maxAggregationInterval: [{ document: "Amazon EC2 API Reference, CreateFlowLogs", enum: ["60", "600"] }],
  },
};

/** A network's block, of a size that AWS has. */
function networkSize(code: string, document: string): DocumentedLimit {
  return {
    document,
    code,
    allows: (value) => {
      const prefix = parseCidr(String(value))?.prefix;
      return prefix !== undefined && prefix >= 16 && prefix <= 28;
    },
    message: (value) => `The CIDR '${value}' is invalid: its size must be between /16 and /28`,
  };
}
