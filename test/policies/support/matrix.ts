import { readdirSync } from "node:fs";
import { join } from "node:path";
import { MUTATIONS } from "./describe-rule";
import type { Mutation } from "./mutation";

const RULE_TESTS = join(__dirname, "..", "rules");

/** Stands for `describe` and `it`, where nothing shall be described. */
const nothing = Object.assign(() => undefined, { each: () => () => undefined });

/**
 * For each rule the change of production's resources that its test declares. The tests are loaded for that alone: what
 * they describe is left out, since it runs where jest finds them.
 */
export function mutations(): ReadonlyMap<string, Mutation> {
  const { describe, it } = globalThis;
  Object.assign(globalThis, { describe: nothing, it: nothing });
  try {
    for (const file of readdirSync(RULE_TESTS)) jest.requireActual(join(RULE_TESTS, file));
  } finally {
    Object.assign(globalThis, { describe, it });
  }
  return MUTATIONS;
}
