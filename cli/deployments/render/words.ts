import type { ImageDigests } from "../../../automation/model/image";

/** What stands in a cell where nothing is known. */
export const NOTHING = "–";

const SHORT_DIGEST = 12;
const SHORT_COMMIT = 8;

/** The beginning of a digest, `sha256:` left out, as Docker shows ids. */
export function shortDigest(digest: string): string {
  return digest.replace(/^sha256:/, "").slice(0, SHORT_DIGEST);
}

/** The digest of all services where they have one, otherwise one for each. */
export function digestsText(digests: ImageDigests | undefined): string {
  const all = Object.entries(digests ?? {});
  const different = [...new Set(all.map(([, digest]) => digest))];
  if (different.length <= 1) return different.map(shortDigest).join("") || NOTHING;
  return all.map(([service, digest]) => `${service} ${shortDigest(digest)}`).join(", ");
}

/** A commit's short name, and whether files differed from it. */
export function commitText({ commit, isDirty }: { readonly commit?: string; readonly isDirty: boolean }): string {
  if (commit === undefined) return NOTHING;
  return `${commit.slice(0, SHORT_COMMIT)}${isDirty ? " + edits" : ""}`;
}

/** A text in one line of a table, cut where it is too long for it. */
export function cellText(text: string | undefined, longest = 60): string {
  const line = (text ?? "").split("\n")[0]?.trim() ?? "";
  if (line === "") return NOTHING;
  return line.length <= longest ? line : `${line.slice(0, longest - 1)}…`;
}

/** A count with its noun. */
export function countText(count: number, one: string, several = `${one}s`): string {
  return `${count} ${count === 1 ? one : several}`;
}
