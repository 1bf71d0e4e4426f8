import type { Properties } from "../../../localcloud/model/values";
import { inLocalCloud, refusalOf, type TestCloud } from "./in-local-cloud";

/** Inputs that differ from valid ones; a function where they name what was prepared. */
export type Change<Given> = Properties | ((given: Given) => Properties);

/** What is refused, the inputs that do it, the closest ones that AWS takes, and its code and words. */
export type RuleCase<Given> = readonly [
  what: string,
  violation: Change<Given>,
  neighbour: Change<Given>,
  code: string,
  words: string,
];

/**
 * Declares what the local cloud refuses in the inputs of a resource, and that it takes what is next to it.
 * @param prepare creates what the resource needs, and gives valid inputs; each case starts with an empty cloud.
 */
export function describeRules<Given extends { readonly inputs: Properties }>(
  type: string,
  prepare: (cloud: TestCloud) => Given,
  cases: readonly [RuleCase<Given>, ...RuleCase<Given>[]],
): void {
  const creation = (change: Change<Given>) => () => {
    const cloud = inLocalCloud();
    const given = prepare(cloud);
    const changes = typeof change === "function" ? change(given) : change;
    return () => cloud.create(type, defined({ ...given.inputs, ...changes }));
  };
  describe(`rules of ${type}`, () => {
    it.each(cases)("refuses %s", (_, violation, neighbour, code, words) => {
      expectRefusal(creation(violation)(), code, words);
      expect(refusalOf(creation(neighbour)())).toBeUndefined();
    });
  });
}

/**
 * What AWS takes although it goes wrong later, the inputs that do it, the closest ones that don't, and the warning's
 * words.
 */
export type WarningCase<Given> = readonly [
  what: string,
  warned: Change<Given>,
  neighbour: Change<Given>,
  words: string,
];

/**
 * Declares what the local cloud takes with a warning in the inputs of a resource, and that it is silent about what is
 * next to it.
 * @param prepare creates what the resource needs, and gives valid inputs; each case starts with an empty cloud.
 */
export function describeWarnings<Given extends { readonly inputs: Properties }>(
  type: string,
  prepare: (cloud: TestCloud) => Given,
  cases: readonly [WarningCase<Given>, ...WarningCase<Given>[]],
): void {
  const warningsOf = (change: Change<Given>): readonly string[] => {
    const cloud = inLocalCloud();
    const given = prepare(cloud);
    const changes = typeof change === "function" ? change(given) : change;
    const before = cloud.warnings.length;
    cloud.create(type, defined({ ...given.inputs, ...changes }));
    return cloud.warnings.slice(before);
  };
  describe(`warnings of ${type}`, () => {
    it.each(cases)("warns of %s", (_, warned, neighbour, words) => {
      expect(warningsOf(warned)).toEqual([expect.stringContaining("rehearsal: AWS takes this, but ")]);
      expect(warningsOf(warned)).toEqual([expect.stringContaining(words)]);
      expect(warningsOf(neighbour)).toEqual([]);
    });
  });
}

/** Declares that the local cloud takes something with a warning. */
export function itWarns(what: string, act: (cloud: TestCloud) => unknown, words: string): void {
  it(`warns of ${what}`, () => {
    const cloud = inLocalCloud();

    act(cloud);

    expect(cloud.warnings).toEqual([expect.stringContaining(words)]);
    expect(cloud.warnings).toEqual([expect.stringContaining("rehearsal: AWS takes this, but ")]);
  });
}

/** Declares that the local cloud refuses a `violation`, and then takes the `neighbour`. */
export function itRefuses(
  what: string,
  prepare: (cloud: TestCloud) => { readonly violation: () => unknown; readonly neighbour: () => unknown },
  code: string,
  words: string,
): void {
  it(`refuses ${what}`, () => {
    const { violation, neighbour } = prepare(inLocalCloud());
    expectRefusal(violation, code, words);
    expect(refusalOf(neighbour)).toBeUndefined();
  });
}

function expectRefusal(action: () => unknown, code: string, words: string): void {
  const refusal = refusalOf(action) ?? "accepted";
  expect(refusal).toContain(words);
  expect(refusal.split(":")[0]).toBe(code);
}

function defined(properties: Properties): Properties {
  return Object.fromEntries(Object.entries(properties).filter(([, value]) => value !== undefined));
}
