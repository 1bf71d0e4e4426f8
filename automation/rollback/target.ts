import { DeploymentProblem } from "../model/problem";
import { type Release, updateName } from "./releases";

/** To which release to return. */
export type Destination =
  /** Id of a deployment, or number of an update of Pulumi's history. */
  | { readonly to: string }
  /** So many good releases back from how the environment is now. */
  | { readonly steps: number };

/** A chosen release. */
export interface Target {
  readonly release: Release;
  /** Releases that a return to it passes, newest first, the one that runs now included. */
  readonly passed: readonly Release[];
}

/**
 * The release to return to.
 * @param releases newest first; the first is how the environment is now.
 * @throws {DeploymentProblem} where there is none.
 */
export function chooseTarget(releases: readonly Release[], destination: Destination): Target {
  const release = "to" in destination ? named(releases, destination.to) : stepsBack(releases, destination.steps);
  return { release, passed: releases.slice(0, releases.indexOf(release)) };
}

function named(releases: readonly Release[], to: string): Release {
  const found = releases.find(({ name }) => name === to || name === updateName(Number(to)));
  if (found === undefined) {
    throw new DeploymentProblem(
      "no-such-deployment",
      `no release of this environment is called ${to}`,
      `Name one of those that history shows: ${shown(releases)}.`,
    );
  }
  if (found.isGood) return found;
  throw new DeploymentProblem(
    "return-forbidden",
    `${to} was never verified: it ended as ${found.record?.status ?? found.update?.result ?? "unknown"}`,
    `Name one that was: ${shown(releases)}.`,
  );
}

/** A rollback that was cut off counts for nothing: the same command, run again, goes on to where it was to lead. */
function stepsBack(all: readonly Release[], steps: number): Release {
  const current = all.find((release) => !isUnfinishedRollback(release));
  const releases = current === undefined ? [] : all.slice(all.indexOf(current));
  const states = goodStates(releases);
  const before = releases[0]?.isGood === true ? states.slice(1) : states;
  const found = before[steps - 1];
  if (found !== undefined) return found;
  throw new DeploymentProblem(
    "nothing-to-return-to",
    `there is nothing to return to: ${before.length} good ${before.length === 1 ? "release" : "releases"} came before ` +
      `how the environment is now, and ${steps} ${steps === 1 ? "is" : "are"} asked for`,
    before.length === 0 ? "Mend the cause, and deploy again." : `Go back at most ${before.length}.`,
  );
}

function isUnfinishedRollback({ record }: Release): boolean {
  return record?.kind === "rollback" && (record.status === "interrupted" || record.status === "running");
}

/** Good releases, newest first; of several in a row that are one state, the newest. */
function goodStates(releases: readonly Release[]): Release[] {
  return releases
    .filter(({ isGood }) => isGood)
    .filter((release, index, good) => index === 0 || !isSameState(good[index - 1], release));
}

function isSameState(one: Release | undefined, other: Release): boolean {
  if (one === undefined) return false;
  if (one.key === other.key) return true;
  const [digest, otherDigest] = [one, other].map(({ record }) => record?.configuration?.digest);
  const isClean = !one.isDirty && !other.isDirty;
  return isClean && digest !== undefined && digest === otherDigest && one.commit === other.commit;
}

function shown(releases: readonly Release[]): string {
  const names = releases.filter(({ isGood }) => isGood).map(({ name }) => name);
  return names.length === 0 ? "there is none yet" : names.slice(0, 5).join(", ");
}
