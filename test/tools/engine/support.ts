import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { execute, ExecuteError, type Execute } from "../../../tools/engine/execute";

/** Puts executables that answer `version` as the engine does into a folder. */
export function putEngine(directory: string, version: string, programs = ["pulumi", "pulumi-language-nodejs"]): void {
  mkdirSync(directory, { recursive: true });
  for (const program of programs) {
    writeFileSync(join(directory, program), `#!/bin/sh\necho v${version}\n`);
    chmodSync(join(directory, program), 0o755);
  }
}

/** A machine whose `go` does as told; every other program is real. */
export function withGo(go: (args: readonly string[], directory: string | undefined) => string): Execute {
  return (command, args, options) =>
    command === "go" ? Promise.resolve().then(() => go(args, options?.directory)) : execute(command, args, options);
}

export const withoutGo: Execute = (command, args, options) =>
  command === "go" ? Promise.reject(new ExecuteError("go version failed", "", true)) : execute(command, args, options);
