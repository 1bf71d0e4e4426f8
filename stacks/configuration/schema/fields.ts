import { z } from "zod";
import { cpuUnits, durationSeconds, durationText, memoryMebibytes } from "../../../components/shared/quantity";

/** What is known of a key besides its type; errors, the JSON Schema and the reference are made from it. */
export interface KeyFacts {
  /** What the value means. */
  readonly description: string;
  /** Which values are right, continuing "allowed: ". */
  readonly allowed: string;
  /** What changing it later costs: downtime, replacement, money. */
  readonly changing: string;
  /** Values that are right; the first is shown to whoever wrote a wrong one. */
  readonly examples?: readonly (string | number | boolean | object)[];
  /** The name that the key had before it was renamed: whoever still writes it is told the present one. */
  readonly formerName?: string;
}

/** The outline of an IPv4 block in CIDR notation; components check its numbers. */
export const CIDR_BLOCK = /^\d{1,3}(?:\.\d{1,3}){3}\/\d{1,2}$/;

/** A text that matches one pattern. */
export function text(pattern: RegExp, facts: KeyFacts) {
  return z
    .string()
    .regex(pattern)
    .meta({ ...facts });
}

/** A whole number in a range. */
export function wholeNumber(minimum: number, maximum: number, facts: Omit<KeyFacts, "allowed">) {
  const allowed = `a whole number from ${minimum} to ${maximum}`;
  return z
    .int()
    .min(minimum)
    .max(maximum)
    .meta({ ...facts, allowed });
}

/** A number in a range. */
export function number(minimum: number, maximum: number, facts: Omit<KeyFacts, "allowed">) {
  return z
    .number()
    .min(minimum)
    .max(maximum)
    .meta({ ...facts, allowed: `a number from ${minimum} to ${maximum}` });
}

/** A list of texts that match one pattern. `allowed` and `examples` describe one entry. */
export function textList(pattern: RegExp, facts: KeyFacts & { readonly examples: readonly string[] }) {
  return z
    .array(text(pattern, facts))
    .min(1)
    .meta({ ...facts, allowed: `a list with at least one entry, each ${facts.allowed}`, examples: [facts.examples] });
}

/** One of a few words. */
export function oneOf<const Words extends readonly [string, ...string[]]>(
  words: Words,
  facts: Omit<KeyFacts, "allowed" | "examples">,
) {
  return z.enum(words).meta({ ...facts, allowed: alternatives(words), examples: words });
}

function alternatives(words: readonly string[]): string {
  return new Intl.ListFormat("en-GB", { type: "disjunction" }).format(words.map((word) => JSON.stringify(word)));
}

/** A group of keys. */
export function group<Shape extends z.ZodRawShape>(shape: Shape, facts: Omit<KeyFacts, "allowed">) {
  return z.strictObject(shape).meta({ ...facts, allowed: `a group of the keys ${Object.keys(shape).join(", ")}` });
}

/** `true` or `false`. */
export function flag(facts: Omit<KeyFacts, "allowed" | "examples">) {
  return z.boolean().meta({ ...facts, allowed: "true or false", examples: [true] });
}

/** CPU, in the notation of {@link cpuUnits}. */
export function cpu(facts: Omit<KeyFacts, "allowed">) {
  return z
    .templateLiteral([z.number(), z.enum(["m", ""])])
    .refine(readableBy(cpuUnits))
    .meta({
      ...facts,
      allowed: 'more than zero in millicores or cores, such as "500m" or "1"',
      pattern: quantityPattern("m?"),
    });
}

/** Memory or storage, in the notation of {@link memoryMebibytes}. */
export function size(facts: Omit<KeyFacts, "allowed">) {
  return z
    .templateLiteral([z.number(), z.enum(["Mi", "Gi"])])
    .refine(readableBy(memoryMebibytes))
    .meta({
      ...facts,
      allowed: 'more than zero in mebibytes or gibibytes, such as "512Mi" or "2Gi"',
      pattern: quantityPattern("(?:Mi|Gi)"),
    });
}

const MINUTE = 60;

/**
 * A span of time, in the notation of {@link durationSeconds}, between two bounds in seconds: of whole minutes where the
 * smallest is one, else of whole seconds.
 */
export function duration(minimum: number, maximum: number, facts: Omit<KeyFacts, "allowed">) {
  const [unit, unitName] = minimum % MINUTE === 0 ? [MINUTE, "minutes"] : [1, "seconds"];
  const withinBounds = (notation: string) => {
    const seconds = durationSeconds(notation);
    return Number.isInteger(seconds / unit) && seconds >= minimum && seconds <= maximum;
  };
  return z
    .templateLiteral([z.number(), z.enum(["ms", "s", "m", "h", "d"])])
    .refine((notation) => readableBy(durationSeconds)(notation) && withinBounds(notation))
    .meta({
      ...facts,
      allowed: `whole ${unitName} from "${durationText(minimum)}" to "${durationText(maximum)}"`,
      pattern: quantityPattern("(?:ms|s|m|h|d)"),
    });
}

function quantityPattern(unit: string): string {
  return `^\\d+(?:\\.\\d+)?${unit}$`;
}

function readableBy(parse: (notation: string) => number): (notation: string) => boolean {
  return (notation) => {
    try {
      parse(notation);
      return true;
    } catch {
      return false;
    }
  };
}
