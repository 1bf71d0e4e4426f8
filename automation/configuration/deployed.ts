import { configurationOf } from "../history/difference";
import { isPlain, kindOf, type Release, statusOf } from "../history/release";

/**
 * The release whose configuration is deployed now: the newest that succeeded and whose configuration is known. A scaling
 * by hand has none; neither does what was refused or only interrupted.
 */
export function deployedConfiguration(releases: readonly Release[]): Release | undefined {
  return releases.find(
    (release) => statusOf(release) === "succeeded" && isUpdate(release) && configurationOf(release) !== undefined,
  );
}

/** A refresh or an import of plain Pulumi applies nothing of the configuration. */
function isUpdate(release: Release): boolean {
  return !isPlain(release) || kindOf(release) === "update";
}
