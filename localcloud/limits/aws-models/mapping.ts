import { createHash } from "node:crypto";
import type { TypeMapping } from "../../model/limits";
import { isProperties } from "../../model/values";
import type { ResourceType } from "../../model/resource-type";

/** A resource type as far as its limits are generated. */
export type MappedType = Pick<ResourceType, "type" | "mapping" | "documentedLimits">;

/** What the generated file is made from on our side. */
export interface Mappings {
  /**
   * How resource types map to AWS's operations. Inputs are matched to members by name (camel case or Pascal case,
   * singular or plural, with or without `Config`); a mapping lists the differences.
   */
  readonly mappings: Readonly<Record<string, TypeMapping>>;
  /** Inputs of each resource type that documented limits name: the generated file says which members they are. */
  readonly named: Readonly<Record<string, readonly string[]>>;
}

/** The mappings of the types that have one. */
export function mappingsOf(types: readonly MappedType[]): Mappings {
  const mapped = types.flatMap(({ type, mapping }) => (mapping === undefined ? [] : [[type, mapping] as const]));
  const named = types.flatMap(({ type, documentedLimits = {} }) => {
    const inputs = Object.keys(documentedLimits);
    return inputs.length === 0 ? [] : [[type, inputs] as const];
  });
  return { mappings: Object.fromEntries(mapped), named: Object.fromEntries(named) };
}

/** Hash of the mappings, by which a stale generated file is noticed; their order makes no difference. */
export function mappingHash(types: readonly MappedType[]): string {
  const { mappings, named } = mappingsOf(types);
  const inputs = Object.entries(named).map(([type, paths]) => [type, [...paths].sort()] as const);
  return createHash("sha256")
    .update(JSON.stringify(sorted({ mappings, named: Object.fromEntries(inputs) })))
    .digest("hex");
}

function sorted(value: unknown): unknown {
  if (!isProperties(value)) return value;
  const entries = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1));
  return Object.fromEntries(entries.map(([key, each]) => [key, sorted(each)]));
}
