import { isProperties } from "../../model/values";
import { fail, listOf } from "./policy-error";

/** One line of a condition block; all lines have to hold. */
export interface PolicyCondition {
  /** Operator without its `IfExists`, such as `StringEquals`. */
  readonly operator: string;
  readonly key: string;
  readonly values: readonly string[];
}

/** IAM User Guide, "IAM JSON policy elements: Condition operators". */
const OPERATOR = new RegExp(
  "^(?:ForAllValues:|ForAnyValue:)?(" +
    "String(?:Not)?(?:Equals(?:IgnoreCase)?|Like)|" +
    "(?:Numeric|Date)(?:(?:Not)?Equals|(?:LessThan|GreaterThan)(?:Equals)?)|" +
    "Bool|BinaryEquals|(?:Not)?IpAddress|Arn(?:Not)?(?:Equals|Like)|Null" +
    ")(?:IfExists)?$",
);

/** A condition key with its service, such as `aws:SourceArn`. */
const KEY = /^[a-zA-Z0-9-]+[:.].+$/;

/** @throws {PolicyError} for an operator, key or value that can't be. */
export function parseConditions(condition: unknown, path: string): readonly PolicyCondition[] {
  if (condition === undefined) return [];
  const at = `${path}.Condition`;
  if (!isProperties(condition)) fail("Syntax errors in policy: 'Condition' must be an object of operators", at);
  return Object.entries(condition).flatMap(([operator, keys]) => {
    const [, name] = OPERATOR.exec(operator) ?? [];
    if (name === undefined || operator === "NullIfExists") fail(`Invalid Condition type : ${operator}`, at);
    if (!isProperties(keys)) fail(`Syntax errors in policy: '${operator}' must be an object of condition keys`, at);
    return Object.entries(keys).map(([key, values]) => parseCondition(name, key, values, `${at}.${operator}`));
  });
}

function parseCondition(operator: string, key: string, given: unknown, path: string): PolicyCondition {
  if (!KEY.test(key))
    fail(`Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc., got '${key}'`, path);
  const values = listOf<unknown>(given);
  const scalars = values.filter((value) => ["string", "number", "boolean"].includes(typeof value));
  if (values.length === 0 || scalars.length < values.length) {
    fail(`Syntax errors in policy: '${key}' must have one or more values`, path);
  }
  return { operator, key, values: scalars.map(String) };
}
