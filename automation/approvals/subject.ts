import type { Operation, OperationKind } from "../engine/operation";
import { isChange } from "../engine/operation";
import type { Source } from "../model/deployment";
import type { ImageDigests } from "../model/image";
import { DeploymentProblem } from "../model/problem";
import { digestOf } from "../shared/digest";

/** A change of one resource, as the preview that was approved shows it. */
export interface ApprovedOperation {
  readonly urn: string;
  readonly kind: OperationKind;
  /** Paths of the properties that change, sorted. */
  readonly changes: readonly string[];
  /** Paths of the properties because of which it is replaced, sorted. */
  readonly replacedBy: readonly string[];
}

/** What an approval is for: everything that decides what a deployment does, and no value that may be secret. */
export interface ApprovalSubject {
  readonly environment: string;
  /** Sorted by URN. */
  readonly operations: readonly ApprovedOperation[];
  /** Digests of the images, by service. */
  readonly imageDigests: ImageDigests;
  /** SHA-256 of the configuration file's text. */
  readonly configurationDigest: string;
  /** Git commit of the program. */
  readonly commit: string;
}

/** What a deployment would do, as its preview and its inputs say. */
export interface PlannedDeployment {
  readonly environment: string;
  readonly operations: readonly Pick<Operation, "urn" | "kind" | "changes" | "replacedBy">[];
  readonly imageDigests: ImageDigests;
  readonly configurationDigest: string;
  readonly source: Source;
}

/**
 * The subject of an approval of a deployment. Operations that change nothing are left out, and the order in which the
 * engine told them doesn't matter.
 * @throws {DeploymentProblem} for a program that is in no commit: nobody could tell later what was approved.
 */
export function approvalSubject(planned: PlannedDeployment): ApprovalSubject {
  const { environment, operations, imageDigests, configurationDigest, source } = planned;
  const { commit } = source;
  if (commit === undefined || source.isDirty) {
    const what = commit === undefined ? "the program is in no git repository" : `files differ from commit ${commit}`;
    throw new DeploymentProblem(
      "approval-invalid",
      `${what}, so that an approval couldn't say what it is for`,
      "Commit every change, and ask for the approval then.",
    );
  }
  const changes = operations.filter(isChange).map(({ urn, kind, changes: paths, replacedBy }) => ({
    urn,
    kind,
    changes: [...paths].sort(),
    replacedBy: [...replacedBy].sort(),
  }));
  const sorted = changes.sort((one, other) => compare(`${one.urn} ${one.kind}`, `${other.urn} ${other.kind}`));
  return { environment, operations: sorted, imageDigests, configurationDigest, commit };
}

/** Digest of what is approved: the same for the same subject, and another one once anything differs. */
export function digestOfSubject(subject: ApprovalSubject): string {
  const { environment, operations, imageDigests, configurationDigest, commit } = subject;
  return digestOf({
    environment,
    operations: operations.map((operation) => ({ ...operation })),
    imageDigests,
    configurationDigest,
    commit,
  });
}

function compare(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}
