import { isKnownAs, type Reader, type ResourceView, type StackView } from "../../core";

const GROUP = "aws:ec2/securityGroup:SecurityGroup";
const DEFAULT_GROUP = "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup";
const RULE = "aws:ec2/securityGroupRule:SecurityGroupRule";
const RULES_OF_DIRECTION = {
  ingress: "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
  egress: "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule",
} as const;

export const SECURITY_GROUP_TYPES = [GROUP, DEFAULT_GROUP] as const;

/** Types of the resources that permit traffic into a security group, the group itself included. */
export const INGRESS_TYPES = [...SECURITY_GROUP_TYPES, RULE, RULES_OF_DIRECTION.ingress] as const;

export type Direction = keyof typeof RULES_OF_DIRECTION;

/** Traffic that a security group permits, within the group or by a resource of its own. */
export interface Permission {
  /** The group or rule that permits it. */
  readonly resource: ResourceView;
  /** Path of the permission within that resource. */
  readonly reader: Reader;
  /** The groups that it belongs to; empty if the stack doesn't have them. */
  readonly groups: readonly ResourceView[];
}

/** Ports of a protocol; types and codes of ICMP. */
export interface PortRange {
  /** AWS's name of the protocol; `all` for every protocol and port. */
  readonly protocol: string;
  readonly from: number;
  readonly to: number;
}

/** The source of a permission: a CIDR block or the ID of a prefix list. */
export interface Addresses {
  readonly property: string;
  readonly value: string;
}

/**
 * Permissions within groups. AWS fills the lists with the rules of other resources, so a list that the program leaves
 * out is unknown in a preview, and that needs no report.
 */
export function inlinePermissions(stack: StackView, direction: Direction): readonly Permission[] {
  return stack
    .resources(...SECURITY_GROUP_TYPES)
    .flatMap((group) =>
      isWhollyUnknown(group, direction)
        ? []
        : group.each(direction).map((reader) => ({ resource: group, reader, groups: [group] })),
    );
}

function isWhollyUnknown(group: ResourceView, direction: Direction): boolean {
  return !group.silent.list(direction).known;
}

/** Permissions that are resources of their own. */
export function separatePermissions(stack: StackView, direction: Direction): readonly Permission[] {
  const rules = stack.resources(RULE).filter((rule) => isKnownAs(rule.string("type"), direction));
  return [...rules, ...stack.resources(RULES_OF_DIRECTION[direction])].map((rule) => ({
    resource: rule,
    reader: rule,
    groups: stack.referencesTo(rule, "securityGroupId", SECURITY_GROUP_TYPES),
  }));
}

/** The ports of a permission; undefined while one of the values isn't known yet. */
export function portsOf({ reader }: Permission): PortRange | undefined {
  const protocol = protocolOf(reader);
  if (protocol === undefined || protocol === "all") return protocol && { protocol, ...ALL_PORTS };
  const [from, to] = [reader.number("fromPort"), reader.number("toPort")];
  if (!from.known || !to.known) return undefined;
  return { protocol, from: from.value ?? ALL_PORTS.from, to: to.value ?? ALL_PORTS.to };
}

const ALL_PORTS = { from: 0, to: 65535 } as const;

/** Protocols by the names and numbers that AWS takes (Amazon EC2 API Reference, IpPermission). */
const PROTOCOLS: Readonly<Record<string, string>> = {
  "-1": "all",
  "6": "tcp",
  "17": "udp",
  "1": "icmp",
  "58": "icmpv6",
};

function protocolOf(reader: Reader): string | undefined {
  const [within, separate] = [reader.string("protocol"), reader.string("ipProtocol")];
  if (!within.known || !separate.known) return undefined;
  const written = (within.value ?? separate.value ?? "all").toLowerCase();
  return PROTOCOLS[written] ?? written;
}

/** A range of ports as people write it, such as `tcp 443`. */
export function describePorts({ protocol, from, to }: PortRange): string {
  if (protocol === "all") return "every protocol and port";
  return from === to ? `${protocol} ${from}` : `${protocol} ${from}-${to}`;
}

/** The ports of a permission as people write them. */
export function describePermission(permission: Permission): string {
  const ports = portsOf(permission);
  return ports === undefined ? "a permission" : describePorts(ports);
}

/** The known addresses of a permission, without its security groups. */
export function addressesOf({ reader }: Permission): readonly Addresses[] {
  const lists = ["cidrBlocks", "ipv6CidrBlocks", "prefixListIds"].flatMap((name) => reader.each(name));
  const single = ["cidrIpv4", "cidrIpv6", "prefixListId"].map((name) => reader.at(name));
  return [...lists, ...single].flatMap((each) => {
    const value = each.string();
    return value.known && value.value !== undefined ? [{ property: each.path, value: value.value }] : [];
  });
}

/**
 * Whether the permissions within a group only repeat the group's separate rules: a refresh writes those into the
 * group's state.
 */
export function isReadBack(inline: Permission, separate: readonly Permission[]): boolean {
  const siblings = separate.filter(({ groups }) => groups.includes(inline.resource));
  if (siblings.length === 0) return false;
  const ports = portsOf(inline);
  const same = siblings.filter((each) => isAbout(each, ports));
  const addresses = same.flatMap(addressesOf).map(({ value }) => value);
  return same.length > 0 && addressesOf(inline).every(({ value }) => addresses.includes(value));
}

/** Whether a permission may cover these ports. */
function isAbout(permission: Permission, ports: PortRange | undefined): boolean {
  const own = portsOf(permission);
  return own === undefined || ports === undefined || describePorts(own) === describePorts(ports);
}

/**
 * The permissions into security groups, each of them once.
 * @param isWanted whether a permission is of interest; only those are read.
 */
export function ingressPermissions(
  stack: StackView,
  isWanted: (permission: Permission) => boolean = () => true,
): readonly Permission[] {
  const separate = separatePermissions(stack, "ingress").filter(isWanted);
  const inline = inlinePermissions(stack, "ingress").filter(isWanted);
  return [...inline.filter((each) => !isReadBack(each, separate)), ...separate];
}

/** No organization owns a block with a shorter prefix: `0.0.0.0/0`, or its halves written one by one. */
const SHORTEST_PREFIX = { ipv4: 8, ipv6: 16 } as const;

/** Unique local addresses, which the internet doesn't route (RFC 4193, section 3.1). */
const UNIQUE_LOCAL = /^f[cd]/i;

/** Whether an address block in CIDR notation, IPv4 or IPv6, covers the internet or a large part of it. */
export function isInternet(block: string): boolean {
  const [address = "", length = ""] = block.trim().split("/");
  if (!/^\d+$/.test(length)) return false;
  if (!address.includes(":")) return Number(length) < SHORTEST_PREFIX.ipv4;
  return Number(length) < SHORTEST_PREFIX.ipv6 && !UNIQUE_LOCAL.test(address);
}
