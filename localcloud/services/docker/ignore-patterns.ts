/** Whether a path, with `/` between its parts, is left out of a build. */
export type Ignores = (path: string) => boolean;

/** Reads a `.dockerignore` (Dockerfile reference, ".dockerignore files"): the last pattern that matches decides. */
export function ignoresOf(content: string): Ignores {
  const patterns = content
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== "" && !line.startsWith("#"))
    .map((line) => ({ isException: line.startsWith("!"), expression: expressionOf(line.replace(/^!/, "")) }));
  return (path) => patterns.findLast(({ expression }) => expression.test(path))?.isException === false;
}

/** A pattern matches a path, and all that lies below it. */
function expressionOf(pattern: string): RegExp {
  const source = pattern
    .replace(/^\/+|\/+$/g, "")
    .replace(/[.+^${}()|[\]\\]/g, "\\$&")
    .replace(/\*\*\/?|\*|\?/g, (wildcard) => WILDCARDS[wildcard] ?? wildcard);
  return new RegExp(`^${source}(?:/.*)?$`, "s");
}

const WILDCARDS: Readonly<Record<string, string>> = { "**/": "(?:.*/)?", "**": ".*", "*": "[^/]*", "?": "[^/]" };
