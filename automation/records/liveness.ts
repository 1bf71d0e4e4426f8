import { hostname } from "node:os";
import { processIsAlive } from "../../tools/shared/process-is-alive";
import type { Claim } from "./deployment-store";

/**
 * Whether the worker of a claim still works. Of a process on another host nobody knows: such a claim is `unknown`, and
 * holds until somebody ends it.
 */
export type Liveness = (claim: Pick<Claim, "worker">, now: Date) => "alive" | "dead" | "unknown";

/** Looks for the process on this host. */
export const livenessOf: Liveness = ({ worker: { host, processId } }) => {
  if (host !== hostname()) return "unknown";
  return processIsAlive(processId) ? "alive" : "dead";
};
