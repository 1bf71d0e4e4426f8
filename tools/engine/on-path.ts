import { accessSync, constants, statSync } from "node:fs";
import { delimiter, join } from "node:path";
import type { EngineSource } from "./engine";
import { execute, type Execute } from "./execute";
import { isAtLeast, MINIMUM_VERSION, readVersion } from "./version";

const PATIENCE_MILLISECONDS = 20_000;

/** The user's own engine, with the language host that official installations bring along. */
export function onPath(path = process.env.PATH ?? "", run: Execute = execute): EngineSource {
  const folders = path.split(delimiter).filter((folder) => folder !== "");
  const holding = (program: string) => folders.find((folder) => isExecutable(join(folder, program)));
  return async () => {
    const directory = holding("pulumi");
    if (directory === undefined) return { reason: "there is no pulumi on PATH" };
    const program = join(directory, "pulumi");
    const version = await versionOf(program, run);
    if (version === undefined) return { reason: `${program} doesn't run` };
    if (!isAtLeast(version, MINIMUM_VERSION)) {
      return { reason: `${program} is version ${version}, older than ${MINIMUM_VERSION}` };
    }
    if (holding("pulumi-language-nodejs") === undefined) {
      return { reason: `${program} comes without its Node.js language host, pulumi-language-nodejs` };
    }
    return { directory, version, source: "found on PATH" };
  };
}

/** The version that a `pulumi` executable says it is; undefined when it doesn't run. */
export async function versionOf(program: string, run: Execute): Promise<string | undefined> {
  try {
    const environment = { PULUMI_SKIP_UPDATE_CHECK: "true" };
    return readVersion(await run(program, ["version"], { environment, timeoutMilliseconds: PATIENCE_MILLISECONDS }));
  } catch {
    return undefined; // damaged, or made for another machine
  }
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}
