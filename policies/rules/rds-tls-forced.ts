import {
  knownValue,
  MANDATORY_FROM_STAGING,
  resourceRule,
  type Finding,
  type Reader,
  type ResourceView,
} from "../core";
import { isCopy } from "./shared/copies";
import { CLUSTER, engineOf, INSTANCE } from "./shared/rds";
import { wrongSwitch } from "./shared/properties";
import { asksByDefault, tlsParameterOf, type TlsParameter } from "./shared/tls-parameters";

const PROXY = "aws:rds/proxy:Proxy";
const PARAMETER_GROUP = "aws:rds/parameterGroup:ParameterGroup";
const CLUSTER_PARAMETER_GROUP = "aws:rds/clusterParameterGroup:ClusterParameterGroup";

export const rdsTlsForced = resourceRule({
  name: "rds-tls-forced",
  title: "Databases and their proxies refuse connections without TLS",
  description:
    "RDS proxies require TLS. So do databases, by their parameter group or by a default group that does so. The " +
    "rule skips Oracle, which has an option instead.",
  why:
    "A client that isn't told to use TLS connects without, and nobody notices: passwords and data cross the network in " +
    "plain text.",
  fix:
    "Set `requireTls: true` on proxies; give databases a parameter group with `rds.force_ssl` 1 (PostgreSQL, SQL " +
    "Server) or `require_secure_transport` 1 (MySQL, MariaDB).",
  severity: "high",
  identifiers: { fsbp: ["RDS.38", "RDS.39"], checkov: ["CKV2_AWS_69"] },
  requirements: ["SE-2"],
  references: [
    {
      title: "Amazon RDS User Guide, Using SSL/TLS to encrypt a connection to a DB instance or cluster",
      url: "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/UsingWithRDS.SSL.html",
    },
    {
      title: "Amazon RDS User Guide, Using TLS/SSL with RDS Proxy",
      url: "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/rds-proxy.howitworks.html",
    },
  ],
  types: [PROXY, PARAMETER_GROUP, CLUSTER_PARAMETER_GROUP, INSTANCE, CLUSTER],
  levels: MANDATORY_FROM_STAGING,
  check(resource) {
    switch (resource.type) {
      case PROXY:
        return wrongSwitch(resource, { property: "requireTls", problem: PROBLEM });
      case PARAMETER_GROUP:
      case CLUSTER_PARAMETER_GROUP:
        return lenientGroup(resource);
      default:
        return lenientDefault(resource);
    }
  },
});

const PROBLEM = "passwords and data of clients that don't ask for TLS cross the network in plain text";

/** Values, in lower case, that turn a parameter on. */
const ON = ["1", "on", "true"];

function lenientGroup(group: ResourceView): Finding[] {
  const family = textAt(group, "family");
  const parameter = tlsParameterOf(family);
  if (parameter === undefined || isOfOtherKind(group, family)) return [];
  const set = settingOf(group, parameter);
  if (set === undefined) return [];
  const holds = set.value === undefined ? asksByDefault(parameter, family) : ON.includes(set.value.toLowerCase());
  if (holds) return [];
  return [
    {
      property: `parameters["${parameter.name}"]`,
      value: set.value,
      problem: PROBLEM,
      allowed: "1",
      fix: `add { name: "${parameter.name}", value: "1" } to parameters`,
    },
  ];
}

/**
 * Whether a group can't have the parameter. Aurora has it only in the cluster's parameter group, which also counts for
 * the instances.
 */
function isOfOtherKind({ type }: ResourceView, family: string): boolean {
  return type === PARAMETER_GROUP && family.startsWith("aurora");
}

/** The value that a parameter group sets; undefined while it isn't known. */
function settingOf(group: ResourceView, { name }: TlsParameter): { readonly value: string | undefined } | undefined {
  const parameters = group.list("parameters");
  if (!parameters.known) return undefined;
  const entries = (parameters.value ?? []).map((entry) => ({
    name: entry.string("name"),
    value: entry.string("value"),
  }));
  if (entries.some((entry) => !entry.name.known)) return undefined;
  const setting = entries.find((entry) => entry.name.known && entry.name.value === name)?.value;
  if (setting === undefined) return { value: undefined };
  return setting.known ? { value: setting.value } : undefined;
}

/** The findings for a database without a parameter group of its own. Without a version, nobody can tell its default. */
function lenientDefault(database: ResourceView): Finding[] {
  const version = textAt(database, "engineVersion");
  const parameter = tlsParameterOf(engineOf(database) ?? "");
  if (parameter === undefined || version === "" || isCopy(database)) return [];
  const property = database.type === CLUSTER ? "dbClusterParameterGroupName" : "parameterGroupName";
  const isLenient = hasDefaultGroup(database, property) && !asksByDefault(parameter, version);
  return isLenient ? [defaultGroup(database, property, parameter)] : [];
}

/**
 * Whether a database has its engine's default group. A name that isn't known yet is that of a group in this program.
 */
function hasDefaultGroup(database: ResourceView, property: string): boolean {
  const name = textAt(database.silent, property);
  return database.isMissing(property) || name.startsWith("default.");
}

function defaultGroup(database: ResourceView, property: string, { name }: TlsParameter): Finding {
  return {
    property,
    value: textAt(database, property) || undefined,
    problem: `the default parameter group doesn't force TLS: ${PROBLEM}`,
    allowed: `a parameter group with ${name} 1`,
    fix: `make a parameter group with { name: "${name}", value: "1" } and name it here`,
  };
}

/** The text at a path; empty if it isn't set or isn't known yet. */
function textAt(reader: Reader, path: string): string {
  return knownValue(reader.string(path)) ?? "";
}
