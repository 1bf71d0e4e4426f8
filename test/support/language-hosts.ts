import { chmodSync, copyFileSync, existsSync, mkdirSync } from "node:fs";
import { delimiter, join } from "node:path";
import { execute } from "../../tools/engine/execute";
import { projectRoot } from "../../tools/shared/project-root";

const ROOT = projectRoot(__dirname);

/** Where what this file makes is kept for the next run. */
const KEPT = join(ROOT, ".local", "languages");

/** Each host's Go module below `tools/engine/go`, and its package. The host of Python comes in that of Node's module. */
const HOSTS = {
  python: ["language-nodejs", "github.com/pulumi/pulumi/sdk/v3/python/cmd/pulumi-language-python"],
  yaml: ["language-yaml", "github.com/pulumi/pulumi-yaml/cmd/pulumi-language-yaml"],
} as const;

export type Language = keyof typeof HOSTS;

/**
 * Folders that have to stand in `PATH` for programs in a language: that of the engine's host, and for Python that of an
 * interpreter with Pulumi's SDK. An engine from Pulumi's downloads brings the host; for one that was built from Go
 * modules it is built too, once.
 */
export async function languagePath(language: Language, engineDirectory: string, version: string): Promise<string> {
  const host = await hostDirectory(language, engineDirectory);
  if (language === "yaml") return host;
  return [await pythonDirectory(version), host].join(delimiter);
}

async function hostDirectory(language: Language, engineDirectory: string): Promise<string> {
  const program = `pulumi-language-${language}`;
  const found = [engineDirectory, KEPT].find((directory) => existsSync(join(directory, program)));
  if (found !== undefined) return found;
  mkdirSync(KEPT, { recursive: true });
  const [module, source] = HOSTS[language];
  await go(module, "build", "-mod=readonly", "-trimpath", "-ldflags", "-s -w", "-o", join(KEPT, program), source);
  if (language === "python") await copyExecutor(module);
  return KEPT;
}

/** The script with which the host of Python starts a program. */
async function copyExecutor(module: string): Promise<void> {
  const sdk = (await go(module, "list", "-m", "-f", "{{.Dir}}", "github.com/pulumi/pulumi/sdk/v3")).trim();
  const name = "pulumi-language-python-exec";
  copyFileSync(join(sdk, "python", "cmd", name), join(KEPT, name));
  chmodSync(join(KEPT, name), 0o755);
}

function go(module: string, ...words: readonly string[]): Promise<string> {
  return execute("go", words, {
    directory: join(ROOT, "tools", "engine", "go", module),
    environment: { CGO_ENABLED: "0", GOWORK: "off", GO111MODULE: "on", GOFLAGS: "-buildvcs=false" },
  });
}

/** A virtual environment with the SDK of the engine's version, from PyPI. */
async function pythonDirectory(version: string): Promise<string> {
  const environment = join(KEPT, `python-${version}`);
  const programs = join(environment, "bin");
  const isWhole = join(environment, "whole");
  if (!existsSync(isWhole)) {
    await execute("python3", ["-m", "venv", "--clear", environment]);
    const words = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", `pulumi==${version}`];
    await execute(join(programs, "python"), words);
    copyFileSync(join(environment, "pyvenv.cfg"), isWhole);
  }
  return programs;
}
