import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { BASE_REGION } from "../../costs/prices/table";
import { type CostDifference, costDifference } from "../../costs/stack/cost-difference";
import { plannedResources } from "../../costs/stack/planned-resources";
import { plannedIn } from "./event-log";

/** A preview that ran. */
export interface PreviewedCost {
  readonly code: number;
  /** What it does to the cost; undefined where the engine previewed nothing. */
  readonly cost: CostDifference | undefined;
  /** What the engine printed, where that was kept back. */
  readonly printed: string;
}

/**
 * Runs a preview whose events go to a log, and computes from them what it does to the cost. The log has the inputs of
 * resources: it is this user's alone, and is deleted.
 *
 * @param isKeptBack whether the engine's output is returned, and not shown.
 * @param run runs the engine with the log's file and where its output goes: a file's descriptor, or standard output.
 */
export async function previewedCost(
  region: string | undefined,
  isKeptBack: boolean,
  run: (log: string, output: number | "output") => Promise<number>,
): Promise<PreviewedCost> {
  const directory = mkdtempSync(join(tmpdir(), "proofpix-preview-"));
  const [log, kept] = [join(directory, "events"), join(directory, "printed")];
  const descriptor = isKeptBack ? openSync(kept, "w", 0o600) : undefined;
  try {
    const code = await run(log, descriptor ?? "output");
    const planned = plannedIn(log);
    const cost = planned && costDifference(plannedResources(planned), region ?? BASE_REGION);
    return { code, cost, printed: isKeptBack ? readFileSync(kept, "utf8") : "" };
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
    rmSync(directory, { recursive: true, force: true });
  }
}

/** The engine's JSON with the cost as a key of it; unchanged where it isn't one document. */
export function withCost(printed: string, cost: CostDifference | undefined): string {
  if (cost === undefined) return printed;
  try {
    return JSON.stringify({ ...(JSON.parse(printed) as object), cost }, undefined, 4);
  } catch {
    return printed; // an error, or several documents
  }
}
