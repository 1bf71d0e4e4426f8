import { isProperties, type Properties } from "../model/values";
import { UNKNOWN } from "../provider/codec";

/** A value and the URNs of the resources that it comes from, so that the engine keeps those while it is in use. */
export interface Sourced {
  readonly value: unknown;
  readonly from: readonly string[];
}

/** Inputs of a resource; those without a value are left out. */
export type SourcedProperties = Readonly<Record<string, Sourced>>;

/** A value that comes from no resource. */
export function literal(value: unknown): Sourced {
  return { value, from: [] };
}

/** Tags from several places, later ones first; unknown when some are. */
export function mergedTags(...tags: readonly Sourced[]): Sourced {
  const values = tags.map(({ value }) => value).filter((value) => value !== undefined);
  const merged = values.filter(isProperties).reduce<Properties>((all, each) => ({ ...all, ...each }), {});
  return { value: values.includes(UNKNOWN) ? UNKNOWN : merged, from: tags.flatMap(({ from }) => from) };
}
