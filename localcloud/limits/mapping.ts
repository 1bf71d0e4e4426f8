import { createHash } from "node:crypto";
import { DOCUMENTED_LIMITS } from "./documented";
import { COMPUTE } from "./mapping/compute";
import { FOUNDATION } from "./mapping/foundation";
import { LOAD_BALANCING } from "./mapping/load-balancing";
import { NETWORK } from "./mapping/network";
import type { TypeMapping } from "./types";

/**
 * How the resource types of our programs map to AWS's operations. Inputs are matched to members by name (camel case or
 * Pascal case, singular or plural, with or without `Config`); a mapping lists the differences. After a change, generate
 * anew: `npm run generate`.
 */
export const MAPPING: Readonly<Record<string, TypeMapping>> = {
  ...NETWORK,
  ...LOAD_BALANCING,
  ...COMPUTE,
  ...FOUNDATION,
};

/** Inputs of each resource type that documented limits name: the generated file says which members they are. */
export const DOCUMENTED_INPUTS: Readonly<Record<string, readonly string[]>> = Object.fromEntries(
  Object.entries(DOCUMENTED_LIMITS).map(([type, limits]) => [type, Object.keys(limits)]),
);

/** Hash of what the generated file is made from on our side, by which a stale one is noticed. */
export function mappingHash(): string {
  return createHash("sha256")
    .update(JSON.stringify([MAPPING, DOCUMENTED_INPUTS]))
    .digest("hex");
}
