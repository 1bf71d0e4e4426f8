import {
  ALWAYS_MANDATORY,
  everywhere,
  stackRule,
  textList,
  type ResourceView,
  type StackFinding,
  type StackView,
} from "../core";
import { guardedDataStores } from "./shared/data-stores";
import {
  addressesOf,
  INGRESS_TYPES,
  ingressPermissions,
  SECURITY_GROUP_TYPES,
  type Permission,
} from "./shared/security-groups";

interface Settings {
  /** Address blocks and prefix lists that may connect nevertheless. */
  readonly allowedSources: readonly string[];
}

export const databaseReachableFromApplicationOnly = stackRule<Settings>({
  name: "database-reachable-from-application-only",
  title: "Databases and caches accept connections from security groups, not from addresses",
  description:
    "The security groups of databases, their proxies and caches allow other security groups, and no address block.",
  why:
    "An address block lets everything in that gets an address in it: a forgotten test machine as well as a " +
    "container with an intruder.",
  fix:
    "Let in the application's security group (`referencedSecurityGroupId`). List the block of a VPN or a peered network " +
    "under `allowedSources` in the configuration of the pack.",
  severity: "critical",
  requirements: ["SE-3"],
  references: [
    {
      title: "Amazon RDS User Guide, Controlling access with security groups",
      url: "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Overview.RDSSecurityGroups.html",
    },
  ],
  types: INGRESS_TYPES,
  levels: ALWAYS_MANDATORY,
  configuration: {
    schema: {
      allowedSources: textList(
        "Blocks of addresses and IDs of prefix lists that may connect all the same, such as a VPN's",
      ),
    },
    defaults: everywhere({ allowedSources: [] }),
  },
  check(stack, { allowedSources }) {
    const guards = guardsOfDataStores(stack);
    const isGuard = ({ groups }: Permission) => groups.some((group) => guards.has(group));
    return ingressPermissions(stack, isGuard).flatMap((permission) => {
      const stores = permission.groups.flatMap((group) => guards.get(group) ?? []);
      return addressesLetIn(permission, [...new Set(stores)], allowedSources);
    });
  },
});

/** Security groups of databases and caches, each with the names of the stores that it protects. */
function guardsOfDataStores(stack: StackView): ReadonlyMap<ResourceView, readonly string[]> {
  const guards = new Map<ResourceView, string[]>();
  for (const { resource, property } of guardedDataStores(stack)) {
    for (const group of stack.referencesTo(resource, property, SECURITY_GROUP_TYPES)) {
      guards.set(group, [...(guards.get(group) ?? []), resource.name]);
    }
  }
  return guards;
}

function addressesLetIn(permission: Permission, stores: readonly string[], allowed: readonly string[]): StackFinding[] {
  return addressesOf(permission)
    .filter(({ value }) => !allowed.includes(value))
    .map(({ property, value }) => ({
      resource: permission.resource,
      property,
      value,
      problem: `whatever has an address in there reaches ${stores.join(", ")}`,
      allowed: ["security groups", ...allowed].join(", "),
      fix: "let in the application's security group, or list the source under allowedSources in the configuration",
    }));
}
