import type { LimitRefusal, Violation, Wording, Wordings } from "../model/limits";

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

/**
 * The wording of an API.
 * @throws {Error} for an API of which no service has the wording.
 */
export function wordingOf(service: string, wordings: Wordings): Wording {
  const wording = wordings[service];
  if (wording === undefined) throw new Error(`no service of localcloud/services words the refusals of ${service}`);
  return wording;
}

/** A value as AWS repeats it. */
export function shown(value: unknown): string {
  const text = typeof value === "string" ? value : JSON.stringify(value);
  return text.length > LONGEST_VALUE ? `${text.slice(0, LONGEST_VALUE)}…` : text;
}

/** The same error code, whatever is refused. */
export function always(code: string): () => string {
  return () => code;
}

/** The wording that AWS's service framework generates from a model. */
export function modelled(code: string): Wording {
  return { code: always(code), message: modelMessage };
}

/** AWS's words for what a model demands. */
export function modelMessage(refusal: LimitRefusal): string {
  const value = refusal.violation.demand === "present" ? " null" : quotedValue(refusal);
  return `1 validation error detected: Value${value} at '${memberPath(refusal)}' failed to satisfy constraint: Member ${demandOf(refusal.violation)}`;
}

/** The value in quotes, after a space; empty where AWS doesn't repeat it. */
export function quotedValue({ value }: LimitRefusal): string {
  return value === undefined ? "" : ` '${value}'`;
}

/** What AWS demands, with its bound. */
export function demandOf({ demand, bound }: Violation): string {
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
export function memberPath({ member, positions }: LimitRefusal): string {
  let list = 0;
  return member
    .replaceAll("[]", () => `.${(positions[list++] ?? 0) + 1}.member`)
    .split(".")
    .map((name) => name.slice(0, 1).toLowerCase() + name.slice(1))
    .join(".");
}
