import { refuse } from "../../model/aws-error";
import type { CloudReader } from "../../model/resource";
import { flag, number, objects, text, texts, type Properties } from "../../model/values";

export type Direction = "ingress" | "egress";

/** One permission of a security group: a protocol, its ports, and the peer. */
export interface Permission {
  readonly protocol: string;
  readonly fromPort?: number;
  readonly toPort?: number;
  /** Block, prefix list or security group. */
  readonly peer: string;
  /** Input that states it. */
  readonly input: string;
}

/** Inputs that name the peer of a rule that is a resource of its own. */
export const PEERS = ["cidrIpv4", "cidrIpv6", "prefixListId", "referencedSecurityGroupId"] as const;

export const RULE_TYPES: Readonly<Record<Direction, string>> = {
  ingress: "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
  egress: "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule",
};

const GROUP_TYPES = ["aws:ec2/securityGroup:SecurityGroup", "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup"];
const ALL_PROTOCOLS = "-1";
const PROTOCOL_NUMBERS: Readonly<Record<string, string>> = { all: ALL_PROTOCOLS, "1": "icmp", "6": "tcp", "17": "udp" };

/** The permission of a rule that is a resource of its own. */
export function permissionOfRule(inputs: Properties): Permission {
  const [input = "", peer = ""] =
    PEERS.flatMap((name) => [[name, text(inputs, name)]]).find(([, value]) => value) ?? [];
  return { ...portsOf(inputs, "ipProtocol"), peer, input };
}

/** The permissions of a security group's own `ingress` or `egress` list: one for each peer. */
export function inlinePermissions(inputs: Properties, direction: Direction, groupId?: string): Permission[] {
  return objects(inputs, direction).flatMap((rule, index) => {
    const itself = flag(rule, "self") === true ? [groupId ?? "self"] : [];
    const lists = ["cidrBlocks", "ipv6CidrBlocks", "prefixListIds", "securityGroups"];
    const peers = [...itself, ...lists.flatMap((list) => texts(rule, list))];
    return peers.map((peer) => ({ ...portsOf(rule, "protocol"), peer, input: `${direction}[${index}]` }));
  });
}

function portsOf(rule: Properties, protocolInput: string): Pick<Permission, "protocol" | "fromPort" | "toPort"> {
  const protocol = (text(rule, protocolInput) ?? "").toLowerCase();
  return {
    protocol: PROTOCOL_NUMBERS[protocol] ?? protocol,
    fromPort: number(rule, "fromPort"),
    toPort: number(rule, "toPort"),
  };
}

/**
 * The permissions of a security group, of its own lists and of its rules.
 * @param except id of a resource whose permissions don't count.
 */
export function permissionsOf(
  groupId: string,
  direction: Direction,
  cloud: CloudReader,
  except?: string,
): Permission[] {
  const inline = GROUP_TYPES.flatMap((type) => cloud.find(type, groupId) ?? [])
    .filter(({ id }) => id !== except)
    .flatMap(({ inputs }) => inlinePermissions(inputs, direction, groupId));
  const rules = cloud
    .ofType(RULE_TYPES[direction])
    .filter((rule) => rule.id !== except && rule.inputs.securityGroupId === groupId)
    .map((rule) => permissionOfRule(rule.inputs));
  return [...inline, ...rules];
}

/**
 * Amazon EC2 API Reference, IpPermission: ports by protocol. A rule for all protocols has no ports; in a list they are
 * 0.
 */
export function requirePorts({ protocol, fromPort, toPort, input }: Permission, isInList: boolean): void {
  if (protocol === ALL_PROTOCOLS) {
    const ports = [fromPort, toPort].filter((port) => port !== undefined && !(isInList && port === 0));
    if (ports.length > 0)
      refuse(
        "InvalidParameterValue",
        `Invalid value 'all protocols take no ports, got ${ports.join(" and ")}' for portRange.`,
        `${input}: fromPort, toPort`,
      );
  }
  if (protocol === "tcp" || protocol === "udp") {
    if (fromPort === undefined || toPort === undefined) {
      refuse(
        "InvalidParameterValue",
        "Invalid value 'Must specify both from and to ports with TCP/UDP.' for portRange.",
        `${input}: fromPort, toPort`,
      );
    }
    if (fromPort > toPort)
      refuse(
        "InvalidParameterValue",
        `Invalid value 'from port ${fromPort} is above to port ${toPort}' for portRange.`,
        `${input}: fromPort, toPort`,
      );
  }
}

/** A security group has a permission once in each direction, whatever its description. */
export function requireNew(permission: Permission, others: readonly Permission[]): void {
  if (!others.some((other) => identity(other) === identity(permission))) return;
  refuse(
    "InvalidPermission.Duplicate",
    `the specified rule "${identity(permission)}, ALLOW" already exists`,
    permission.input,
  );
}

function identity({ peer, protocol, fromPort, toPort }: Permission): string {
  if (protocol === ALL_PROTOCOLS) return `peer: ${peer}, ALL`;
  return `peer: ${peer}, ${protocol.toUpperCase()}, from port: ${fromPort ?? -1}, to port: ${toPort ?? -1}`;
}
