import type { KeyDifference } from "../../../automation/configuration/difference";
import type { ReleaseDifference } from "../../../automation/history/difference";
import { table } from "../../../tools/shared/table";
import { cellText, commitText, NOTHING } from "./words";

/** What `diff --json` prints. */
export interface DiffOutput extends ReleaseDifference {
  readonly environment: string;
  /** Commits of the second that the first hasn't, newest first, a line each; undefined where git doesn't know them. */
  readonly commits?: readonly string[];
}

/** In what two releases differ, for people. */
export function diffText(difference: DiffOutput): string {
  const { from, to, configuration, images, resources } = difference;
  return [
    `${difference.environment}: from ${from.name} to ${to.name}`,
    section("configuration", configuration, configurationTable),
    section("images", images, (all) =>
      table(
        ["service", "before", "after"],
        all.map(({ service, before = NOTHING, after = NOTHING }) => [service, before, after]),
      ),
    ),
    section("resources", resources, (all) =>
      table(
        ["type", "before", "after"],
        all.map(({ type, before, after }) => [type, String(before), String(after)]),
      ),
    ),
    programText(difference),
  ].join("\n\n");
}

function section<Difference>(
  name: string,
  differences: readonly Difference[] | undefined,
  render: (differences: readonly Difference[]) => string,
): string {
  if (differences === undefined) return `${name}: nobody recorded it of both`;
  return differences.length === 0 ? `${name}: no difference` : `${name}:\n${indented(render(differences))}`;
}

/** Values that differ; secrets only as such. */
export function configurationTable(differences: readonly KeyDifference[]): string {
  return table(
    ["key", "change", "before", "after"],
    differences.map(({ key, change, before, after }) => [
      key,
      change === "unknown" ? "can't be compared" : change,
      cellText(before, 40),
      cellText(after, 40),
    ]),
  );
}

function programText({ from, to, commits }: DiffOutput): string {
  if (from.commit === to.commit && !from.isDirty && !to.isDirty) return "program: the same commit";
  const heading = `program: ${commitText(from)} to ${commitText(to)}`;
  if (commits === undefined) return `${heading}; this repository doesn't have both commits`;
  return commits.length === 0 ? `${heading}; no commit lies between` : `${heading}\n${indented(commits.join("\n"))}`;
}

function indented(text: string): string {
  return text
    .split("\n")
    .map((line) => `  ${line}`)
    .join("\n");
}
