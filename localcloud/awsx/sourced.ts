import { secret, UNKNOWN } from "../model/pulumi-values";
import { isProperties, type Properties } from "../model/values";

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

/** Tags from several places, later ones first; unknown when some are, and secret when some are as a whole. */
export function mergedTags(...tags: readonly Sourced[]): Sourced {
  const values = tags.map(({ value }) => value).filter((value) => value !== undefined);
  const merged = values.filter(isProperties).reduce<Properties>((all, each) => ({ ...all, ...opened(each) }), {});
  const known = values.some(isSecret) ? { ...secret(""), value: merged } : merged;
  return { value: values.includes(UNKNOWN) ? UNKNOWN : known, from: tags.flatMap(({ from }) => from) };
}

/** Keys of the object that stands for a secret. */
const SECRET_KEYS = Object.keys(secret(""));

function isSecret(value: unknown): boolean {
  return isProperties(value) && SECRET_KEYS.every((key) => key in value);
}

function opened(value: Properties): Properties {
  return isSecret(value) && isProperties(value.value) ? value.value : value;
}
