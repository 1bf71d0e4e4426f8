/** What other packs can build on: `new PolicyPack(name, { policies: toPolicies([...RULES, ...ours], new Date()) })`. */
export * from "./core";
export { RULES } from "./rules";
