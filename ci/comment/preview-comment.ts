import { countOf, environmentSection, isMandatory, type Room } from "./environment-section";
import { costSummary } from "./cost-section";
import { plainText } from "./markdown";
import { dangersOf, type EnvironmentPreview } from "./preview";

/** By this line the comment is found again, so that there is one and no more. */
export const MARKER = "<!-- proofpix-preview -->";

/**
 * The longest comment that GitHub takes: its database's column has 65,536 bytes. GitLab takes a million characters
 * (GitLab documentation, "Instance limits").
 */
export const LONGEST_COMMENT_BYTES = 65_536;

/** Less and less room, until the comment is short enough. */
const ROOMS: readonly Room[] = [200, 100, 50, 20, 10, 5, 2, 1, 0].map((lines) => ({
  lines,
  characters: lines >= 20 ? 2000 : 200,
}));

export interface CommentOptions {
  /** Commit that was previewed. @default - not told */
  readonly commit?: string;
  /** Address of the run. @default - not told */
  readonly runUrl?: string;
  /** @default 65,536 */
  readonly longestBytes?: number;
}

/** The comment on a pull request: what would change in each environment, what is dangerous first. */
export function previewComment(previews: readonly EnvironmentPreview[], options: CommentOptions = {}): string {
  const { longestBytes = LONGEST_COMMENT_BYTES } = options;
  const sized = ROOMS.map((room) => () => written(previews, options, room));
  const fitting = sized.find((write) => Buffer.byteLength(write()) <= longestBytes);
  return fitting?.() ?? cut(written(previews, options, { lines: 0, characters: 0 }), longestBytes);
}

function written(previews: readonly EnvironmentPreview[], options: CommentOptions, room: Room): string {
  const lines = [
    MARKER,
    "## What this change would do",
    "",
    ...overview(previews),
    "",
    ...previews.flatMap((preview) => environmentSection(preview, room)),
    ...footer(options),
  ];
  return `${lines
    .join("\n")
    .replaceAll(/\n{3,}/g, "\n\n")
    .trimEnd()}\n`;
}

const COLUMNS = ["Environment", "Delete", "Replace", "Update", "Create", "Data at stake", "Violations", "Cost a month"];

function overview(previews: readonly EnvironmentPreview[]): string[] {
  return [row(COLUMNS), row(COLUMNS.map(() => "---")), ...previews.map((preview) => row(overviewOf(preview)))];
}

function overviewOf(preview: EnvironmentPreview): string[] {
  const { environment, succeeded, findings } = preview;
  const counts = (["delete", "replace", "update", "create"] as const).map((kind) => shown(countOf(preview, kind)));
  const [danger, violations] = [dangersOf(preview).length, findings.filter(isMandatory).length];
  const name = `${plainText(environment)}${succeeded ? "" : " (failed)"}`;
  return [name, ...counts, danger === 0 ? "none" : `**${danger}**`, shown(violations), costSummary(preview)];
}

function shown(count: number): string {
  return count === 0 ? "–" : String(count);
}

function row(cells: readonly string[]): string {
  return `| ${cells.join(" | ")} |`;
}

function footer({ commit, runUrl }: CommentOptions): string[] {
  const parts = [
    ...(commit === undefined ? [] : [`Commit ${plainText(commit.slice(0, 12))}.`]),
    ...(runUrl === undefined ? [] : [`[The run](${encodeURI(runUrl)}) has everything.`]),
    "Values are left out.",
  ];
  return ["", `<sub>${parts.join(" ")}</sub>`];
}

/** Cuts what is too long even without any list; a character is never cut in two. */
function cut(text: string, longestBytes: number): string {
  const end = "\n\n… cut, since it is too long.\n";
  const bytes = Buffer.from(text).subarray(0, longestBytes - Buffer.byteLength(end));
  return new TextDecoder().decode(bytes, { stream: true }) + end;
}
