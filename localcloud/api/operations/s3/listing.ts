import { number, text, type Properties } from "../../../model/values";

/** Amazon S3 API Reference, ListObjectsV2: `MaxKeys`. */
const MOST_KEYS = 1000;

/** Whoever owns the account's buckets, and begins uploads to them. */
export const OWNER = { ID: "local-cloud" };

/** Something with a key that is listed. */
interface Keyed {
  readonly key: string;
}

/** A page of a list: elements, and the common beginnings of keys that stand for others. */
export interface Listed<Element extends Keyed> {
  readonly elements: readonly Element[];
  readonly prefixes: readonly string[];
  readonly isTruncated: boolean;
  /** The last element or beginning of the page. */
  readonly last: Element | string | undefined;
}

/** The order in which S3 lists keys: that of their bytes. */
export function byKey({ key: one }: Keyed, { key: other }: Keyed): number {
  return Buffer.compare(Buffer.from(one), Buffer.from(other));
}

/**
 * The page of what a request lists (Amazon S3 User Guide, "Organizing objects using prefixes").
 *
 * @param all in the order in which they are listed
 * @param isAfter whether an element comes after what the request begins behind
 * @param after key or beginning of keys behind which the page begins
 */
export function listed<Element extends Keyed>(
  all: readonly Element[],
  input: Properties,
  isAfter: (element: Element) => boolean,
  after: string,
): Listed<Element> {
  const [prefix = "", delimiter = ""] = [text(input, "Prefix"), text(input, "Delimiter")];
  const isMeant = ({ element, common }: Entry<Element>): boolean =>
    element.key.startsWith(prefix) && (common === undefined ? isAfter(element) : common > after);
  const entries = all
    .map((element): Entry<Element> => ({ element, common: commonPrefix(element.key, prefix, delimiter) }))
    .filter(isMeant)
    .filter(({ common }, index, meant) => common === undefined || meant[index - 1]?.common !== common);
  const page = entries.slice(0, mostKeys(input));
  const last = page.at(-1);
  return {
    elements: page.flatMap(({ element, common }) => (common === undefined ? [element] : [])),
    prefixes: page.flatMap(({ common }) => common ?? []),
    isTruncated: page.length > 0 && page.length < entries.length,
    last: last?.common ?? last?.element,
  };
}

/** An element, or the common beginning of keys that stands for it. */
interface Entry<Element> {
  readonly element: Element;
  readonly common: string | undefined;
}

export function mostKeys(input: Properties): number {
  return Math.min(number(input, "MaxKeys") ?? MOST_KEYS, MOST_KEYS);
}

function commonPrefix(key: string, prefix: string, delimiter: string): string | undefined {
  if (delimiter === "") return undefined;
  const end = key.indexOf(delimiter, prefix.length);
  return end === -1 ? undefined : key.slice(0, end + delimiter.length);
}

/** How a request wants keys to be written: `url`, where they could be no XML. */
export function keyWriter({ EncodingType }: Properties): (key: string | undefined) => string | undefined {
  return (key) => (key === undefined || EncodingType !== "url" ? key : encodeURIComponent(key).replace(/%2F/g, "/"));
}

/** What all lists tell of the request. */
export function requestForm(input: Properties): Properties {
  const written = keyWriter(input);
  return {
    Name: input.Bucket,
    Prefix: written(text(input, "Prefix") ?? ""),
    Delimiter: written(text(input, "Delimiter")),
    MaxKeys: mostKeys(input),
    EncodingType: input.EncodingType,
  };
}
