import { isDeepStrictEqual } from "node:util";
import { isMap, parseDocument, visit, YAMLParseError, type Document } from "yaml";
import type { ValueChange } from "./value-changes";
import { type Collection, collectionAt, isEmpty, itemOf, type Path } from "./places";
import { withoutItem } from "./remove";
import { isObject, pairLines } from "./render";
import { withItem, withNewItem } from "./set";

/**
 * Parses a text with every scalar as a text, so that no reader's rules for numbers or dates matter. An alias without an
 * anchor is an error like others.
 */
export function asWritten(text: string): Document {
  const document = parseDocument(text, { schema: "failsafe" });
  visit(document, {
    Alias: (_, alias) => {
      if (alias.resolve(document) !== undefined) return;
      document.errors.push(new YAMLParseError([0, 0], "BAD_ALIAS", `nothing is named &${alias.source}`));
    },
  });
  return document;
}

/**
 * Sets values in a YAML text or, where undefined, removes them. Every other character stays. Undefined if the text is
 * written so that this can't be done, for instance if an alias repeats the value.
 */
export function edited(text: string, changes: readonly ValueChange[]): string | undefined {
  return changes.reduce<string | undefined>((before, change) => {
    const after = before === undefined ? undefined : changed(before, change);
    return before !== undefined && after !== undefined && isMeant(before, after, change) ? after : undefined;
  }, text);
}

function changed(text: string, { path, value }: ValueChange): string | undefined {
  const document = asWritten(text);
  const [parent, last] = [path.slice(0, -1), path.at(-1)];
  if (last === undefined || document.errors.length > 0) return undefined;
  const collection = collectionAt(document, parent);
  if (value === undefined) return collection === undefined ? text : without(text, collection, path);
  if (collection === undefined) return withGroup(text, document, path, value);
  const item = itemOf(collection, last);
  return item === undefined ? withNewItem(text, collection, last, value) : withItem(text, collection, item, value);
}

function without(text: string, collection: Collection, path: Path): string | undefined {
  const [parent, last = ""] = [path.slice(0, -1), path.at(-1)];
  const item = itemOf(collection, last);
  if (item === undefined) return text;
  if (collection.items.length > 1 || parent.length === 0) return withoutItem(text, collection, item);
  return changed(text, { path: parent, value: isMap(collection) ? {} : [] });
}

/** Sets a group as a whole that is missing or empty. */
function withGroup(text: string, document: Document, path: Path, value: unknown): string | undefined {
  const [parent, last = ""] = [path.slice(0, -1), path.at(-1)];
  if (!isEmpty(document.getIn(parent, true))) return undefined;
  if (parent.length > 0)
    return changed(text, { path: parent, value: typeof last === "number" ? [value] : { [last]: value } });
  const end = text === "" || text.endsWith("\n") ? "" : "\n";
  return `${text}${end}${pairLines(String(last), value, 0).join("\n")}\n`;
}

/** Whether a text differs from the one before by the change and nothing else. */
function isMeant(before: string, after: string, { path, value }: ValueChange): boolean {
  const document = asWritten(after);
  if (document.errors.length > 0) return false;
  return isDeepStrictEqual(
    document.toJS() ?? {},
    withAt(asWritten(before).toJS(), path, value === undefined ? undefined : inWriting(value)),
  );
}

function inWriting(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inWriting);
  if (!isObject(value)) return typeof value === "string" ? value : JSON.stringify(value);
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, inWriting(each)]));
}

function withAt(content: unknown, [segment, ...rest]: Path, value: unknown): unknown {
  if (segment === undefined) return value;
  if (!isObject(content) && typeof segment === "number") return withAt([], [segment, ...rest], value);
  const copy: unknown = Array.isArray(content)
    ? [...(content as unknown[])]
    : { ...(isObject(content) ? content : {}) };
  const holder = copy as Record<string | number, unknown>;
  const next = withAt(holder[segment], rest, value);
  if (next !== undefined) holder[segment] = next;
  else if (Array.isArray(copy)) copy.splice(Number(segment), 1);
  else Reflect.deleteProperty(holder, segment);
  return copy;
}
