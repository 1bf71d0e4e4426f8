export { asking, inLocalCloud, refusalOf, REGION, type TestCloud } from "./in-local-cloud";
export { describeRules, describeWarnings, itRefuses, itWarns, type Change, type RuleCase } from "./rules";
