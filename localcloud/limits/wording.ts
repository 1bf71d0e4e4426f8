import type { Violation } from "./violation";

/** What AWS refuses: the value, where it stands in the request, and the demand that it breaks. */
export interface Refusal {
  readonly service: string;
  readonly operation: string;
  /** Member of the operation's input, such as `Actions[].Type`. */
  readonly member: string;
  readonly positions: readonly number[];
  /** The value as text; undefined where there is none, or where AWS doesn't repeat it. */
  readonly value?: string;
  readonly violation: Violation;
}

interface Wording {
  readonly code: (refusal: Refusal) => string;
  readonly message: (refusal: Refusal) => string;
}

/** Longer values and lists are cut, so that a message stays readable. */
const LONGEST_VALUE = 120;
const MOST_VALUES = 40;

/** AWS's words for each demand, before its bound. */
const DEMANDS: Readonly<Record<Violation["demand"], string>> = {
  present: "must not be null",
  json: "must be a JSON document: ",
  allows: "must be valid",
  minLength: "must have length greater than or equal to ",
  maxLength: "must have length less than or equal to ",
  min: "must have value greater than or equal to ",
  max: "must have value less than or equal to ",
  pattern: "must satisfy regular expression pattern: ",
  enum: "must satisfy enum value set: ",
};

/** How each service refuses a value: query services say `ValidationError`, most JSON services `ValidationException`. */
const WORDINGS: Readonly<Record<string, Wording>> = {
  acm: modelled("ValidationException"),
  "application-autoscaling": modelled("ValidationException"),
  autoscaling: modelled("ValidationError"),
  cloudwatch: modelled("ValidationError"),
  ec2: { code: ec2Code, message: ec2Message },
  ecr: { code: always("InvalidParameterException"), message: ecrMessage },
  ecs: { code: ecsCode, message: modelMessage },
  elbv2: modelled("ValidationError"),
  events: modelled("ValidationException"),
  iam: modelled("ValidationError"),
  kms: modelled("ValidationException"),
  logs: modelled("InvalidParameterException"),
  route53: modelled("InvalidInput"),
  s3: { code: s3Code, message: modelMessage },
  secretsmanager: modelled("ValidationException"),
  sns: { code: always("InvalidParameter"), message: snsMessage },
  wafv2: modelled("ValidationException"),
};

/**
 * Error code and message with which a service refuses a value.
 * @throws {Error} for a service whose wording nobody wrote down.
 */
export function refusalOf(refusal: Refusal): { readonly code: string; readonly message: string } {
  const wording = WORDINGS[refusal.service];
  if (wording === undefined) throw new Error(`localcloud/limits/wording.ts has no wording for ${refusal.service}`);
  return { code: wording.code(refusal), message: wording.message(refusal) };
}

/** A value as AWS repeats it. */
export function shown(value: unknown): string {
  const text = typeof value === "string" ? value : JSON.stringify(value);
  return text.length > LONGEST_VALUE ? `${text.slice(0, LONGEST_VALUE)}…` : text;
}

function always(code: string): () => string {
  return () => code;
}

/** The wording that AWS's service framework generates from a model. */
function modelled(code: string): Wording {
  return { code: always(code), message: modelMessage };
}

function modelMessage(refusal: Refusal): string {
  const value = refusal.violation.demand === "present" ? " null" : quotedValue(refusal);
  return `1 validation error detected: Value${value} at '${memberPath(refusal)}' failed to satisfy constraint: Member ${demandOf(refusal.violation)}`;
}

/** Amazon ECR words the same constraints in its own way. */
function ecrMessage(refusal: Refusal): string {
  const demand = demandOf(refusal.violation).replace(/ pattern: (.*)$/su, " '$1'");
  return `Invalid parameter at '${memberPath(refusal)}' failed to satisfy constraint: '${demand}'`;
}

function ec2Code({ violation }: Refusal): string {
  return violation.demand === "present" ? "MissingParameter" : "InvalidParameterValue";
}

function ec2Message(refusal: Refusal): string {
  const parameter = memberPath(refusal);
  if (refusal.violation.demand === "present") return `The request must contain the parameter ${parameter}`;
  return `Value (${refusal.value ?? ""}) for parameter ${parameter} is invalid. It ${demandOf(refusal.violation)}`;
}

function snsMessage(refusal: Refusal): string {
  return `Invalid parameter: ${refusal.member} Reason:${quotedValue(refusal)} ${demandOf(refusal.violation)}`;
}

/** Amazon ECS refuses task definitions with ClientException and other requests with InvalidParameterException. */
function ecsCode({ operation }: Refusal): string {
  return operation === "RegisterTaskDefinition" ? "ClientException" : "InvalidParameterException";
}

/** S3 checks words against the schema of its XML before it looks at values (Amazon S3 API Reference, "Error responses"). */
function s3Code({ violation }: Refusal): string {
  return violation.demand === "enum" || violation.demand === "present" ? "MalformedXML" : "InvalidArgument";
}

function quotedValue({ value }: Refusal): string {
  return value === undefined ? "" : ` '${value}'`;
}

function demandOf({ demand, bound }: Violation): string {
  return `${DEMANDS[demand]}${boundText(bound)}`;
}

function boundText(bound: unknown): string {
  if (typeof bound === "number") return String(bound);
  if (typeof bound === "string") return original(bound);
  return Array.isArray(bound) ? `[${listed(bound)}]` : "";
}

function listed(values: readonly unknown[]): string {
  return values.length > MOST_VALUES ? `${values.slice(0, MOST_VALUES).join(", ")}, …` : values.join(", ");
}

/** AWS's pattern without what makes JavaScript match the whole text. */
function original(pattern: string): string {
  return pattern.replace(/^\^\(\?:(.*)\)\$$/su, "$1");
}

/** A member as AWS's messages name it: `Actions[].Type` of the first action is `actions.1.member.type`. */
function memberPath({ member, positions }: Refusal): string {
  let list = 0;
  return member
    .replaceAll("[]", () => `.${(positions[list++] ?? 0) + 1}.member`)
    .split(".")
    .map((name) => name.slice(0, 1).toLowerCase() + name.slice(1))
    .join(".");
}
