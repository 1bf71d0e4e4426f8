import type * as pulumi from "@pulumi/pulumi";
import * as random from "@pulumi/random";
import { PlainError } from "../shared/plain-error";
import { transformed } from "../shared/transform";
import type { DatabaseChildren } from "./dependencies";
import type { DatabaseSettings } from "./settings";
import { upgradeRefusal } from "./versions";

type VersionSettings = Pick<DatabaseSettings, "allowMajorVersionUpgrade" | "major" | "version">;

/**
 * The version that is asked for, which the instance or cluster waits for: an upgrade that wasn't allowed fails in the
 * preview, before anything is changed. By the record in Pulumi's state it is known which version the database has;
 * a hook before the update would tell the same, but takes a language host that knows hooks.
 */
export function versionToDeploy(children: DatabaseChildren, settings: VersionSettings): pulumi.Input<string> {
  const { allowMajorVersionUpgrade, major, version } = settings;
  if (allowMajorVersionUpgrade) return version;
  const { keepers } = createRecord(children, major, { ignoreChanges: ["keepers"] });
  return keepers.apply((recorded) => allowedVersion(children.name, Number(recorded?.majorVersion ?? major), version));
}

/**
 * Records the version of an upgrade that was allowed, once it has ended: after one that failed, the database is still
 * known by the version that it has.
 */
export function recordUpgrade(children: DatabaseChildren, settings: VersionSettings, database: pulumi.Resource): void {
  if (settings.allowMajorVersionUpgrade) createRecord(children, settings.major, { dependsOn: [database] });
}

/**
 * The version, where a database of a recorded major version may have it.
 * @throws {PlainError} saying what to set, where it may not.
 */
export function allowedVersion(name: string, recorded: number, version: string): string {
  const refusal = upgradeRefusal(recorded, version, false);
  if (refusal !== undefined) throw new PlainError(`Database "${name}": ${refusal}`);
  return version;
}

/** What is random about it, nobody uses: Pulumi's state keeps its `keepers`. */
function createRecord(
  { name, parent, transform }: DatabaseChildren,
  major: number,
  options: pulumi.CustomResourceOptions,
): random.RandomId {
  return new random.RandomId(
    ...transformed<random.RandomIdArgs>(
      transform.majorVersion,
      `${name}-major-version`,
      { byteLength: 1, keepers: { majorVersion: String(major) } },
      { parent, ...options },
    ),
  );
}
