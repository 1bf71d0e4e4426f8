import { chmod, copyFile } from "node:fs/promises";
import { join } from "node:path";
import { withProgress } from "../shared/progress.cjs";
import type { EngineSource, Unavailable } from "./engine";
import { execute, ExecuteError, type Execute } from "./execute";
import { buildRemedy } from "./build-remedy";
import { installLocally } from "./local-engine";
import { BUILT_VERSION } from "./version";

const INSTALL_GO = "Install Go from https://go.dev/dl, or the Pulumi CLI from https://www.pulumi.com/docs/install.";

/** Shell scripts of the SDK that start policy packs and dynamic providers. */
const LAUNCHERS = ["pulumi-analyzer-policy", "pulumi-resource-pulumi-nodejs"];

/**
 * Environment of the build. It needs no C compiler, ignores the settings of the user's own Go projects, and accepts
 * only modules that `go.sum` lists.
 */
const GO_ENVIRONMENT = { CGO_ENABLED: "0", GOWORK: "off", GO111MODULE: "on" };
const GO_FLAGS = ["-mod=readonly", "-buildvcs=false", "-trimpath"];

/** Longest time of a build. No machine needs that long; a build that waits for an unreachable module proxy does. */
const PATIENCE_MILLISECONDS = 30 * 60_000;

/** Builds the engine from Go modules, where it can't be downloaded. */
export function builtFromModules(run: Execute = execute): EngineSource {
  return async ({ root }) => {
    try {
      await run("go", ["version"]);
      const text = "building the Pulumi engine from Go modules, once (2 to 3 minutes on two cores)";
      return await withProgress(text, () =>
        installLocally(root, "built from Go modules", (aside) => build(root, aside, run), run),
      );
    } catch (error) {
      if (error instanceof ExecuteError) return refusal(error);
      throw error;
    }
  };
}

function refusal({ isMissing, message, said }: ExecuteError): Unavailable {
  if (isMissing) return { reason: "Go, from which it could be built, is not installed", remedy: INSTALL_GO };
  return { reason: `it can't be built from Go modules, ${message}:${lastLines(said)}`, remedy: buildRemedy(said) };
}

async function build(root: string, aside: string, run: Execute): Promise<string> {
  const modules = join(root, "tools", "engine", "go");
  const go = (module: string, args: readonly string[]) =>
    run("go", args, {
      directory: join(modules, module),
      environment: GO_ENVIRONMENT,
      timeoutMilliseconds: PATIENCE_MILLISECONDS,
    });
  const linker = `-s -w -X github.com/pulumi/pulumi/sdk/v3/go/common/version.Version=v${BUILT_VERSION}`;
  const target = (program: string) => ["build", ...GO_FLAGS, "-ldflags", linker, "-o", join(aside, program)];

  await go("cli", [...target("pulumi"), "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi"]);
  const languageHost = "github.com/pulumi/pulumi/sdk/v3/nodejs/cmd/pulumi-language-nodejs";
  await go("language-nodejs", [...target("pulumi-language-nodejs"), languageHost]);
  const sdk = await go("cli", ["list", "-mod=readonly", "-m", "-f", "{{.Dir}}", "github.com/pulumi/pulumi/sdk/v3"]);
  for (const launcher of LAUNCHERS) {
    await copyFile(join(sdk.trim(), "nodejs", "dist", launcher), join(aside, launcher));
    await chmod(join(aside, launcher), 0o755);
  }
  return aside;
}

function lastLines(text: string): string {
  const lines = text.trim().split("\n").slice(-5);
  return lines.map((line) => `\n      ${line}`).join("");
}
