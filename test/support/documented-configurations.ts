import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { parse } from "yaml";

/** An example of a configuration file in the documentation. */
export interface DocumentedConfiguration {
  /** Page, from the top of the repository. */
  readonly page: string;
  /** Stack that the example's first line names. */
  readonly stack: string;
  /** Keys of a whole file; of the committed one, where the example is a part of it. */
  readonly config: Readonly<Record<string, unknown>>;
  /** Keys whose values are encrypted in the file: those of declared secrets. */
  readonly secretKeys: readonly string[];
}

/** First line of a whole file, and of a part of a committed one. */
const WHOLE = /^# Pulumi\.([\w-]+)\.yaml$/;
const PART = /^# of Pulumi\.([\w-]+)\.yaml$/;

/**
 * Every YAML example of the documentation that configures an environment.
 * @throws {Error} for one that doesn't say in its first line which file it is.
 */
export function documentedConfigurations(root: string): DocumentedConfiguration[] {
  return pages(root).flatMap((page) =>
    yamlBlocks(readFileSync(page, "utf8")).flatMap((block) => configurationOf(block, relative(root, page), root)),
  );
}

function pages(root: string): string[] {
  const documentation = readdirSync(join(root, "docs"), { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".md"))
    .map((file) => join(root, "docs", file));
  return [join(root, "README.md"), join(root, "CONTRIBUTING.md"), ...documentation];
}

function yamlBlocks(text: string): string[] {
  return [...text.matchAll(/^```ya?ml\n(.*?)^```$/gms)].map(([, block = ""]) => block);
}

function configurationOf(block: string, page: string, root: string): DocumentedConfiguration[] {
  if (!block.includes("proofpix:")) return [];
  const [heading = ""] = block.split("\n");
  const [, whole] = WHOLE.exec(heading) ?? [];
  const [, part] = PART.exec(heading) ?? [];
  if (whole !== undefined) {
    const { config } = parse(block) as { config: Record<string, unknown> };
    return [{ page, stack: whole, ...apart(config) }];
  }
  if (part === undefined)
    throw new Error(`an example of ${page} begins with ${heading}, not with the name of its file`);
  const committed = parse(readFileSync(join(root, `Pulumi.${part}.yaml`), "utf8")) as { config: object };
  const said = parse(block) as object;
  return [{ page, stack: part, ...apart({ ...committed.config, ...said }) }];
}

/** The keys of the environment, and those of values that are encrypted. */
function apart(config: Readonly<Record<string, unknown>>): Pick<DocumentedConfiguration, "config" | "secretKeys"> {
  const [own, others] = [true, false].map((isOwn) =>
    Object.entries(config).filter(([key]) => key.startsWith("proofpix:") === isOwn),
  );
  return { config: Object.fromEntries(own ?? []), secretKeys: (others ?? []).map(([key]) => key) };
}
