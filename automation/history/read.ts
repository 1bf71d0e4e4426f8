import type { AutomationContext } from "../context";
import { type ImageDigests, imageDigestsIn } from "../model/image";
import { asSeen } from "../pipeline/interrupted";
import { mergedHistory } from "./merge";
import type { Release } from "./release";

/** The history of an environment. */
export interface History {
  /** Newest first. */
  readonly releases: readonly Release[];
  /** Names of records that can't be read. What they told is missing; their updates look like plain ones. */
  readonly damaged: readonly string[];
}

/** Reads the history of an environment: its records and the history of its stack, whichever backend keeps it. */
export async function readHistory({
  clock,
  environment,
  engine,
  store,
}: Pick<AutomationContext, "clock" | "engine" | "environment" | "store">): Promise<History> {
  const [{ records, damaged }, updates] = await Promise.all([store.list(environment), engine.history()]);
  const seen = records.map((record) => asSeen(record, clock.timeOfDay()));
  return { releases: mergedHistory(seen, updates), damaged };
}

/**
 * Digests of the images that a release deployed: those of its record, or those that the outputs of its checkpoint name.
 * Undefined where neither knows them: an update that failed keeps the outputs of the one before.
 */
export async function imageDigestsOf(
  { record, updates }: Release,
  { engine }: Pick<AutomationContext, "engine">,
): Promise<ImageDigests | undefined> {
  if (record?.imageDigests !== undefined) return record.imageDigests;
  const [last] = updates.slice(-1);
  if (last?.result !== "succeeded") return undefined;
  const resources = await engine.checkpoint(last.version);
  const outputs = resources?.find(({ type }) => type === "pulumi:pulumi:Stack")?.outputs;
  return imageDigestsIn(outputs?.imageDigests);
}
