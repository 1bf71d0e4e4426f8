import type { RunningReader } from "../../model/running";
import type { RunningAlarm } from "../../model/scaling";

/** Those of some alarms of a region that are in a state. */
export function alarmsIn(
  state: RunningAlarm["state"],
  names: readonly string[],
  region: string,
  running: RunningReader,
): string[] {
  return running
    .all("alarm")
    .filter((alarm) => alarm.state === state && alarm.region === region && names.includes(alarm.name))
    .map(({ name }) => name);
}
