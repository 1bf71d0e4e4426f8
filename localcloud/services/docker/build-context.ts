import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, readlinkSync } from "node:fs";
import { isAbsolute, join, relative, resolve } from "node:path";
import { projectRoot } from "../../../tools/shared/project-root";
import { type Properties, text } from "../../model/values";
import { DockerError } from "./docker-error";

/** Where a build finds its files. */
export interface Build {
  readonly context: string;
  readonly dockerfile: string;
}

/** Files that a build needs even if they are ignored. */
const BUILD_FILES = ["Dockerfile", ".dockerignore"];

/**
 * Files of a build with the provider's defaults. The engine tells an attached provider nothing about the program's
 * folder, so relative paths start at the root of this project.
 * @throws {DockerError} where the context or its Dockerfile doesn't exist.
 */
export function buildOf(inputs: Properties): Build {
  const context = text(inputs, "build.context") ?? ".";
  const dockerfile = text(inputs, "build.dockerfile") ?? join(context, "Dockerfile");
  requireFile(context, "unable to prepare context: path not found", "build.context");
  requireFile(dockerfile, "could not open dockerfile", "build.dockerfile");
  return { context: located(context), dockerfile: located(dockerfile) };
}

/** Digest of a build's files. */
export function contextDigest({ context, dockerfile }: Build): string {
  const ignoreFile = join(context, ".dockerignore");
  const ignores = ignoresOf(existsSync(ignoreFile) ? readFileSync(ignoreFile, "utf8") : "");
  const hash = createHash("sha256").update(readFileSync(dockerfile));
  for (const path of filesOf(context, "", ignores)) hash.update(`\0${path}\0`).update(contentOf(join(context, path)));
  return hash.digest("hex");
}

/** The Dockerfile as seen from the context. */
export function dockerfileInContext({ context, dockerfile }: Build): string {
  return relative(context, dockerfile);
}

function requireFile(path: string, problem: string, input: string): void {
  if (existsSync(located(path))) return;
  const hint = isAbsolute(path) ? "" : "; in the local cloud, relative paths start at the project's root";
  throw new DockerError(`${problem}: ${path}${hint}`, input);
}

function located(path: string): string {
  return resolve(projectRoot(__dirname), path);
}

/**
 * Paths of the files that are sent to the builder, in a fixed order. An exception may include a file of an ignored
 * folder.
 */
function filesOf(context: string, folder: string, ignores: Ignores): string[] {
  const entries = readdirSync(join(context, folder), { withFileTypes: true });
  return entries
    .sort((one, other) => (one.name < other.name ? -1 : 1))
    .flatMap((entry) => {
      const path = folder === "" ? entry.name : `${folder}/${entry.name}`;
      if (entry.isDirectory()) return filesOf(context, path, ignores);
      return ignores(path) && !BUILD_FILES.includes(path) ? [] : [path];
    });
}

function contentOf(path: string): Buffer | string {
  try {
    return readlinkSync(path);
  } catch {
    return readFileSync(path);
  }
}

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
