import type { ScalingEvent } from "../../../automation/scaling/activity";
import type { Trigger } from "../../../automation/scaling/trigger";
import { table } from "../../../tools/shared/table";
import { betweenText, whenText } from "./times";
import { cellText, NOTHING } from "./words";

/** What scaled, as a table. */
export function scalingTable(events: readonly ScalingEvent[], now: Date): string {
  return table(
    ["when", "took", "what", "change", "trigger", "status", "why"],
    events.map((event) => [
      whenText(event.startedAt, now),
      betweenText(event.startedAt, event.endedAt),
      event.subject,
      changeText(event),
      event.who === undefined ? triggerText(event.trigger) : `by hand: ${event.who}`,
      event.status,
      cellText(event.reason, 100),
    ]),
  );
}

function changeText({ from, to, description }: ScalingEvent): string {
  if (to === undefined) return cellText(description, 60);
  return from === undefined ? `to ${to}` : `${from} to ${to}`;
}

function triggerText({ kind, name }: Trigger): string {
  if (kind === "other") return NOTHING;
  return name === undefined ? kind : `${kind} ${name}`;
}
