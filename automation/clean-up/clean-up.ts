import type { AutomationContext } from "../context";
import type { DeploymentRecord } from "../model/deployment";
import { messageOf } from "../shared/message-of";
import { removeOldImages } from "./old-images";
import { removeOldTaskDefinitions } from "./old-task-definitions";
import { describedRemoved, nothingRemoved, type Removed } from "./removed";
import { removeStaleTargetGroups } from "./stale-target-groups";

/** A part of the clean-up; each is tried, whatever becomes of the others. */
interface Part {
  readonly name: string;
  readonly work: () => Promise<void>;
}

/**
 * Removes what a verified deployment left behind and no later one needs.
 * @param record the deployment, which was verified.
 * @throws {Error} where a part failed; its message says what was removed, too.
 */
export async function removeLeftovers(record: DeploymentRecord, context: AutomationContext): Promise<Removed> {
  const removed = nothingRemoved();
  const parts: readonly Part[] = [
    { name: "task definitions", work: () => removeOldTaskDefinitions(removed, context) },
    { name: "target groups", work: () => removeStaleTargetGroups(removed, context) },
    { name: "images", work: () => removeOldImages(record, removed, context) },
  ];
  const failures: string[] = [];
  for (const { name, work } of parts) {
    if (context.signal.aborted) break;
    await work().catch((error: unknown) => {
      failures.push(`${name}: ${messageOf(error)}`);
    });
  }
  context.signal.throwIfAborted();
  if (failures.length > 0)
    throw new Error(`not all could be removed: ${failures.join("; ")}\n${describedRemoved(removed)}`);
  return removed;
}
