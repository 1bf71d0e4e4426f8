import type { DeploymentStatus } from "../model/deployment";
import { isPlain, nameOf, type Release, statusOf } from "./release";

/** What people can do after a release; the command line says by which command. */
export type NextStep =
  /** See how it goes on. */
  | { readonly code: "watch" }
  /** Deploy again, which settles what the interrupted run left. */
  | { readonly code: "deploy-again" }
  /** Mend what the failure names, then deploy. */
  | { readonly code: "mend-and-deploy" }
  /** Return to the last deployment that was verified. */
  | { readonly code: "roll-back"; readonly to: string }
  /** Look at the rollback that took its place. */
  | { readonly code: "see-rollback"; readonly id: string }
  /** Verify what nothing has verified, by deploying it. */
  | { readonly code: "verify" }
  /** Return to this release later on. */
  | { readonly code: "return-here"; readonly id: string };

/**
 * What to do after a release.
 * @param releases the history in which it stands, newest first.
 */
export function nextSteps(release: Release, releases: readonly Release[]): readonly NextStep[] {
  return STEPS[statusOf(release)](release, releases);
}

type StepsOf = (release: Release, releases: readonly Release[]) => readonly NextStep[];

const STEPS: Readonly<Record<DeploymentStatus, StepsOf>> = {
  running: () => [{ code: "watch" }],
  succeeded: (release, releases) => {
    if (release === releases[0]) return isPlain(release) ? [{ code: "verify" }] : [];
    return [{ code: "return-here", id: nameOf(release) }];
  },
  "rolled-back": ({ record }) => [
    ...(record?.rolledBackBy === undefined ? [] : [{ code: "see-rollback" as const, id: record.rolledBackBy }]),
    { code: "mend-and-deploy" },
  ],
  failed: (release, releases) => {
    const good = verifiedBefore(release, releases);
    return [
      { code: "mend-and-deploy" },
      ...(good === undefined ? [] : [{ code: "roll-back" as const, to: nameOf(good) }]),
    ];
  },
  refused: () => [{ code: "mend-and-deploy" }],
  interrupted: () => [{ code: "deploy-again" }],
};

/** The last release before another that was deployed and verified. */
export function verifiedBefore(release: Release, releases: readonly Release[]): Release | undefined {
  const older = releases.slice(releases.indexOf(release) + 1);
  return older.find(({ record }) => record?.status === "succeeded" && record.verification?.outcome === "verified");
}
