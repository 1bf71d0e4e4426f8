import { matches } from "./exemptions";
import type { ResourceIdentity } from "./resource-view";

/** Configuration keys that a property comes from. */
export interface KeyEntry {
  /** Type tokens, `*` for any text. */
  readonly types: readonly string[];
  /** Logical names, `*` for any text. @default any */
  readonly name?: string;
  /** Path of the property, without places in lists, as in `tags.Owner`; it also covers what lies below. */
  readonly property: string;
  /** Keys as their users write them, most general first. */
  readonly keys: readonly [string, ...string[]];
}

/**
 * Which configuration keys the properties of a library's resources come from. People who use the library never see the
 * properties, so messages name the keys besides.
 */
export interface KeyTable {
  /** Pulumi project whose stacks it is about; in others the same properties come from elsewhere. */
  readonly project: string;
  readonly entries: readonly KeyEntry[];
}

/** Keys from which a property of a resource comes; none where no table knows. */
export type KeysOf = (resource: ResourceIdentity, property: string) => readonly string[];

/** Looks keys up in tables, the entry for the longest path first. */
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
