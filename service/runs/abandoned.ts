import { livenessOf } from "../../automation/records/liveness";
import type { OpenRun } from "./run-store";

/** For how long a process on another machine counts as alive without saying so, in milliseconds. */
const SILENCE = 60_000;

/** Whether nobody works on a run any more: its process on this machine has ended, or it hasn't told for a minute that it lives. */
export function isAbandoned({ worker, renewedAt }: Pick<OpenRun, "renewedAt" | "worker">, now: Date): boolean {
  return livenessOf({ worker }, now) === "dead" || now.getTime() - Date.parse(renewedAt) > SILENCE;
}
