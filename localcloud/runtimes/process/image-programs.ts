import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { projectRoot } from "../../../tools/shared/project-root";
import type { CloudReader } from "../../model/resource";
import { imageAt, tagsOf } from "../../services/registry/images";
import { parseReference } from "../../services/registry/reference";
import { imageSettingsOf, type ImageSettings } from "./dockerfile-settings";

const ROOT = projectRoot(__dirname);

/** Where the program of an image comes from. */
interface ProgramSource {
  /** Folder of its Dockerfile and sources, within this project. */
  readonly folder: string;
  /** Sources in `src` that the image's commands run, in `dist` there. */
  readonly entries: readonly string[];
  /** Variable that names a file of certificate authorities to trust, beside the well-known ones. */
  readonly authoritiesVariable: string;
}

/** Images whose programs run without an engine, by the path of their repository in any registry. */
const PROGRAMS: Readonly<Record<string, ProgramSource>> = {
  "proofpix/enterprise": {
    folder: "examples/enterprise",
    entries: ["server", "worker", "healthcheck", "migrate", "migration-role"],
    authoritiesVariable: "CA_FILE",
  },
};

/** The program of an image, built on this machine. */
export interface ImageProgram {
  readonly settings: ImageSettings;
  /** What stands in the image's working directory. */
  readonly directory: string;
  readonly authoritiesVariable: string;
}

/** Why the program of an image can't run as a process; undefined where it can. */
export function reasonWithoutProgram(image: string): string | undefined {
  if (sourceOf(image) !== undefined) return undefined;
  if (!existsSync(join(ROOT, "localcloud"))) return `${image} needs a container engine`;
  return `${image} needs a container engine: only ${Object.keys(PROGRAMS).join(", ")} runs as a process of this machine`;
}

/** The variable by which the program of an image is told whom to trust; undefined for one that isn't known. */
export function authoritiesVariableOf(image: string): string | undefined {
  return sourceOf(image)?.authoritiesVariable;
}

/** A package that was installed elsewhere has no sources. */
function sourceOf(image: string): ProgramSource | undefined {
  const source = PROGRAMS[parseReference(image).path];
  return source !== undefined && existsSync(join(ROOT, source.folder, "Dockerfile")) ? source : undefined;
}

/** Builds programs of images, each once for its sources. */
export class ImagePrograms {
  private readonly built = new Map<string, Promise<string>>();

  /** @param folder where builds are kept */
  constructor(
    private readonly cloud: CloudReader,
    private readonly folder: string,
  ) {}

  /** The program of an image that one of the table's repositories holds. */
  async of(image: string): Promise<ImageProgram> {
    const source = sourceOf(image);
    if (source === undefined) throw new Error(reasonWithoutProgram(image));
    const dockerfile = readFileSync(join(ROOT, source.folder, "Dockerfile"), "utf8");
    const version = this.versionOf(image);
    return {
      settings: imageSettingsOf(dockerfile, version === undefined ? {} : { VERSION: version }),
      directory: await this.directoryOf(source),
      authoritiesVariable: source.authoritiesVariable,
    };
  }

  /** The tag of an image, with which it says it was built; undefined for one that has none. */
  private versionOf(image: string): string | undefined {
    const reference = parseReference(image);
    const stored = imageAt(reference, this.cloud);
    return stored === undefined ? reference.tag : tagsOf(stored).at(-1);
  }

  private directoryOf(source: ProgramSource): Promise<string> {
    const known = this.built.get(source.folder) ?? this.build(source);
    this.built.set(source.folder, known);
    return known;
  }

  private async build(source: ProgramSource): Promise<string> {
    const sources = join(ROOT, source.folder, "src");
    const directory = join(this.folder, `${source.folder.replace(/\W/g, "-")}-${hashOf(sources)}`);
    if (!existsSync(directory)) await buildInto(directory, source, sources);
    return directory;
  }
}

function hashOf(sources: string): string {
  const hash = createHash("sha256");
  for (const name of readdirSync(sources).sort()) hash.update(name).update(readFileSync(join(sources, name)));
  return hash.digest("hex").slice(0, 12);
}

async function buildInto(directory: string, { entries }: ProgramSource, sources: string): Promise<void> {
  const unfinished = `${directory}.${process.pid}`;
  mkdirSync(unfinished, { recursive: true });
  const { build } = await import("esbuild");
  await build({
    entryPoints: entries.map((name) => join(sources, `${name}.ts`)),
    outdir: join(unfinished, "dist"),
    bundle: true,
    platform: "node",
    target: "node20",
    sourcemap: true,
    sourcesContent: false,
    logLevel: "silent",
  });
  try {
    renameSync(unfinished, directory);
  } catch (error) {
    rmSync(unfinished, { recursive: true, force: true });
    if (!existsSync(directory)) throw error; // else another process built the same
  }
}
