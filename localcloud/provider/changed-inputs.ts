import { isDeepStrictEqual } from "node:util";
import type { Properties } from "../model/values";

/**
 * Inputs of a resource after an update. The official provider sends what a program changed and leaves the rest as AWS has
 * it, such as a desired count that scaling moved, even where the engine's state knows another value.
 * @param current inputs as the cloud has them.
 * @param before inputs as the engine's state has them.
 * @param after inputs as they are asked for.
 */
export function changedInputs(current: Properties, before: Properties, after: Properties): Properties {
  const names = [...new Set([...Object.keys(after), ...Object.keys(current)])];
  const values = names.map((name) => {
    const isChanged = !isDeepStrictEqual(before[name], after[name]);
    return [name, isChanged ? after[name] : current[name]] as const;
  });
  return Object.fromEntries(values.filter(([, value]) => value !== undefined));
}
