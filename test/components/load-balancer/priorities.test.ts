import fc from "fast-check";
import { prioritized } from "../../../components/load-balancer/priorities";
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
  it("gives each target a place of its own, of those that a load balancer has", () => {
    fc.assert(
      fc.property(entries, (list) => {
        const priorities = Object.values(prioritiesOf({ byDefault: {}, ...targetsOf(list) }));
        expect(new Set(priorities).size).toBe(list.length + 1);
        expect(Math.min(...priorities)).toBeGreaterThanOrEqual(1);
        expect(Math.max(...priorities)).toBeLessThanOrEqual(50_000);
      }),
    );
  });

  it("is the same whatever the order in which targets are given", () => {
    fc.assert(
      fc.property(entries, (list) => {
        expect(prioritiesOf(targetsOf([...list].reverse()))).toEqual(prioritiesOf(targetsOf(list)));
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

  it("puts the target without routing last, and those with a priority first, in the order of theirs", () => {
    fc.assert(
      fc.property(entries, (list) => {
        const given = {
          one: { routing: { paths: ["/1"], priority: 1 } },
          last: { routing: { paths: ["/2"], priority: 999 } },
        };
        const two = { routing: { paths: ["/3"], priority: 2 } };
        const { byDefault, ...others } = prioritiesOf({ byDefault: {}, ...targetsOf(list), ...given, two });
        expect(Math.max(...Object.values(others))).toBeLessThan(byDefault ?? 0);
        const inOrder = Object.keys(others).sort((a, b) => (others[a] ?? 0) - (others[b] ?? 0));
        expect(inOrder.slice(0, 3)).toEqual(["one", "two", "last"]);
      }),
    );
  });

  it("keeps the rest of a target", () => {
    const web = { port: 80, routing: undefined };

    expect(prioritized({ web })).toEqual({ web: { ...web, priority: expect.any(Number) as unknown } });
  });

  it("gives out every place of a band, and says when none is left", () => {
    const list = Array.from({ length: 376 }, (_, index) => [`t${index}`, { paths: [`/${index}/*`] }] as const);
    const full = prioritiesOf(targetsOf(list.slice(0, -1)));

    expect(new Set(Object.values(full)).size).toBe(375);
    expect(() => prioritized(targetsOf(list))).toThrow("376 targets have routes of one kind, of 375 at most");
  });

  it("gives targets with priorities places of their own even where there are more than slots", () => {
    const list = Array.from(
      { length: 50 },
      (_, index) => [`t${index}`, { paths: ["/*"], priority: 10 * index + 1 }] as const,
    );

    expect(new Set(Object.values(prioritiesOf(targetsOf(list)))).size).toBe(50);
  });
});

/**
 * Targets whose new place is where another's rule still is: an update changes rules one by one, the old ones go last.
 */
function blocked(before: Readonly<Record<string, Target>>, after: Readonly<Record<string, Target>>): string[] {
  const [old, now] = [prioritiesOf(before), prioritiesOf(after)];
  return Object.keys(now).filter((name) =>
    Object.keys(old).some((other) => other !== name && old[other] === now[name]),
  );
}

describe("an update", () => {
  const names = fc.uniqueArray(fc.stringMatching(/^[a-z][a-z0-9-]{0,12}$/), { minLength: 2, maxLength: 40 });

  it("leads no target to where another still is when priorities change hands", () => {
    fc.assert(
      fc.property(names, fc.infiniteStream(fc.nat()), (list, random) => {
        const given = list.map((_, index) => 10 * index + 1);
        const shuffled = given
          .map((priority) => ({ priority, key: random.next().value as number }))
          .sort((one, other) => one.key - other.key);
        const before = targetsOf(list.map((name, index) => [name, { paths: ["/*"], priority: given[index] ?? 0 }]));
        const after = targetsOf(
          list.map((name, index) => [name, { paths: ["/*"], priority: shuffled[index]?.priority ?? 0 }]),
        );
        expect(blocked(before, after)).toEqual([]);
      }),
    );
  });

  it("leads none there when targets are added, removed or listed otherwise", () => {
    const few = fc.uniqueArray(entry, { minLength: 2, maxLength: 12, selector: ([name]) => name });
    fc.assert(
      fc.property(few, ([first, ...others]) => {
        fc.pre(first !== undefined);
        expect(blocked(targetsOf([first, ...others]), targetsOf(others))).toEqual([]);
        expect(blocked(targetsOf(others), targetsOf([...others, first]))).toEqual([]);
        expect(blocked(targetsOf([first, ...others]), targetsOf([...others, first]))).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });

  it.each([
    ["api", "backend"],
    ["web", "website"],
    ["jobs", "workers"],
    ["enterprise", "enterprise-2"],
  ])("finds a place for %s under its new name %s, with the same priority, routes or none", (name, renamed) => {
    for (const routing of [{ paths: ["/a"], priority: 7 }, { paths: ["/a/*"] }, undefined]) {
      expect(blocked({ [name]: { routing } }, { [renamed]: { routing } })).toEqual([]);
    }
  });

  it("lets two targets take each other's routes and the place of the one without", () => {
    const routing = { paths: ["/api/*"] };

    expect(blocked({ web: {}, api: { routing } }, { web: { routing }, api: {} })).toEqual([]);
  });
});
