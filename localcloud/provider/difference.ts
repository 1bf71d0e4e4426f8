import { isDeepStrictEqual } from "node:util";
import { DEFAULTS_KEY } from "../model/pulumi-values";
import type { ResourceType } from "../model/resource-type";
import type { Properties } from "../model/values";

/** What an update would change. */
export interface Difference {
  readonly added: readonly string[];
  readonly removed: readonly string[];
  readonly changed: readonly string[];
  /** Inputs among them that replace the resource. */
  readonly replacing: readonly string[];
  /** Whether the old resource has to go first, since both would want one name. */
  readonly deleteBeforeReplace: boolean;
}

export function difference(type: ResourceType, inputsBefore: Properties, inputsAfter: Properties): Difference {
  const before = type.comparedInputs?.(inputsBefore) ?? inputsBefore;
  const after = type.comparedInputs?.(inputsAfter) ?? inputsAfter;
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])].filter((key) => !key.startsWith("__"));
  const differing = keys.filter((key) => !isDeepStrictEqual(before[key], after[key]));
  const replaceOnChanges = [...type.replaceOnChanges, ...(type.conditionalReplaceOnChanges?.(before, after) ?? [])];
  const replacing = differing.filter((key) => replaceOnChanges.includes(key));
  return {
    added: differing.filter((key) => before[key] === undefined),
    removed: differing.filter((key) => after[key] === undefined),
    changed: differing.filter((key) => before[key] !== undefined && after[key] !== undefined),
    replacing,
    deleteBeforeReplace: replacing.length > 0 && keepsItsName(type, before, after),
  };
}

/**
 * A name that the program fixed can't be held by the old and the new resource at once; Pulumi's bridged providers
 * then delete first (pulumi-terraform-bridge, `nameRequiresDeleteBeforeReplace`).
 */
function keepsItsName(type: ResourceType, before: Properties, after: Properties): boolean {
  const input = type.autonaming?.input;
  if (input === undefined || after[input] === undefined || before[input] !== after[input]) return false;
  const filledIn = after[DEFAULTS_KEY];
  return !(Array.isArray(filledIn) && filledIn.includes(input));
}
