import type { DeploymentStatus } from "../model/deployment";
import type { ImageDigests } from "../model/image";
import { endOf, isPlain, kindOf, nameOf, type Release, sourceOf, startOf, statusOf, versionOf } from "./release";

/** A release with the digests of its images, where they are known. */
export interface ListedRelease {
  readonly release: Release;
  readonly imageDigests: ImageDigests | undefined;
}

/** A release in a few facts, as `history --json` prints it. */
export interface ReleaseSummary {
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
export function releaseSummary({ release, imageDigests }: ListedRelease): ReleaseSummary {
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

function timesOf(release: Release): Pick<ReleaseSummary, "endedAt" | "startedAt"> {
  const endedAt = endOf(release);
  return { startedAt: startOf(release), ...(endedAt !== undefined && { endedAt }) };
}

/** Of a plain update the message that Pulumi recorded, which mostly is that of the commit. */
function reasonOf({ record, updates }: Release): Pick<ReleaseSummary, "reason"> {
  const reason = record === undefined ? updates.at(-1)?.message : record.reason;
  return reason === undefined || reason === "" ? {} : { reason };
}

type RecordedParts = Pick<
  ReleaseSummary,
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
