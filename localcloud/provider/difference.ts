import { DiffResponse, PropertyDiff } from "@pulumi/pulumi/proto/provider_pb";
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

/**
 * Inputs of a resource after an update. The official provider sends what a program changed and leaves the rest as AWS
 * has it, such as a desired count that scaling moved, even where the engine's state knows another value.
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

const { Kind } = PropertyDiff;
const { DiffChanges } = DiffResponse;

/** A difference as the provider protocol states it. */
export function diffResponse(found: Difference): DiffResponse {
  const differing = [...found.added, ...found.removed, ...found.changed];
  const response = new DiffResponse()
    .setChanges(differing.length > 0 ? DiffChanges.DIFF_SOME : DiffChanges.DIFF_NONE)
    .setReplacesList([...found.replacing])
    .setDiffsList(differing)
    .setDeletebeforereplace(found.deleteBeforeReplace)
    .setHasdetaileddiff(true);
  const details = response.getDetaileddiffMap();
  const detail = (keys: readonly string[], kind: PropertyDiff.Kind, replacingKind: PropertyDiff.Kind): void => {
    for (const key of keys) {
      details.set(
        key,
        new PropertyDiff().setKind(found.replacing.includes(key) ? replacingKind : kind).setInputdiff(true),
      );
    }
  };
  detail(found.added, Kind.ADD, Kind.ADD_REPLACE);
  detail(found.removed, Kind.DELETE, Kind.DELETE_REPLACE);
  detail(found.changed, Kind.UPDATE, Kind.UPDATE_REPLACE);
  return response;
}
