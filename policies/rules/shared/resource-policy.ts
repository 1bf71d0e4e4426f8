import { isKnownAs, knownValue, type Finding, type Reader } from "../../core";

/**
 * Statements of a policy document. A single statement needs no list (AWS Identity and Access Management User Guide,
 * "Grammar of the IAM JSON policy language"). Empty if the document isn't known yet or there is none.
 */
export function statementsOf(document: Reader): readonly Reader[] {
  if (!document.string().known) return [];
  const statements = document.each("Statement");
  return statements.length > 0 ? statements : [document.at("Statement")];
}

/**
 * Whether a statement allows something to everybody on the internet: to any principal, without a condition that
 * restricts who.
 */
export function allowsEverybody(statement: Reader): boolean {
  return isEffect(statement, "Allow") && isForEverybody(statement) && !isNarrowed(statement);
}

/** Whether a statement denies requests without TLS to everybody. */
export function deniesPlainTransport(statement: Reader): boolean {
  return isEffect(statement, "Deny") && isForEverybody(statement) && isConditionOnPlainTransport(statement);
}

/** Whether a statement has this effect, Allow or Deny. */
export function isEffect(statement: Reader, effect: "Allow" | "Deny"): boolean {
  return isKnownAs(statement.string("Effect"), effect);
}

function isForEverybody(statement: Reader): boolean {
  const principals = [...textsAt(statement, "Principal"), ...textsAt(statement, "Principal.AWS")];
  return principals.includes("*") || !statement.isMissing("NotPrincipal");
}

/**
 * Condition keys that restrict who asks or from where (Amazon S3 User Guide, "The meaning of public"; Amazon EFS User
 * Guide, "Using IAM to control access to file systems": only who is in the VPC reaches a mount target), in lower case.
 */
const NARROWING_KEYS = new Set([
  "aws:principalaccount",
  "aws:principalarn",
  "aws:principalorgid",
  "aws:principalorgpaths",
  "aws:sourceaccount",
  "aws:sourcearn",
  "aws:sourceip",
  "aws:sourceorgid",
  "aws:sourceorgpaths",
  "aws:sourceowner",
  "aws:sourcevpc",
  "aws:sourcevpcarn",
  "aws:sourcevpce",
  "aws:userid",
  "elasticfilesystem:accessedviamounttarget",
  "events:creatoraccount",
  "kms:calleraccount",
  "s3:dataaccesspointaccount",
  "s3:dataaccesspointarn",
]);

const PRINCIPAL_TAG = "aws:principaltag/";

function isNarrowing(key: string): boolean {
  return NARROWING_KEYS.has(key) || key.startsWith(PRINCIPAL_TAG);
}

/** Values that restrict nobody. */
const OPEN_VALUES = ["*", "0.0.0.0/0", "::/0"];

function isNarrowed(statement: Reader): boolean {
  return conditionsOf(statement).some(
    ({ operator, key, values }) =>
      isNarrowing(key) &&
      !/not|null|ifexists|^forallvalues/i.test(operator) &&
      values.length > 0 &&
      !values.some((value) => OPEN_VALUES.includes(value)),
  );
}

function isConditionOnPlainTransport(statement: Reader): boolean {
  return conditionsOf(statement).some(
    ({ operator, key, values }) =>
      key === "aws:securetransport" && /^bool/i.test(operator) && values.some((value) => value === "false"),
  );
}

/** A condition of a statement. */
export interface Condition {
  readonly operator: string;
  /** The key in lower case: AWS ignores the case of keys. */
  readonly key: string;
  readonly values: readonly string[];
}

/** The conditions of a statement; all of them have to hold. */
export function conditionsOf(statement: Reader): readonly Condition[] {
  return statement
    .entries("Condition")
    .flatMap(([operator, keys]) =>
      keys.entries().map(([key, values]) => ({ operator, key: key.toLowerCase(), values: textsAt(values) })),
    );
}

/** The texts at a path; a single text counts as a list of one. */
export function textsAt(reader: Reader, path = ""): readonly string[] {
  const one = reader.string(path);
  if (!one.known) return [];
  if (one.value !== undefined) return [one.value];
  return knownValue(reader.strings(path)) ?? [];
}

/**
 * The finding for policies without a statement that {@link deniesPlainTransport}; `what` then crosses the network in
 * plain text.
 */
export function acceptsPlainTransport(
  service: "s3" | "sqs",
  content: "objects" | "messages",
): Omit<Finding, "property"> {
  return {
    problem: `nothing refuses requests without TLS, whose ${content} anyone on the way can read`,
    allowed: "a policy with a Deny on aws:SecureTransport false",
    fix: `add { Effect: "Deny", Principal: "*", Action: "${service}:*", Condition: { Bool: { "aws:SecureTransport": "false" } } }`,
  };
}
