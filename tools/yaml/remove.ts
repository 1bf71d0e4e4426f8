import { isMap } from "yaml";
import { type Collection, dashOf, lineStart, nextLine, spanOf } from "./places";

/** Removes one of several items of a group or list. */
export function withoutItem(text: string, collection: Collection, item: unknown): string | undefined {
  return collection.flow === true ? withoutFlowItem(text, collection, item) : withoutBlockItem(text, collection, item);
}

function withoutBlockItem(text: string, collection: Collection, item: unknown): string | undefined {
  const { start, end } = spanOf(text, item);
  const first = isMap(collection) ? start : dashOf(text, item) - 1;
  const line = lineStart(text, first);
  const rest = nextLine(text, end);
  if (/^[ \t]*$/.test(text.slice(line, first))) return rest === undefined ? undefined : cut(text, line, rest);
  // The first key of a list entry stands behind the dash: the next key takes its place there.
  const next = spanOf(text, (collection.items as readonly unknown[])[1]).start;
  return text.slice(rest ?? end, next).includes("#") ? undefined : cut(text, first, next);
}

/** Removes the comma before the item; for the first item, the comma after it. */
function withoutFlowItem(text: string, collection: Collection, item: unknown): string {
  const items: readonly unknown[] = collection.items;
  const place = items.indexOf(item);
  if (place > 0) return cut(text, spanOf(text, items[place - 1]).end, spanOf(text, item).end);
  return cut(text, spanOf(text, item).start, spanOf(text, items[1]).start);
}

function cut(text: string, start: number, end: number): string {
  return text.slice(0, start) + text.slice(end);
}
