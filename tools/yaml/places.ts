import {
  isCollection,
  isMap,
  isNode,
  isPair,
  isScalar,
  type Document,
  type Pair,
  type YAMLMap,
  type YAMLSeq,
} from "yaml";

export type Path = readonly (string | number)[];
export type Collection = YAMLMap | YAMLSeq;

/** Part of a text: from a character to the one after its last. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** The group or list at a path, unless an alias leads there. */
export function collectionAt(document: Document, path: Path): Collection | undefined {
  const found = path.reduce<unknown>((node, segment) => valueIn(node, segment), document.contents);
  return isCollection(found) ? found : undefined;
}

/** The pair of a group or the entry of a list. */
export function itemOf(collection: Collection, segment: string | number): unknown {
  if (!isMap(collection)) return collection.items[Number(segment)];
  return collection.items.find(({ key }) => isScalar(key) && key.value === segment);
}

function valueIn(node: unknown, segment: string | number): unknown {
  const item = isCollection(node) ? itemOf(node, segment) : undefined;
  return isPair(item) ? item.value : item;
}

/** Where an item stands in a text, without its dash and without comments around it. */
export function spanOf(text: string, item: unknown): Span {
  return { start: startOf(item), end: endOf(text, item) };
}

function startOf(item: unknown): number {
  const node = isPair(item) ? item.key : item;
  return isNode(node) ? (node.range?.[0] ?? NaN) : NaN;
}

/**
 * End of the last value within an item. The range that the parser gives for a group may include comments that follow
 * it.
 */
function endOf(text: string, item: unknown): number {
  if (isPair(item)) return isEmpty(item.value) ? colonOf(text, item) : endOf(text, item.value);
  if (isBlock(item)) return endOf(text, item.items.at(-1));
  return isNode(item) ? (item.range?.[1] ?? NaN) : NaN;
}

function isBlock(node: unknown): node is Collection {
  return isCollection(node) && node.flow !== true && node.items.length > 0;
}

/** Whether a value's place is empty. */
export function isEmpty(node: unknown): boolean {
  if (!isNode(node)) return true;
  const [start, end] = node.range ?? [NaN, NaN];
  return start === end;
}

/** The place after a key's colon. */
export function colonOf(text: string, { key }: Pair): number {
  const end = isNode(key) ? (key.range?.[1] ?? NaN) : NaN;
  return end + (/^\s*:/.exec(text.slice(end))?.[0].length ?? NaN);
}

/** The place after the dash of a list entry. */
export function dashOf(text: string, item: unknown): number {
  return text.slice(0, startOf(item)).lastIndexOf("-") + 1;
}

/** Column of a block's keys or dashes. */
export function columnOf(text: string, collection: Collection): number {
  const [first]: readonly unknown[] = collection.items;
  const place = isMap(collection) ? startOf(first) : dashOf(text, first) - 1;
  return place - lineStart(text, place);
}

export function lineStart(text: string, place: number): number {
  return text.lastIndexOf("\n", place - 1) + 1;
}

/** Start of the line after a place; undefined if the rest of the line holds more than a comment. */
export function nextLine(text: string, place: number): number | undefined {
  if (text[place - 1] === "\n") return place;
  const rest = /^[ \t]*(?:[ \t]#[^\n]*|\r)?(?:\n|$)/.exec(text.slice(place))?.[0];
  return rest === undefined ? undefined : place + rest.length;
}
