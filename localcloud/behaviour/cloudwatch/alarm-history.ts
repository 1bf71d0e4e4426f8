import type { Instant } from "../model/instant";
import type { RunningChange } from "../model/running";
import type { AlarmHistoryItem, RunningAlarm } from "../model/scaling";

/** How many entries an alarm's history keeps. AWS keeps those of 30 days, however many they are. */
const KEPT_ITEMS = 100;

/** An alarm with further entries in its history, in the places of the oldest ones once there are many. */
export function withHistory(
  alarm: RunningAlarm,
  items: readonly Pick<AlarmHistoryItem, "type" | "summary">[],
  at: Instant,
): RunningChange[] {
  const before = alarm.historyCount ?? 0;
  const entries = items.map((item, index): RunningChange => {
    const place = (before + index) % KEPT_ITEMS;
    const value = { alarmName: alarm.name, region: alarm.region, at, ...item };
    return { kind: "alarmHistory", id: `${alarm.arn}#${place}`, value };
  });
  return [{ kind: "alarm", id: alarm.arn, value: { ...alarm, historyCount: before + items.length } }, ...entries];
}
