import type * as pulumi from "@pulumi/pulumi";
import { PlainError } from "../shared/plain-error";
import { storageGibibytes } from "../shared/quantity";
import { ArgumentProblems, refusalText } from "../shared/validation";
import type { DatabaseChildren } from "./dependencies";
import type { DatabaseEngine } from "./engines";
import { findDatabase, type RunningDatabase } from "./running-database";
import type { DatabaseSettings } from "./settings";
import { storageMaximum } from "./storage";
import { versionRefusal } from "./versions";

/** What a deployment asks of a database. */
export interface WantedDatabase extends Pick<DatabaseSettings, "allowMajorVersionUpgrade" | "version"> {
  readonly engine: DatabaseEngine;
}

/**
 * The version that is asked for, which the instance or cluster waits for: what RDS or the provider would not do to the
 * database that runs fails in the preview, before anything is changed.
 */
export function versionToDeploy(
  { name, parent }: Pick<DatabaseChildren, "name" | "parent">,
  wanted: WantedDatabase,
  identifier: pulumi.Output<string>,
): pulumi.Output<string> {
  return identifier.apply(async (known) => {
    requireChangeable(name, await findDatabase(wanted.engine, known, { parent }), wanted);
    return wanted.version;
  });
}

/**
 * Ends the program where a database that runs can't become what is asked for.
 * @throws {PlainError} saying all that is wrong, and what to set.
 */
export function requireChangeable(name: string, running: RunningDatabase | undefined, wanted: WantedDatabase): void {
  if (running === undefined) return;
  const problems = new ArgumentProblems();
  const refuse = (path: string, refusal: string | undefined): void => {
    problems.require(refusal === undefined, path, refusal ?? "");
  };
  refuse("version", versionRefusal(running.version, wanted.version, wanted.allowMajorVersionUpgrade));
  refuse("storage", storageRefusal(running, wanted.engine));
  if (problems.all.length > 0) throw new PlainError(refusalText(`Database "${name}"`, problems.all));
}

/**
 * Why storage can't become what is asked for; undefined where it can. RDS makes none smaller (Amazon RDS User Guide,
 * "Working with storage for Amazon RDS DB instances"), and the provider says nothing where storage grows by itself
 * (terraform-provider-aws, `aws_db_instance`, `allocated_storage`).
 */
export function storageRefusal(running: RunningDatabase, engine: DatabaseEngine): string | undefined {
  const { allocatedGibibytes: allocated } = running;
  const wanted = wantedStorage(engine);
  if (allocated === undefined || wanted === undefined) return undefined;
  const { size, maximum } = wanted;
  const isGrowing = maximum > size;
  if (isGrowing && maximum < allocated) {
    return `storage.maximum must be at least the ${allocated} GiB that the storage has, got "${maximum}Gi"; raise it to "${allocated}Gi" or more`;
  }
  if (size >= allocated || (isGrowing && !wasOtherwise(size, running))) return undefined;
  return shrinking(size, running);
}

/** Storage that is asked for, in GiB; undefined where RDS decides about it. */
function wantedStorage(engine: DatabaseEngine): { readonly size: number; readonly maximum: number } | undefined {
  if (engine.kind === "aurora" || engine.kind === "aurora-serverless") return undefined;
  const size = storageGibibytes(engine.storage.size);
  return { size, maximum: engine.kind === "instance" ? storageMaximum(engine.storage) : size };
}

/** Whether another size was asked for before; the same one may be what storage has outgrown. */
function wasOtherwise(size: number, { configuredGibibytes = size }: RunningDatabase): boolean {
  return configuredGibibytes !== size;
}

function shrinking(size: number, { allocatedGibibytes, configuredGibibytes }: RunningDatabase): string {
  const [allocated, configured] = [allocatedGibibytes ?? size, configuredGibibytes ?? Infinity];
  const before = configured < allocated && configured !== size ? `, or leave it at "${configured}Gi"` : "";
  return `RDS can't make storage smaller: it has ${allocated} GiB, got storage.size "${size}Gi"; set it to "${allocated}Gi" or more${before}, or restore a dump into a new revision`;
}
