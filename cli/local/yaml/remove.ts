import { isMap } from "yaml";
import { type Collection, dashOf, lineStart, nextLine, spanOf } from "./places";

/** A text without one of several items of a group or list. */
export function withoutItem(text: string, collection: Collection, item: unknown): string | undefined {
  return collection.flow === true ? withoutFlowItem(text, collection, item) : withoutBlockItem(text, collection, item);
}

function withoutBlockItem(text: string, collection: Collection, item: unknown): string | undefined {
  const { start, end } = spanOf(text, item);
  const first = isMap(collection) ? start : dashOf(text, item) - 1;
  const line = lineStart(text, first);
  const rest = nextLine(text, end);
  if (/^[ \t]*$/.test(text.slice(line, first))) return rest === undefined ? undefined : cut(text, line, rest);
  // The first key of a list's entry stands behind the dash: there the next one takes its place.
  const next = spanOf(text, (collection.items as readonly unknown[])[1]).start;
  return text.slice(rest ?? end, next).includes("#") ? undefined : cut(text, first, next);
}

/** With the comma before it, or for the first one the comma after it. */
function withoutFlowItem(text: string, collection: Collection, item: unknown): string {
  const items: readonly unknown[] = collection.items;
  const place = items.indexOf(item);
  if (place > 0) return cut(text, spanOf(text, items[place - 1]).end, spanOf(text, item).end);
  return cut(text, spanOf(text, item).start, spanOf(text, items[1]).start);
}

function cut(text: string, start: number, end: number): string {
  return text.slice(0, start) + text.slice(end);
}
