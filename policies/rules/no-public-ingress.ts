import { ALWAYS_MANDATORY, everywhere, stackRule, type ResourceView, type StackFinding, type StackView } from "../core";
import {
  addressesOf,
  describePorts,
  INGRESS_TYPES,
  ingressPermissions,
  isInternet,
  type Permission,
  type PortRange,
  portsOf,
  SECURITY_GROUP_TYPES,
} from "./shared/security-groups";
import { CLASSIC_LOAD_BALANCER_TYPES, isPublicLoadBalancer, LOAD_BALANCER_TYPES } from "./shared/load-balancers";

interface Settings {
  /** Ports that public load balancers may open to everyone. */
  readonly ports: readonly number[];
}

export const noPublicIngress = stackRule<Settings>({
  name: "no-public-ingress",
  title: "The internet reaches load balancers, and nothing else",
  description:
    "No security group lets the internet in, by IPv4 or IPv6, except those of public load balancers, on the ports " +
    "of the web.",
  why:
    "Everything that listens behind such a group is attacked within minutes, past the load balancer with its firewall, " +
    "its certificate and its logs.",
  fix:
    "Let in the security group of whoever connects (`referencedSecurityGroupId`) rather than `0.0.0.0/0` or `::/0`; " +
    "open only ports 80 and 443, in a group that public load balancers alone use.",
  severity: "critical",
  identifiers: {
    fsbp: ["EC2.13", "EC2.14", "EC2.18", "EC2.19"],
    cis: ["6.3", "6.4"],
    checkov: ["CKV_AWS_24", "CKV_AWS_25", "CKV_AWS_260", "CKV_AWS_277"],
    trivy: ["AVD-AWS-0107"],
  },
  requirements: ["SE-3"],
  references: [
    {
      title: "Amazon VPC User Guide, Security group rules",
      url: "https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html",
    },
  ],
  types: INGRESS_TYPES,
  levels: ALWAYS_MANDATORY,
  configuration: {
    schema: {
      ports: {
        type: "array",
        items: { type: "integer", minimum: 0, maximum: 65535 },
        description: "Ports that public load balancers may open to everyone",
      },
    },
    defaults: everywhere({ ports: [80, 443] }),
  },
  check(stack, { ports }) {
    const doors = groupsOfPublicLoadBalancers(stack);
    return ingressPermissions(stack)
      .filter((permission) => !isAllowed(permission, doors, ports))
      .flatMap((permission) => publicSources(permission, ports));
  },
});

function groupsOfPublicLoadBalancers(stack: StackView): readonly ResourceView[] {
  return stack
    .resources(...LOAD_BALANCER_TYPES, ...CLASSIC_LOAD_BALANCER_TYPES)
    .filter(isPublicLoadBalancer)
    .flatMap((loadBalancer) => stack.referencesTo(loadBalancer, "securityGroups", SECURITY_GROUP_TYPES));
}

/**
 * Whether a permission for the internet is allowed: only into public load balancers, by the ports that the settings
 * list.
 */
function isAllowed(permission: Permission, doors: readonly ResourceView[], ports: readonly number[]): boolean {
  return (
    !isOfOtherStack(permission) &&
    permission.groups.every((group) => doors.includes(group)) &&
    isForInternet(permission, ports)
  );
}

/** Whether a permission belongs to a group outside of this stack. Nobody can tell whether that is a load balancer's. */
function isOfOtherStack({ groups }: Permission): boolean {
  return groups.length === 0;
}

function isForInternet(permission: Permission, ports: readonly number[]): boolean {
  const range = portsOf(permission);
  return range === undefined || isIcmp(range) || areAllowed(range, ports);
}

/**
 * Whether a range is ICMP's, which clients need for path MTU discovery (Elastic Load Balancing User Guide, Security
 * groups).
 */
function isIcmp({ protocol }: PortRange): boolean {
  return protocol.startsWith("icmp");
}

function areAllowed({ protocol, from, to }: PortRange, allowed: readonly number[]): boolean {
  if (protocol !== "tcp" && protocol !== "udp") return false;
  return allowed.filter((port) => port >= from && port <= to).length === to - from + 1;
}

function publicSources(permission: Permission, ports: readonly number[]): StackFinding[] {
  const isDoubtful = isOfOtherStack(permission) && isForInternet(permission, ports);
  return addressesOf(permission)
    .filter(({ value }) => isInternet(value))
    .map(({ property, value }) => ({
      resource: permission.resource,
      property,
      value,
      problem: `the internet gets in by ${openedBy(permission)}${isDoubtful ? ", perhaps to a load balancer of another stack" : ""}`,
      allowed: `the internet only in groups of public load balancers, on port ${ports.join(" or ")}`,
      fix: "name the security group or the address block of those who have to connect",
      ...(isDoubtful && { level: "advisory" as const }),
    }));
}

function openedBy(permission: Permission): string {
  const range = portsOf(permission);
  return range === undefined ? "ports that aren't known yet" : describePorts(range);
}
