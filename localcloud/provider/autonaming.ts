import { createHash } from "node:crypto";
import { refuse } from "../model/aws-error";
import { DEFAULTS_KEY } from "../model/pulumi-values";
import type { ResourceType } from "../model/resource-type";
import type { Properties } from "../model/values";

const SUFFIX_DIGITS = 7;

/**
 * Inputs with the name that Pulumi's AWS provider gives a resource whose program gives none: the logical name, a
 * hyphen and seven hexadecimal digits, kept from then on.
 */
export function named(
  type: ResourceType,
  logicalName: string,
  seed: Uint8Array | string,
  before: Properties,
  inputs: Properties,
): Properties {
  const { autonaming } = type;
  if (autonaming === undefined) return inputs;
  const { input, unlessGiven, suffix } = autonaming;
  const prefix = unlessGiven === undefined ? undefined : inputs[unlessGiven];
  if (inputs[input] !== undefined || prefix !== undefined) return inputs;
  const name = filledIn(before, input) ?? automaticName(logicalName, seed, autonaming) + (suffix?.(inputs) ?? "");
  return { ...inputs, [input]: name, [DEFAULTS_KEY]: [input] };
}

function filledIn(before: Properties, input: string): unknown {
  const defaults = before[DEFAULTS_KEY];
  return Array.isArray(defaults) && defaults.includes(input) ? before[input] : undefined;
}

function automaticName(
  logicalName: string,
  seed: Uint8Array | string,
  { input, maximumLength }: Pick<Required<ResourceType>["autonaming"], "input" | "maximumLength">,
): string {
  const prefix = `${logicalName}-`;
  if (prefix.length + SUFFIX_DIGITS > maximumLength) {
    refuse(
      "InvalidName",
      `name '${prefix}' plus ${SUFFIX_DIGITS} random chars is longer than maximum length ${maximumLength}`,
      input,
    );
  }
  const digits = createHash("sha256").update(seed).update(logicalName).digest("hex").slice(0, SUFFIX_DIGITS);
  return prefix + digits;
}
