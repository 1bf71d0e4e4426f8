import { isProperties, type Properties } from "../../model/values";

/** Tags of a resource as a list of pairs. */
export function tagList({ tags }: Properties, names: "lower" | "capital" = "lower"): Properties[] {
  const entries = isProperties(tags) ? Object.entries(tags) : [];
  return entries.map(([key, value]) => (names === "lower" ? { key, value } : { Key: key, Value: value }));
}

/** Tags of a request as what a program states. */
export function tagsOfList(tags: readonly Properties[]): Properties {
  return Object.fromEntries(tags.map(({ key, value }) => [String(key), String(value)]));
}
