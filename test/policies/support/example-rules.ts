import { ALWAYS_MANDATORY, type RuleMetadata } from "../../../policies/core";

/** Metadata of a rule that a test makes up. */
export function metadata(name: string, types: RuleMetadata["types"]): RuleMetadata {
  return {
    name,
    title: "An example",
    description: "It checks what a test says.",
    why: "It is an example.",
    fix: "Do what the test says.",
    severity: "low",
    types,
    levels: ALWAYS_MANDATORY,
  };
}
