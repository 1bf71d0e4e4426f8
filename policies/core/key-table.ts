import { matches } from "./exemptions";
import type { ResourceIdentity } from "./resource-view";

/** Configuration keys that a property comes from. */
export interface KeyEntry {
  /** Type tokens, `*` for any text. */
  readonly types: readonly string[];
  /** Logical names, `*` for any text. @default any */
  readonly name?: string;
  /** Path of the property without list indices, as in `tags.Owner`; it also covers the properties below it. */
  readonly property: string;
  /** Keys as their users write them, most general first. */
  readonly keys: readonly [string, ...string[]];
}

/**
 * The configuration keys from which the properties of a library's resources come. Users of the library see only the
 * keys, so messages name those besides the properties.
 */
export interface KeyTable {
  /** Pulumi project to whose stacks it applies. In other projects the same properties come from elsewhere. */
  readonly project: string;
  readonly entries: readonly KeyEntry[];
}

/** Looks up the keys from which a property of a resource comes; empty if no table has any. */
export type KeysOf = (resource: ResourceIdentity, property: string) => readonly string[];

/** Makes a look-up of keys in tables. The entry with the longest path counts. */
export function keysIn(tables: readonly KeyTable[]): KeysOf {
  return ({ type, urn, name }, property) => {
    const path = property.replaceAll(/\[\d+\](?:\["[^"]*"\])?/g, "").replaceAll(/\["([^"]*)"\]/g, ".$1");
    const found = tables
      .filter(({ project }) => project === urn.split("::")[1])
      .flatMap(({ entries }) => entries)
      .filter((entry) => path === entry.property || path.startsWith(`${entry.property}.`))
      .filter((entry) => entry.types.some((each) => matches(each, type)) && matches(entry.name ?? "*", name))
      .sort((one, other) => other.property.length - one.property.length);
    return found[0]?.keys ?? [];
  };
}
