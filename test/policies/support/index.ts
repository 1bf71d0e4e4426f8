export { describeRule } from "./describe-rule";
export { judge, TODAY, type Judgement, type JudgeOptions } from "./judge";
export { resource, secret, UNKNOWN, type TestResource, type TestResourceOptions } from "./resource";
