import { accessSync, constants, statSync } from "node:fs";
import { execute, type Execute } from "./execute";
import { readVersion } from "./version";

const PATIENCE_MILLISECONDS = 120_000;

/** The version that a `pulumi` executable reports; undefined if it doesn't run. */
export async function versionOf(program: string, run: Execute = execute): Promise<string | undefined> {
  try {
    const environment = { PULUMI_SKIP_UPDATE_CHECK: "true" };
    return readVersion(await run(program, ["version"], { environment, timeoutMilliseconds: PATIENCE_MILLISECONDS }));
  } catch {
    return undefined; // damaged, or made for another machine
  }
}

export function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}
