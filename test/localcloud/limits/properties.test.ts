import { limitProblems, limitTable } from "./inputs";
import * as fc from "fast-check";
import { AWS_LIMITS, type Limit } from "../../../localcloud/limits/table";
import { violation } from "../../../localcloud/limits/violation";

/** Every limit of every type that is a range, a length or a list of words and nothing else. */
const PLAIN = Object.keys(AWS_LIMITS.types).flatMap((type) => {
  const { limits = [], documents = [] } = limitTable(type) ?? {};
  return limits
    .filter(({ steps, constraint }) => !documents.includes(steps[0] ?? "") && isPlain(constraint))
    .filter((limit) => isAlone(limit, limits))
    .map((limit) => ({ type, limit }));
});

function isPlain({ allows, pattern }: Limit["constraint"]): boolean {
  return allows === undefined && pattern === undefined;
}

function isAlone({ steps }: Limit, limits: readonly Limit[]): boolean {
  return limits.filter((other) => other.steps.join(".") === steps.join(".")).length === 1;
}

/** Inputs that hold nothing but one value, at the end of the steps. */
function holding(steps: readonly string[], value: unknown): Record<string, unknown> {
  return [...steps].reverse().reduce<unknown>((inner, step) => {
    if (step === "[]") return [inner];
    if (step === "{key}") return { [String(inner)]: "value" };
    return step === "{value}" ? { key: inner } : { [step]: inner };
  }, value) as Record<string, unknown>;
}

/** Whether AWS would refuse a value at the end of the steps. */
function isRefused(type: string, { steps }: Limit, value: unknown): boolean {
  const end = steps.reduce((path, step) => {
    if (step === "[]") return `${path}[0]`;
    if (step === "{key}") return `${path}.${String(value)}`;
    return step === "{value}" ? `${path}.key` : [path, step].filter((name) => name !== "").join(".");
  }, "");
  return limitProblems(type, holding(steps, value)).some(({ path }) => path === end);
}

const plain = (keep: (constraint: Limit["constraint"]) => boolean) => {
  const kept = PLAIN.filter(({ limit }) => keep(limit.constraint));
  return { kept, arbitrary: fc.constantFrom(...kept) };
};

describe("limits from AWS's models", () => {
  const ranges = plain(({ min, max }) => min !== undefined || max !== undefined);
  const lengths = plain(({ minLength, maxLength }) => (maxLength ?? minLength ?? 10_000) < 10_000);
  const words = plain((constraint) => constraint.enum !== undefined);

  it("are many enough for the properties to mean something", () => {
    expect(ranges.kept.length).toBeGreaterThan(50);
    expect(lengths.kept.length).toBeGreaterThan(30);
    expect(words.kept.length).toBeGreaterThan(100);
  });

  it("take numbers inside their range and no others", () => {
    fc.assert(
      fc.property(ranges.arbitrary, fc.nat(1000), ({ type, limit }, offset) => {
        const { min = -1_000_000, max = 1_000_000_000 } = limit.constraint;
        expect(isRefused(type, limit, Math.min(min + offset, max))).toBe(false);
        expect(isRefused(type, limit, Math.max(max - offset, min))).toBe(false);
        if (limit.constraint.min !== undefined) expect(isRefused(type, limit, min - 1 - offset)).toBe(true);
        if (limit.constraint.max !== undefined) expect(isRefused(type, limit, max + 1 + offset)).toBe(true);
      }),
    );
  });

  it("take words of their list and no others", () => {
    fc.assert(
      fc.property(words.arbitrary, fc.nat(), ({ type, limit }, index) => {
        const values = limit.constraint.enum ?? [];
        const word = values[index % values.length] ?? "";
        expect(isRefused(type, limit, word)).toBe(false);
        expect(isRefused(type, limit, `${word}?`)).toBe(true);
      }),
    );
  });
});

describe("violation", () => {
  it("keeps every length within bounds, and breaks every other", () => {
    fc.assert(
      fc.property(fc.nat(20), fc.nat(20), fc.string({ unit: "binary", maxLength: 50 }), (minLength, extra, text) => {
        const constraint = { minLength, maxLength: minLength + extra };
        const length = Array.from(text).length;
        const expected = length < minLength ? "minLength" : length > minLength + extra ? "maxLength" : undefined;
        expect(violation(text, constraint)?.demand).toBe(expected);
        expect(violation(Array(length).fill(text), constraint)?.demand).toBe(expected);
      }),
    );
  });

  it("demands nothing of a value without constraint", () => {
    fc.assert(fc.property(fc.anything(), (value) => violation(value, {}) === undefined));
  });

  it("has a pattern for every generated one that compiles", () => {
    for (const { pattern } of Object.values(AWS_LIMITS.constraints)) {
      if (pattern !== undefined) expect(() => new RegExp(pattern, "u")).not.toThrow();
    }
  });
});
