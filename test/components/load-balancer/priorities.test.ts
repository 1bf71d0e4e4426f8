import fc from "fast-check";
import { PRIORITIES, prioritized } from "../../../components/load-balancer/priorities";
import type { RoutingArgs } from "../../../components/load-balancer";

interface Target {
  readonly routing?: RoutingArgs;
}

const segment = fc.constantFrom("api", "users", "v1", "files", "*", "a?");
const path = fc.array(segment, { minLength: 1, maxLength: 9 }).map((segments) => `/${segments.join("/")}`);
const host = fc.constantFrom("api.example.com", "www.example.com", "*.example.com");
const routing: fc.Arbitrary<RoutingArgs> = fc.record({
  paths: fc.array(path, { minLength: 1, maxLength: 3 }),
  hosts: fc.option(fc.array(host, { minLength: 1, maxLength: 2 }), { nil: undefined }),
});
const entry = fc.tuple(fc.stringMatching(/^[a-z][a-z0-9-]{0,12}$/), routing);
const entries = fc.uniqueArray(entry, { minLength: 1, maxLength: 40, selector: ([name]) => name });

function prioritiesOf(targets: Readonly<Record<string, Target>>): Record<string, number> {
  return Object.fromEntries(Object.entries(prioritized(targets)).map(([name, { priority }]) => [name, priority]));
}

function targetsOf(list: readonly (readonly [string, RoutingArgs])[]): Record<string, Target> {
  return Object.fromEntries(list.map(([name, each]) => [name, { routing: each }]));
}

function priorityOf(target: RoutingArgs): number {
  return prioritized({ only: { routing: target } }).only?.priority ?? 0;
}

describe("prioritized", () => {
  it("gives each target a place of its own, within the band of derived places", () => {
    fc.assert(
      fc.property(entries, (list) => {
        const priorities = Object.values(prioritiesOf(targetsOf(list)));
        const { first, last } = PRIORITIES.derived;
        return new Set(priorities).size === list.length && priorities.every((each) => each >= first && each <= last);
      }),
    );
  });

  it("moves no target when another is added after it", () => {
    fc.assert(
      fc.property(entries, (list) => {
        const before = prioritiesOf(targetsOf(list.slice(0, -1)));
        expect(prioritiesOf(targetsOf(list))).toMatchObject(before);
      }),
    );
  });

  it("moves no target when one is added before it, unless both want the same place", () => {
    fc.assert(
      fc.property(entries, ([added, ...others]) => {
        fc.pre(added !== undefined);
        const before = prioritiesOf(targetsOf(others));
        const wanted = priorityOf(added[1]);
        fc.pre(!Object.values(before).includes(wanted));
        const alone = prioritiesOf(targetsOf([added]))[added[0]];
        fc.pre(alone !== undefined && !Object.values(before).includes(alone));
        expect(prioritiesOf(targetsOf([added, ...others]))).toMatchObject(before);
      }),
    );
  });

  it.each<[string, RoutingArgs, RoutingArgs]>([
    ["a deeper path", { paths: ["/api/users/*"] }, { paths: ["/api/*"] }],
    ["a path without wildcard", { paths: ["/api/users"] }, { paths: ["/api/*"] }],
    ["a host", { hosts: ["api.example.com"] }, { paths: ["/a/b/c/d/e/f/g/h"] }],
    ["an exact host", { hosts: ["api.example.com"] }, { hosts: ["*.example.com"], paths: ["/a/b/c"] }],
    ["a host's path", { hosts: ["api.example.com"], paths: ["/v1/*"] }, { hosts: ["www.example.com"] }],
    ["the deepest of several paths", { paths: ["/*", "/a/b/c"] }, { paths: ["/a/b"] }],
  ])("puts %s first", (_, first, second) => {
    expect(priorityOf(first)).toBeLessThan(priorityOf(second));
  });

  it("treats paths beyond the seventh segment alike", () => {
    expect(priorityOf({ paths: ["/1/2/3/4/5/6/7"] })).toBe(priorityOf({ paths: ["/1/2/3/4/5/6/7/8/9"] }));
  });

  it("puts the target without routing last, and takes explicit priorities as they are", () => {
    fc.assert(
      fc.property(entries, (list) => {
        const { byDefault, ...others } = prioritiesOf({ byDefault: {}, ...targetsOf(list) });
        const { first, last } = PRIORITIES.byDefault;
        expect(byDefault).toBeGreaterThanOrEqual(first);
        expect(byDefault).toBeLessThanOrEqual(last);
        expect(Math.max(...Object.values(others))).toBeLessThan(first);
      }),
    );
    expect(prioritiesOf({ api: { routing: { paths: ["/api/*"], priority: 7 } } })).toEqual({ api: 7 });
  });

  it("gives a renamed target a place beside its old rule", () => {
    expect(prioritiesOf({ web: {} }).web).not.toBe(prioritiesOf({ website: {} }).website);
  });

  it("keeps the rest of a target", () => {
    const web = { port: 80, routing: undefined };

    expect(prioritized({ web })).toEqual({ web: { ...web, priority: expect.any(Number) as unknown } });
  });

  it("gives out every place of a band, and says when none is left", () => {
    const list = Array.from({ length: 2001 }, (_, index) => [`t${index}`, { paths: [`/${index}/*`] }] as const);
    const full = prioritiesOf(targetsOf(list.slice(0, -1)));

    expect(new Set(Object.values(full)).size).toBe(2000);
    expect(() => prioritized(targetsOf(list))).toThrow("no priority is left for target t2000");
  });
});
