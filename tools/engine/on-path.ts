import { realpathSync } from "node:fs";
import { delimiter, dirname, join, resolve } from "node:path";
import type { EngineSource, Unavailable } from "./engine";
import { execute, type Execute } from "./execute";
import { localEngineDirectory } from "./local-engine";
import { isExecutable, versionOf } from "./program";
import { isAtLeast, MINIMUM_VERSION } from "./version";

/** The user's own engine on `PATH`, with the language host of official installations. */
export function onPath(path = process.env.PATH ?? "", run: Execute = execute): EngineSource {
  return async ({ root }) => {
    const folders = foreignFolders(path, root);
    const directory = folders.find((folder) => isExecutable(join(folder, "pulumi")));
    if (directory === undefined) return { reason: "there is no pulumi on PATH" };
    const program = join(directory, "pulumi");
    const version = await versionOf(program, run);
    if (version === undefined) return refuse(`${program} doesn't run`);
    if (!isAtLeast(version, MINIMUM_VERSION)) {
      return refuse(`${program} is version ${version}, older than ${MINIMUM_VERSION}`);
    }
    // Pulumi looks for the host on PATH, then beside its own executable, behind links.
    const places = [...folders, dirname(realpathSync(program))];
    if (!places.some((folder) => isExecutable(join(folder, "pulumi-language-nodejs")))) {
      return refuse(`${program} comes without its Node.js language host, pulumi-language-nodejs`);
    }
    return { directory, version, source: "found on PATH" };
  };
}

/** Folders of PATH without our own engine's, which is on PATH when one command runs another. */
function foreignFolders(path: string, root: string): string[] {
  const folders = path.split(delimiter).filter((folder) => folder !== "");
  return folders.map((folder) => resolve(folder)).filter((folder) => folder !== localEngineDirectory(root));
}

function refuse(reason: string): Unavailable {
  return { reason, isUnexpected: true };
}
