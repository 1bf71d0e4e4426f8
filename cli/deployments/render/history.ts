import type { ReleaseSummary } from "../../../automation/history/release-summary";
import { splitImageReference } from "../../../components/shared/image-reference";
import { table } from "../../../tools/shared/table";
import { betweenText, whenText } from "./times";
import { cellText, commitText, digestsText, NOTHING } from "./words";

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
export function historyTable(releases: readonly ReleaseSummary[], now: Date): string {
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
function imageText({ image, imageDigests }: ReleaseSummary): string {
  if (imageDigests !== undefined || image === undefined) return digestsText(imageDigests);
  const { tag } = splitImageReference(image);
  return tag ?? NOTHING;
}

/** How a release ended, with the deployment that took its place or to which it returned. */
export function outcomeText({ status, returnsTo, rolledBackBy }: ReleaseSummary): string {
  if (status === "rolled-back") return rolledBackBy === undefined ? "rolled back" : `rolled back by ${rolledBackBy}`;
  return returnsTo === undefined ? status : `${status}, returned to ${returnsTo}`;
}
