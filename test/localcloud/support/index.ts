export { asking, inLocalCloud, refusalOf, REGION, type TestCloud } from "./in-local-cloud";
export { describeRules, itRefuses, type Change, type RuleCase } from "./rules";
