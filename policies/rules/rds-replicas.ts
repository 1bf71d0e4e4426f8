import {
  ADVISORY_FROM_STAGING,
  isKnownAs,
  isKnownUnlike,
  knownValue,
  stackRule,
  type ResourceView,
  type StackFinding,
  type StackView,
} from "../core";
import { isCopy } from "./shared/copies";
import { CLUSTER, CLUSTER_INSTANCE, engineOf, INSTANCE, instanceUnits } from "./shared/rds";

interface Settings {
  /** Fewest read replicas of a database. */
  readonly minimumReplicas: number;
  /** Smallest size of a replica, as a fraction of its primary's. */
  readonly smallestReplica: number;
}

export const rdsReplicas = stackRule<Settings>({
  name: "rds-replicas",
  title: "Databases have read replicas that can replace them",
  description:
    "PostgreSQL, MySQL and MariaDB instances have at least the environment's number of read replicas, and Aurora " +
    "clusters as many readers. None is smaller than the environment's fraction of the primary's size, and not all " +
    "are in the primary's zone. An instance with replicas has a password that RDS doesn't manage, since RDS would " +
    "refuse that.",
  why:
    "Without replicas, their reads go to the primary. A replica that is much smaller falls behind when many rows " +
    "change, and fails under the load once it is promoted.",
  fix:
    "Declare instances with `replicateSourceDb` (Aurora: cluster instances), an `instanceClass` like the primary's, and " +
    "an `availabilityZone` other than the primary's. Each costs as much as a primary of its class.",
  severity: "medium",
  identifiers: { fsbp: ["RDS.15"] },
  requirements: ["DB-1", "SH-3"],
  references: [
    {
      title: "Amazon RDS User Guide, Working with DB instance read replicas",
      url: "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_ReadRepl.html",
    },
    {
      title: "Amazon Aurora User Guide, High availability for Amazon Aurora",
      url: "https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Concepts.AuroraHighAvailability.html",
    },
  ],
  types: [INSTANCE, CLUSTER],
  levels: ADVISORY_FROM_STAGING,
  configuration: {
    schema: {
      minimumReplicas: { type: "integer", minimum: 0, maximum: 15, description: "Fewest read replicas of a database" },
      smallestReplica: {
        type: "number",
        minimum: 0,
        maximum: 1,
        description: "Smallest size of a replica, as a part of its primary's: 0.5 is one size smaller",
      },
    },
    defaults: {
      development: { minimumReplicas: 0, smallestReplica: 0 },
      staging: { minimumReplicas: 1, smallestReplica: 0.5 },
      production: { minimumReplicas: 1, smallestReplica: 0.5 },
    },
  },
  check: (stack, settings) => [
    ...primaries(stack).flatMap((primary) => ofPrimary(stack, primary, settings)),
    ...auroraClusters(stack).flatMap((cluster) => ofCluster(stack, cluster, settings)),
  ],
});

/** Engines whose every edition supports read replicas. */
const ENGINES = ["postgres", "mysql", "mariadb"];

/** The property that names the source of a replica. */
const SOURCE = "replicateSourceDb";

function primaries(stack: StackView): readonly ResourceView[] {
  return stack
    .resources(INSTANCE)
    .filter((instance) => ENGINES.includes(engineOf(instance) ?? "") && !isCopy(instance));
}

/**
 * Aurora clusters with instances, which Aurora Serverless v1 lacks. Multi-AZ clusters of other engines always have two
 * readers.
 */
function auroraClusters(stack: StackView): readonly ResourceView[] {
  return stack
    .resources(CLUSTER)
    .filter((cluster) => engineOf(cluster)?.startsWith("aurora") === true && !isCopy(cluster))
    .filter((cluster) => isKnownUnlike(cluster.string("engineMode"), "serverless"));
}

function ofPrimary(stack: StackView, primary: ResourceView, settings: Settings): StackFinding[] {
  const replicas = replicasOf(stack, primary);
  return [
    ...tooFew(primary, replicas.length, SOURCE, settings),
    ...replicas.flatMap((replica) => tooSmall(replica, primary, settings)),
    ...allInOneZone(primary, replicas),
    ...(replicas.length > 0 ? managedPassword(primary) : []),
  ];
}

