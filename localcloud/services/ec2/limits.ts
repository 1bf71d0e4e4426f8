import type { DocumentedLimit } from "../../model/limits";
import { parseCidr } from "../shared/cidr";

const CREATE_SECURITY_GROUP = "Amazon EC2 API Reference, CreateSecurityGroup";
const IP_PERMISSION = "Amazon EC2 API Reference, IpPermission";

/** Limit of a VPC's or subnet's block, of a size that AWS has. */
export function networkSize(code: string, document: string): DocumentedLimit {
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

/** Limit of any other IPv4 block. */
export const CIDR: DocumentedLimit = {
  document: IP_PERMISSION,
  allows: (value) => parseCidr(String(value)) !== undefined,
  message: (value) => `CIDR block ${value} is malformed`,
};

/** Limit of the description of a security group or of one of its rules. */
export const GROUP_DESCRIPTION: DocumentedLimit = {
  document: CREATE_SECURITY_GROUP,
  pattern: "^[a-zA-Z0-9. _\\-:/()#,@[\\]+=&;{}!$*]{0,255}$",
  message: () =>
    "Invalid security group description. Valid descriptions are strings less than 256 characters from the following " +
    "set: a-zA-Z0-9. _-:/()#,@[]+=&;{}!$*",
};

/** Limits of the name of a security group. */
export const GROUP_NAME: readonly DocumentedLimit[] = [
  { document: CREATE_SECURITY_GROUP, maxLength: 255 },
  {
    document: CREATE_SECURITY_GROUP,
    pattern: "^(?!sg-).*$",
    message: () => "Invalid group name. Group names may not be in the format sg-*.",
  },
];

/** Limit of the ports of a rule. */
export const PORT: DocumentedLimit = { document: IP_PERMISSION, min: -1, max: 65535 };

/** Limit of the protocol of a rule. */
export const PROTOCOL: DocumentedLimit = {
  document: IP_PERMISSION,
  pattern: "^(?:-1|tcp|udp|icmp|icmpv6|all|\\d|[1-9]\\d|1\\d\\d|2[0-4]\\d|25[0-5])$",
  message: (value) => `Invalid value '${value}' for IP protocol. Unknown protocol.`,
};
