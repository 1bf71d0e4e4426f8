import { isCollection, isMap, isNode, isPair, isScalar, type Node, Scalar } from "yaml";
import { type Collection, colonOf, columnOf, dashOf, isEmpty, nextLine, spanOf } from "./places";
import { blockLines, entryLines, flowText, isObject, pairLines, scalarText, type ScalarStyle } from "./render";

/** Gives an item of a group or list another value. */
export function withItem(text: string, collection: Collection, item: unknown, value: unknown): string {
  const node = isPair(item) ? item.value : item;
  const inFlow = collection.flow === true;
  const staysInline = isInline(node) && blockLines(value, 0) === undefined;
  if (!isNode(node) || !(inFlow || staysInline)) return withWholeItem(text, collection, item, value);
  const [start, end] = node.range ?? [NaN, NaN];
  return replaced(text, start, end, writtenLike(node, value, inFlow));
}

function isInline(node: unknown): boolean {
  if (isEmpty(node)) return false;
  return isScalar(node) || (isCollection(node) && node.flow === true);
}

/** Replaces what follows a colon or dash. A comment on that line stays. */
function withWholeItem(text: string, collection: Collection, item: unknown, value: unknown): string {
  const start = isPair(item) ? colonOf(text, item) : dashOf(text, item);
  const end = Math.max(start, spanOf(text, item).end);
  const [comment = ""] = /^[ \t]+#[^\n\r]*/.exec(text.slice(start, end)) ?? [];
  const lines = blockLines(value, columnOf(text, collection) + 2);
  const written = lines === undefined ? ` ${flowText(value)}${comment}` : [comment, ...lines].join(endOfLine(text));
  return replaced(text, start, end, written);
}

/** Adds an item at the end of a group or list; undefined if no line can follow the last item. */
export function withNewItem(
  text: string,
  collection: Collection,
  segment: string | number,
  value: unknown,
): string | undefined {
  const last: unknown = collection.items.at(-1);
  if (collection.flow === true || last === undefined) return withNewFlowItem(text, collection, segment, value);
  const column = columnOf(text, collection);
  const lines = isMap(collection) ? pairLines(String(segment), value, column) : entryLines(value, column);
  const place = nextLine(text, spanOf(text, last).end);
  if (place === undefined) return undefined;
  const end = endOfLine(text);
  const gap = text[place - 1] === "\n" ? "" : end;
  return replaced(text, place, place, `${gap}${lines.join(end)}${end}`);
}

function withNewFlowItem(text: string, collection: Collection, segment: string | number, value: unknown): string {
  const item = isMap(collection)
    ? `${scalarText(String(segment), "plain", true)}: ${flowText(value)}`
    : flowText(value);
  const last: unknown = collection.items.at(-1);
  if (last !== undefined) return replaced(text, spanOf(text, last).end, spanOf(text, last).end, `, ${item}`);
  const [start, end] = collection.range ?? [NaN, NaN];
  return replaced(text, start, end, isMap(collection) ? `{ ${item} }` : `[${item}]`);
}

const STYLES: Readonly<Record<string, ScalarStyle>> = {
  [Scalar.QUOTE_DOUBLE]: "double",
  [Scalar.QUOTE_SINGLE]: "single",
};

/** Writes a value with the quotes of the value before it. */
function writtenLike(node: Node, value: unknown, inFlow: boolean): string {
  if (!isScalar(node) || isObject(value)) return flowText(value);
  return scalarText(value, STYLES[node.type ?? ""], inFlow);
}

/** A value that took whole lines keeps doing so. */
function replaced(text: string, start: number, end: number, written: string): string {
  const gap = start < end && text[end - 1] === "\n" ? endOfLine(text) : "";
  return text.slice(0, start) + written + gap + text.slice(end);
}

function endOfLine(text: string): string {
  return text.includes("\r\n") ? "\r\n" : "\n";
}