/**
 * None of the engines that the rule checks supports it (Amazon RDS User Guide, Password management with RDS and Secrets
 * Manager, "Limitations").
 */
function managedPassword(primary: ResourceView): StackFinding[] {
  if (!isKnownAs(primary.boolean("manageMasterUserPassword"), true)) return [];
  return [
    {
      resource: primary,
      property: "manageMasterUserPassword",
      value: true,
      problem: "RDS makes no read replica of a database whose password it manages itself",
      allowed: "false, or not set",
      fix: "generate the password with random.RandomPassword, and keep it in a secret that rotates",
    },
  ];
}

/**
 * Replicas of a database, by reference or by the source's identifier, which isn't among the outputs that references
 * compare.
 */
function replicasOf(stack: StackView, primary: ResourceView): readonly ResourceView[] {
  const referring = stack.referrersOf(primary, SOURCE, [INSTANCE]);
  const identifier = knownTextAt(primary, "identifier");
  return stack
    .resources(INSTANCE)
    .filter(
      (instance) => referring.includes(instance) || (identifier !== "" && knownTextAt(instance, SOURCE) === identifier),
    );
}

/** After a failover any instance may be the writer, so each is compared with the largest. */
function ofCluster(stack: StackView, cluster: ResourceView, settings: Settings): StackFinding[] {
  const instances = stack.referrersOf(cluster, "clusterIdentifier", [CLUSTER_INSTANCE]);
  const [largest, ...others] = [...instances].sort((one, other) => (sizeOf(other) || 0) - (sizeOf(one) || 0));
  const readers = Math.max(instances.length - 1, 0);
  return [
    ...tooFew(cluster, readers, "clusterIdentifier", settings),
    ...(largest === undefined ? [] : others.flatMap((reader) => tooSmall(reader, largest, settings))),
    ...(largest === undefined ? [] : allInOneZone(largest, others)),
  ];
}

function tooFew(
  resource: ResourceView,
  replicas: number,
  reference: string,
  { minimumReplicas }: Settings,
): StackFinding[] {
  if (replicas >= minimumReplicas) return [];
  return [
    {
      resource,
      property: "replicas",
      value: replicas,
      problem: "there are too few to answer reads and to replace the primary",
      allowed: `at least ${minimumReplicas}`,
      fix: `declare more instances whose ${reference} names this one`,
    },
  ];
}

function tooSmall(replica: ResourceView, primary: ResourceView, { smallestReplica }: Settings): StackFinding[] {
  const [size, needed] = [sizeOf(replica), sizeOf(primary) * smallestReplica];
  if (Number.isNaN(size) || Number.isNaN(needed) || size >= needed) return [];
  return [
    {
      resource: replica,
      property: "instanceClass",
      value: classOf(replica),
      problem: `it is too small for what ${primary.name}, ${classOf(primary)}, writes, and too small to replace it`,
      allowed: `at least ${smallestReplica * 100} % of ${classOf(primary)}`,
      fix: `set instanceClass: "${classOf(primary)}"`,
    },
  ];
}

/** A primary with a standby may change its zone with each failover. */
function allInOneZone(primary: ResourceView, replicas: readonly ResourceView[]): StackFinding[] {
  if (replicas.length === 0 || isKnownAs(primary.boolean("multiAz"), true)) return [];
  const zone = primary.string("availabilityZone");
  if (!zone.known || !zone.value) return [];
  if (!replicas.every((replica) => isKnownAs(replica.string("availabilityZone"), zone.value))) return [];
  return [
    {
      resource: primary,
      property: "availabilityZone",
      value: zone.value,
      problem: "all its replicas are in the same zone, and fail along with it",
      allowed: "a replica in another zone",
      fix: "set availabilityZone of a replica to another zone, or multiAz: true",
    },
  ];
}

function classOf(instance: ResourceView): string {
  return knownValue(instance.string("instanceClass")) ?? "";
}

/** The text at a path; empty if it isn't set or isn't known yet, since references then tell the same. */
function knownTextAt(instance: ResourceView, property: string): string {
  return knownValue(instance.silent.string(property)) ?? "";
}

/** Not a number if the size isn't known. */
function sizeOf(instance: ResourceView): number {
  return instanceUnits(classOf(instance)) ?? NaN;
}
