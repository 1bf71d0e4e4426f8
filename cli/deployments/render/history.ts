import {
  endOf,
  isPlain,
  kindOf,
  nameOf,
  type Release,
  sourceOf,
  startOf,
  statusOf,
  versionOf,
} from "../../../automation/history/release";
import type { DeploymentStatus } from "../../../automation/model/deployment";
import type { ImageDigests } from "../../../automation/model/image";
import { splitImageReference } from "../../../components/shared/image-reference";
import { table } from "../../../tools/shared/table";
import { betweenText, whenText } from "./times";
import { cellText, commitText, digestsText, NOTHING } from "./words";

/** A release with the digests of its images, where they are known. */
export interface ListedRelease {
  readonly release: Release;
  readonly imageDigests: ImageDigests | undefined;
}

/** A release as `history --json` prints it. */
export interface ReleaseOutput {
  /** Id of the deployment, or `update <version>` for one of plain `pulumi`. */
  readonly name: string;
  readonly id?: string;
  /** Number of the update in Pulumi's history. */
  readonly updateVersion?: number;
  readonly startedAt: string;
  readonly endedAt?: string;
  readonly kind: string;
  /** Whether plain `pulumi` made it. */
  readonly isPlain: boolean;
  readonly status: DeploymentStatus;
  readonly who?: string;
  readonly from?: string;
  readonly reason?: string;
  /** The image that was asked for, as it was given. */
  readonly image?: string;
  readonly imageDigests?: ImageDigests;
  readonly commit?: string;
  readonly isDirty: boolean;
  readonly verification?: "verified" | "failed";
  readonly approval?: string;
  readonly returnsTo?: string;
  readonly rolledBackBy?: string;
  readonly failure?: string;
}

/** A release for programs. */
export function releaseOutput({ release, imageDigests }: ListedRelease): ReleaseOutput {
  const updateVersion = versionOf(release);
  return {
    name: nameOf(release),
    ...(updateVersion !== undefined && { updateVersion }),
    ...timesOf(release),
    kind: kindOf(release),
    isPlain: isPlain(release),
    status: statusOf(release),
    ...(imageDigests !== undefined && { imageDigests }),
    ...sourceOf(release),
    ...reasonOf(release),
    ...recordedParts(release),
  };
}

function timesOf(release: Release): Pick<ReleaseOutput, "endedAt" | "startedAt"> {
  const endedAt = endOf(release);
  return { startedAt: startOf(release), ...(endedAt !== undefined && { endedAt }) };
}

/** Of a plain update the message that Pulumi recorded, which mostly is that of the commit. */
function reasonOf({ record, updates }: Release): Pick<ReleaseOutput, "reason"> {
  const reason = record === undefined ? updates.at(-1)?.message : record.reason;
  return reason === undefined || reason === "" ? {} : { reason };
}

type RecordedParts = Pick<
  ReleaseOutput,
  "approval" | "failure" | "from" | "id" | "image" | "returnsTo" | "rolledBackBy" | "verification" | "who"
>;

function recordedParts({ record }: Release): RecordedParts {
  if (record === undefined) return {};
  const { id, image, requestedBy, verification, approval, failure, returnsTo, rolledBackBy } = record;
  return {
    id,
    ...requestedBy,
    ...(image !== undefined && { image }),
    ...(verification !== undefined && { verification: verification.outcome }),
    ...(approval !== undefined && { approval }),
    ...(returnsTo !== undefined && { returnsTo }),
    ...(rolledBackBy !== undefined && { rolledBackBy }),
    ...(failure !== undefined && { failure }),
  };
}

const HEADINGS = [
  "id",
  "update",
  "when",
  "took",
  "kind",
  "outcome",
  "verified",
  "who",
  "image",
  "commit",
  "approval",
  "why",
];

/** The history as a table, newest first. */
export function historyTable(releases: readonly ReleaseOutput[], now: Date): string {
  if (releases.length === 0) return "nothing was deployed yet";
  return table(
    HEADINGS,
    releases.map((release) => [
      release.id ?? "(plain pulumi)",
      release.updateVersion === undefined ? NOTHING : `#${release.updateVersion}`,
      whenText(release.startedAt, now),
      betweenText(release.startedAt, release.endedAt),
      release.kind,
      outcomeText(release),
      release.verification ?? NOTHING,
      release.who ?? NOTHING,
      imageText(release),
      commitText(release),
      release.approval ?? NOTHING,
      cellText(release.reason),
    ]),
  );
}

/** What ran by its digest, or the tag of what was asked for and never ran. */
function imageText({ image, imageDigests }: ReleaseOutput): string {
  if (imageDigests !== undefined || image === undefined) return digestsText(imageDigests);
  const { tag } = splitImageReference(image);
  return tag ?? NOTHING;
}

/** How a release ended, with the deployment that took its place or to which it returned. */
export function outcomeText({ status, returnsTo, rolledBackBy }: ReleaseOutput): string {
  if (status === "rolled-back") return rolledBackBy === undefined ? "rolled back" : `rolled back by ${rolledBackBy}`;
  return returnsTo === undefined ? status : `${status}, returned to ${returnsTo}`;
}
