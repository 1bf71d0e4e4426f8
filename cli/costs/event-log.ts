import { existsSync, readFileSync } from "node:fs";
import type { EngineEvent } from "@pulumi/pulumi/automation";
import type { PlannedResource } from "../../automation/engine/engine";
import { plannedResource } from "../../automation/engine/planned-resource";

/** The planned resources in a log of the engine's events; undefined where the engine wrote none, as for `--help`. */
export function plannedIn(file: string): readonly PlannedResource[] | undefined {
  if (!existsSync(file)) return undefined;
  const planned = readFileSync(file, "utf8")
    .split("\n")
    .filter((line) => line !== "")
    .flatMap((line) => plannedResource(JSON.parse(line) as EngineEvent));
  return planned.length === 0 ? undefined : planned;
}
