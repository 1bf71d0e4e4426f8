import { isDeepStrictEqual } from "node:util";
import { isMap, isScalar, isSeq, Scalar } from "yaml";
import { asWritten } from "./edit";

/** Whether two texts hold the same configuration in the same writing, so that no reader finds a difference. */
export function sameConfiguration(one: string, other: string): boolean {
  const [first, second] = [one, other].map((text) => asWritten(text));
  if (!first || !second || first.errors.length + second.errors.length > 0) return one === other;
  return isDeepStrictEqual(writing(first.get("config", true), 0), writing(second.get("config", true), 0));
}

/**
 * Every scalar with whether it stands in quotes. For numbers and booleans the quotes don't count, since the engine adds
 * them whenever it writes a file.
 */
function writing(node: unknown, depth: number): unknown {
  if (isMap(node)) {
    return Object.fromEntries(node.items.map(({ key, value }) => [String(key), writing(value, depth + 1)]));
  }
  if (isSeq(node)) return node.items.map((item) => writing(item, depth + 1));
  if (!isScalar(node)) return node; // an alias equals nothing else
  const text = String(node.value);
  const isLone = depth === 1 && (String(Number(text)) === text || text === "true" || text === "false");
  return { text, isPlain: isLone || node.type === Scalar.PLAIN };
}
