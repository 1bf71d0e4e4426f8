import { execFile } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { buildSync } from "esbuild";
import { buildPrograms } from "../../cli/installed/build.cjs";

export const ROOT = join(__dirname, "../..");
export const NAME = "proofpix-infrastructure";

const execute = promisify(execFile);

/** What `npm pack` says. */
export interface Packed {
  readonly filename: string;
  readonly files: readonly { readonly path: string }[];
}

/** Runs npm, which asks the registry for nothing that it has in its cache. */
function npm(folder: string, ...words: string[]): Promise<{ stdout: string }> {
  return execute("npm", [...words, "--prefer-offline", "--ignore-scripts", "--no-audit", "--no-fund"], { cwd: folder });
}

/** The checkout as `npm pack` sees it after a build: the package's files beside sources and tests. */
export function stageCheckout(stage: string): void {
  const { files } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")) as { files: readonly string[] };
  const written = files.filter((name) => name !== "dist");
  const parts = ["package.json", "README.md", "LICENSE", "tsconfig.json", "components", "test/package", ...written];
  for (const part of parts.filter((name) => existsSync(join(ROOT, name)))) {
    cpSync(join(ROOT, part), join(stage, part), { recursive: true });
  }
  buildPrograms(join(stage, "dist"));
}

/** Compiles the components as the build does, but that it checks no types and writes no declarations: in a second. */
export function compileWithoutTypes(stage: string): void {
  const files = readdirSync(join(ROOT, "components"), { recursive: true, encoding: "utf8" });
  const [sources, others] = [/\.ts$/, /\.(?:cjs|json)$/].map((ending) => files.filter((file) => ending.test(file)));
  const outdir = join(stage, "dist", "components");
  const entryPoints = (sources ?? []).map((file) => join(ROOT, "components", file));
  buildSync({ entryPoints, outdir, format: "cjs", platform: "node", target: "node20" });
  for (const file of others ?? []) cpSync(join(ROOT, "components", file), join(outdir, file));
}

/** Packs a staged checkout. */
export async function pack(stage: string, destination: string): Promise<Packed> {
  const { stdout } = await npm(stage, "pack", "--json", "--pack-destination", destination);
  const [packed] = JSON.parse(stdout) as readonly Packed[];
  if (packed === undefined) throw new Error("npm packed nothing");
  return packed;
}

/**
 * Installs a tarball with npm in a new project. The peers, 100 MB and more, are linked from here in place of being
 * installed again: the library finds them where a user's npm puts them, and nothing else.
 */
export async function install(tarball: string, project: string): Promise<void> {
  mkdirSync(project);
  writeFileSync(join(project, "package.json"), JSON.stringify({ name: "project", private: true }));
  await npm(project, "install", "--legacy-peer-deps", tarball);
  for (const peer of ["@pulumi", "@grpc", "google-protobuf", "typescript", "@types/node", "undici-types"]) {
    const link = join(project, "node_modules", peer);
    mkdirSync(dirname(link), { recursive: true });
    rmSync(link, { recursive: true, force: true }); // a dependency may have brought its types of Node
    symlinkSync(join(ROOT, "node_modules", peer), link);
  }
}

/** How a command ended. */
export interface Said {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** What `npx proofpix` says in a folder of the user's project. */
export async function proofpix(
  folder: string,
  words: readonly string[],
  variables: NodeJS.ProcessEnv = {},
): Promise<Said> {
  const environment = { ...process.env, ...variables };
  try {
    const said = await execute("npx", ["--no-install", "proofpix", ...words], { cwd: folder, env: environment });
    return { code: 0, ...said };
  } catch (error) {
    return error as Said;
  }
}
