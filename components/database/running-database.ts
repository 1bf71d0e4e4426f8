import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { storageGibibytes } from "../shared/quantity";
import { type DatabaseEngine, type DatabaseKind, isCluster } from "./engines";
import { engineName } from "./versions";

/** What AWS tells of a database that runs, before a deployment changes it. */
export interface RunningDatabase {
  /** Version with its minor version, such as `"17.6"`. */
  readonly version: string;
  /** Size of the storage in GiB; undefined where RDS has it grow and shrink by itself, as on Aurora. */
  readonly allocatedGibibytes: number | undefined;
  /**
   * Size in GiB that the latest deployment asked for, from which storage may have grown by itself; undefined where a
   * deployment didn't note it.
   */
  readonly configuredGibibytes: number | undefined;
}

/**
 * Tag of an instance with the size that its program asks for. The provider ignores a smaller size on storage that
 * grows by itself, and only by the size before can it be told from one that storage has outgrown.
 */
const CONFIGURED_STORAGE = "ConfiguredStorage";

/** The tag of an instance with the size of its storage. */
export function storageTag(size: string): Readonly<Record<string, string>> {
  return { [CONFIGURED_STORAGE]: `${storageGibibytes(size)}Gi` };
}

/**
 * Asks AWS for a database; undefined where there is none of that identifier. A list of all comes first, since asking
 * for one that isn't there is an error.
 */
export async function findDatabase(
  { kind }: Pick<DatabaseEngine, "kind">,
  identifier: string,
  options: pulumi.InvokeOptions,
): Promise<RunningDatabase | undefined> {
  return isCluster(kind) ? findCluster(kind, identifier, options) : findInstance(kind, identifier, options);
}

async function findInstance(
  kind: DatabaseKind,
  identifier: string,
  options: pulumi.InvokeOptions,
): Promise<RunningDatabase | undefined> {
  const { instanceIdentifiers } = await aws.rds.getInstances({ filters: ofEngine(kind) }, options);
  if (!isAmong(instanceIdentifiers, identifier)) return undefined;
  const { allocatedStorage, engineVersion, tags } = await instanceOf(identifier, options);
  return {
    version: engineVersion,
    allocatedGibibytes: allocatedStorage,
    configuredGibibytes: gibibytesOf(tags[CONFIGURED_STORAGE]),
  };
}

async function findCluster(
  kind: DatabaseKind,
  identifier: string,
  options: pulumi.InvokeOptions,
): Promise<RunningDatabase | undefined> {
  const { clusterIdentifiers } = await aws.rds.getClusters({ filters: ofEngine(kind) }, options);
  if (!isAmong(clusterIdentifiers, identifier)) return undefined;
  const { clusterMembers, engineVersion } = await aws.rds.getCluster({ clusterIdentifier: identifier }, options);
  const [member] = clusterMembers;
  const hasStorage = kind === "multi-az-cluster" && member !== undefined;
  return {
    version: engineVersion,
    allocatedGibibytes: hasStorage ? (await instanceOf(member, options)).allocatedStorage : undefined,
    configuredGibibytes: undefined,
  };
}

/** Mocks of a user's tests may answer without a list. */
function isAmong(identifiers: readonly string[] | undefined, identifier: string): boolean {
  return identifiers?.includes(identifier) === true;
}

function instanceOf(dbInstanceIdentifier: string, options: pulumi.InvokeOptions): Promise<aws.rds.GetInstanceResult> {
  return aws.rds.getInstance({ dbInstanceIdentifier }, options);
}

function ofEngine(kind: DatabaseKind): { name: string; values: string[] }[] {
  return [{ name: "engine", values: [engineName(kind)] }];
}

function gibibytesOf(tag: string | undefined): number | undefined {
  const size = /^(\d+)Gi$/.exec(tag ?? "")?.[1];
  return size === undefined ? undefined : Number(size);
}
