import { createHash } from "node:crypto";
import { DOCUMENTED_LIMITS } from "./documented";
import { FOUNDATION } from "./mapping/foundation";
import { RESOURCE_TYPES } from "../services";
import type { TypeMapping } from "./types";

/**
 * How the resource types of our programs map to AWS's operations. Inputs are matched to members by name (camel case or
 * Pascal case, singular or plural, with or without `Config`); a mapping lists the differences. After a change, generate
 * anew: `npm run generate`.
 */
export const MAPPING: Readonly<Record<string, TypeMapping>> = {
  ...FOUNDATION,
  ...Object.fromEntries(
    RESOURCE_TYPES.flatMap(({ type, mapping }) => (mapping === undefined ? [] : [[type, mapping]])),
  ),
};

/** Inputs of each resource type that documented limits name: the generated file says which members they are. */
export const DOCUMENTED_INPUTS: Readonly<Record<string, readonly string[]>> = Object.fromEntries(
  [
    ...Object.entries(DOCUMENTED_LIMITS),
    ...RESOURCE_TYPES.map(({ type, documentedLimits = {} }) => [type, documentedLimits] as const),
  ].flatMap(([type, limits]) => (Object.keys(limits).length === 0 ? [] : [[type, Object.keys(limits)]])),
);

/** Hash of what the generated file is made from on our side, by which a stale one is noticed. */
export function mappingHash(): string {
  return createHash("sha256")
    .update(JSON.stringify([sorted(MAPPING), sorted(DOCUMENTED_INPUTS)]))
    .digest("hex");
}

/** By type, so that the order in which types are listed makes no difference. */
function sorted(table: Readonly<Record<string, unknown>>): readonly (readonly [string, unknown])[] {
  return Object.entries(table).sort(([one], [other]) => (one < other ? -1 : 1));
}
