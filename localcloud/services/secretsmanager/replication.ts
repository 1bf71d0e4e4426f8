import { formatArn, parseArn } from "../../../components/shared/arn";
import { refuse } from "../../model/aws-error";
import type { CloudReader, CloudResource } from "../../model/resource";
import type { Operation } from "../../model/resource-type";
import { flag, objects, text, type Properties } from "../../model/values";
import { warningText } from "../../model/warning";
import { keyNamed } from "../kms/key-reference";
import { SECRET, SECRET_VERSION, versionsOf } from "./secret-lookup";

/** The key of a replica for which none is given. */
const DEFAULT_KEY = "alias/aws/secretsmanager";

/** A region that a secret is replicated to, and what becomes of the replica. */
interface Replication {
  readonly region: string;
  readonly kmsKeyId: string | undefined;
  /** Why Secrets Manager doesn't make the replica; undefined where it does. */
  readonly failure: string | undefined;
}

/** The part of a secret that its replication depends on. */
type Replicated = Pick<CloudResource, "inputs" | "computed">;

/** Whether a secret is the copy of one in another region. */
export function isReplica({ computed }: CloudResource): boolean {
  return typeof computed.primaryArn === "string";
}

/** The replicas of a secret that there are. */
export function replicasOf(secret: CloudResource, cloud: CloudReader): CloudResource[] {
  return cloud.ofType(SECRET).filter(({ computed }) => computed.primaryArn === secret.id);
}

/** What the provider tells of each replica (AWS Secrets Manager API Reference, ReplicationStatusType). */
export function replicationStatus(secret: Replicated, cloud: CloudReader): Properties[] {
  return replicationsOf(secret, cloud).map(({ region, kmsKeyId = DEFAULT_KEY, failure }) => ({
    region,
    kmsKeyId,
    lastAccessedDate: "",
    status: failure === undefined ? "InSync" : "Failed",
    statusMessage: failure ?? "Replication succeeded",
  }));
}

/** The replicas of a secret, with copies of its values; the value of one that is there stays. */
export function replicatedFrom(secret: CloudResource, cloud: CloudReader): CloudResource[] {
  return replicationsOf(secret, cloud)
    .filter(({ failure }) => failure === undefined)
    .flatMap((replication) => {
      const replica = replicaIn(replication, secret);
      return [replica, ...versionsOf(secret, cloud).map((version) => copiedTo(replica, version))];
    });
}

/** Copies of a secret's new value in its replicas. */
export function copiesOf(version: CloudResource, cloud: CloudReader): CloudResource[] {
  const secret = cloud.find(SECRET, text(version.computed, "arn") ?? "");
  return secret === undefined ? [] : replicasOf(secret, cloud).map((replica) => copiedTo(replica, version));
}

/** Replicas that go with a change, and secrets that a replica overwrites, each with its values. */
export function displacedBy(secret: CloudResource, cloud: CloudReader): CloudResource[] {
  const regions = replicationsOf(secret, cloud).map(({ region }) => region);
  const left = objects(secret.inputs, "replicas").length === 0 ? [] : replicasOf(secret, cloud);
  const overwritten = namesakesOf(secret, cloud).filter(({ region }) => overwrites(secret) && regions.includes(region));
  return [...left.filter(({ region }) => !regions.includes(region)), ...overwritten].flatMap((each) => [
    ...versionsOf(each, cloud),
    each,
  ]);
}

/** AWS Secrets Manager API Reference, ReplicateSecretToRegions. */
export function requireOtherRegions({ inputs, region }: Operation): void {
  const regions = objects(inputs, "replicas").map((replica) => text(replica, "region") ?? "");
  const wrong = regions.find((each, index) => each === region || regions.indexOf(each) < index);
  if (wrong === undefined) return;
  refuse("InvalidParameterException", `Invalid replica region: ${wrong}`, "replicas");
}

/**
 * AWS Secrets Manager User Guide, "Troubleshoot AWS Secrets Manager replication": it fails after the secret was made.
 */
export function warnOfFailedReplication(operation: Operation): void {
  const { inputs, previous, cloud } = operation;
  const computed = previous?.computed ?? { name: text(inputs, "name") };
  for (const { region, failure } of replicationsOf({ inputs, computed }, cloud)) {
    if (failure === undefined) continue;
    operation.warn(warningText("the secret isn't replicated", `${region}: ${failure} (replicas)`));
  }
}

/**
 * The provider removes replicas when others are given, and leaves them when the input is left out
 * (hashicorp/terraform-provider-aws, `aws_secretsmanager_secret`: `replica` is optional and computed).
 */
export function warnOfReplicasThatStay(operation: Operation): void {
  const { inputs, previous } = operation;
  if (previous === undefined || objects(inputs, "replicas").length > 0) return;
  const regions = objects(previous.computed, "replicas").map((replica) => text(replica, "region") ?? "");
  if (regions.length === 0) return;
  operation.warn(warningText("the provider leaves the replicas where they are", `${regions.join(", ")} (replicas)`));
}

/** Those that are asked for, or those that stay where the input is left out. */
function replicationsOf(secret: Replicated, cloud: CloudReader): Replication[] {
  const given = objects(secret.inputs, "replicas");
  const asked = given.length > 0 ? given : objects(secret.computed, "replicas");
  return asked.map((replica) => {
    const region = text(replica, "region") ?? "";
    const kmsKeyId = text(replica, "kmsKeyId");
    return { region, kmsKeyId, failure: failureIn(region, kmsKeyId, secret, cloud) };
  });
}

function failureIn(
  region: string,
  kmsKeyId: string | undefined,
  secret: Replicated,
  cloud: CloudReader,
): string | undefined {
  if (!overwrites(secret) && namesakesOf(secret, cloud).some((each) => each.region === region)) {
    return "Secret with this name already exists in this region";
  }
  if (kmsKeyId === undefined || kmsKeyId.startsWith("alias/aws/")) return undefined;
  return keyNamed(kmsKeyId, cloud)?.region === region ? undefined : "The KMS key is disabled or not found";
}

/** Other secrets of its name, in other regions, that are no replicas of it. */
function namesakesOf({ inputs, computed }: Replicated, cloud: CloudReader): CloudResource[] {
  const name = text(computed, "name") ?? text(inputs, "name");
  const own = text(computed, "arn");
  const isOwn = ({ id, computed: { primaryArn } }: CloudResource): boolean => [id, primaryArn].includes(own ?? "");
  return cloud.ofType(SECRET).filter((each) => each.computed.name === name && !isOwn(each));
}

function overwrites({ inputs }: Replicated): boolean {
  return flag(inputs, "forceOverwriteReplicaSecret") === true;
}

/** A replica has the primary's name, policy and the end of its ARN, and a key of its own. */
function replicaIn({ region, kmsKeyId }: Replication, secret: CloudResource): CloudResource {
  const id = formatArn({ ...parseArn(secret.id), region });
  const { name, policy } = secret.computed;
  return {
    type: SECRET,
    id,
    region,
    urn: "",
    inputs: { name, description: secret.inputs.description, ...(kmsKeyId === undefined ? {} : { kmsKeyId }) },
    computed: { arn: id, name, policy, replicas: [], primaryArn: secret.id },
  };
}

function copiedTo(replica: CloudResource, version: CloudResource): CloudResource {
  const { versionId } = version.computed;
  return {
    ...version,
    type: SECRET_VERSION,
    id: `${replica.id}|${String(versionId)}`,
    region: replica.region,
    urn: "",
    inputs: { ...version.inputs, secretId: replica.id },
    computed: { ...version.computed, arn: replica.id, secretArn: replica.id },
  };
}
