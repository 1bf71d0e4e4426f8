import type { PathTranslation } from "../../components/shared/validation";
import type { Keys } from "./section";

/**
 * Translates the paths of a component's arguments into keys of the configuration.
 * @param keys keys whose values become arguments of the same name.
 * @param below group in which the keys stand, such as `services[0]`.
 * @param renamed keys of arguments that have another name.
 * @returns undefined for an argument that comes from none of the keys: what is wrong with it is told elsewhere.
 */
export function keysOfArguments(
  keys: Keys,
  { below, renamed = {} }: { readonly below?: string; readonly renamed?: Readonly<Record<string, string>> } = {},
): PathTranslation {
  const keyOf = new Map([...Object.keys(keys).map((key) => [key, key] as const), ...Object.entries(renamed)]);
  return (argument) => {
    const [, name = "", rest = ""] = /^(\w+)(.*)$/s.exec(argument) ?? [];
    const key = keyOf.get(name);
    if (key === undefined) return undefined;
    return below === undefined ? `${key}${rest}` : `${below}.${key}${rest}`;
  };
}
