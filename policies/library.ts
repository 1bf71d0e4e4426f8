/** The library for other packs: `new PolicyPack(name, { policies: toPolicies([...RULES, ...ours], new Date()) })`. */
export * from "./core";
export { RULES } from "./rules";
