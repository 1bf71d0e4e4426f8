import fc from "fast-check";
import type { LoadBalancerTargetArgs, RoutingArgs } from "../../../components/load-balancer";
import { prioritized } from "../../../components/load-balancer/priorities";
import { covers } from "../../../components/load-balancer/routes";
import { validateRouting } from "../../../components/load-balancer/validate-routing";
import { ArgumentProblems } from "../../../components/shared/validation";

type Routings = Readonly<Record<string, RoutingArgs | undefined>>;

function targetsOf(routings: Routings): Record<string, LoadBalancerTargetArgs> {
  return Object.fromEntries(Object.entries(routings).map(([name, routing]) => [name, { port: 80, routing }]));
}

function problemsOf(routings: Routings): string[] {
  const problems = new ArgumentProblems();
  validateRouting(targetsOf(routings), problems);
  return problems.all.map(({ propertyPath, reason }) => `${propertyPath}: ${reason}`);
}

/** The target whose rule is the first that a request's path meets. */
function answering(routings: Routings, path: string): string | undefined {
  const inOrder = Object.entries(prioritized(targetsOf(routings))).sort(
    ([, one], [, two]) => one.priority - two.priority,
  );
  return inOrder.find(([, { routing }]) => routing?.paths?.some((pattern) => covers(pattern, path)))?.[0];
}

describe("validateRouting", () => {
  it.each<Routings>([
    { web: undefined },
    { api: { paths: ["/api/*"] } },
    { web: undefined, api: { paths: ["/api", "/api/*"] }, users: { paths: ["/api/users/*"] } },
    { api: { hosts: ["api.example.com"] }, other: { hosts: ["*.example.com"] } },
    { api: { hosts: ["api.example.com"], paths: ["/v1/*"] }, web: { hosts: ["api.example.com"] } },
    { one: { paths: ["/1", "/2", "/3", "/4", "/5"] } },
    { one: { paths: ["/1", "/2"], hosts: ["a.b", "c.d", "e.f"] } },
    { one: { paths: [`/${"x".repeat(127)}`] } },
    { one: { paths: ["/a_-.$/~\"'@:+&*?"] } },
    { one: { paths: ["/1"], priority: 1 }, two: { paths: ["/2"], priority: 999 } },
    { images: { paths: ["/img-*"], priority: 2 }, thumbnails: { paths: ["/img-small-*"], priority: 1 } },
  ])("takes %j", (routings) => {
    expect(problemsOf(routings)).toEqual([]);
  });

  it("blames a routing that names nothing alone, and no target that would take all requests", () => {
    for (const routing of [{}, { priority: 3 }, { paths: [] }]) {
      expect(problemsOf({ web: undefined, api: routing })).toEqual([
        expect.stringMatching(/^targets\.api\.routing: must have one to 5 paths and hosts together/),
      ]);
    }
  });

  it.each<[string, Routings, string]>([
    ["no condition", { one: {} }, "targets.one.routing: must have one to 5 paths and hosts together"],
    ["an empty list", { one: { paths: ["/a"], hosts: [] } }, "no empty list, got 1"],
    ["six paths", { one: { paths: ["/1", "/2", "/3", "/4", "/5", "/6"] } }, "got 6"],
    ["three paths and three hosts", { one: { paths: ["/1", "/2", "/3"], hosts: ["a.b", "c.d", "e.f"] } }, "got 6"],
    ["a path without slash", { one: { paths: ["api/*"] } }, "targets.one.routing.paths[0]: must begin with a slash"],
    ["a path with a space", { one: { paths: ["/ok", "/a b"] } }, "targets.one.routing.paths[1]"],
    ["a path with a query", { one: { paths: ["/a=b"] } }, "targets.one.routing.paths[0]"],
    ["a path too long", { one: { paths: [`/${"x".repeat(128)}`] } }, "up to 128"],
    ["a host without dot", { one: { hosts: ["localhost"] } }, "targets.one.routing.hosts[0]: must be a host such as"],
    ["a host that ends in a digit", { one: { hosts: ["api.example.c0m"] } }, "targets.one.routing.hosts[0]"],
    ["a host with a path", { one: { hosts: ["api.example.com/v1"] } }, "targets.one.routing.hosts[0]"],
    ["a host too long", { one: { hosts: [`${"x".repeat(125)}.com`] } }, "up to 128"],
    [
      "priority 0",
      { one: { paths: ["/1"], priority: 0 } },
      "targets.one.routing.priority: must be a whole number from 1 to 999, got 0",
    ],
    ["a priority among derived ones", { one: { paths: ["/1"], priority: 1000 } }, "got 1000"],
    ["half a priority", { one: { paths: ["/1"], priority: 1.5 } }, "got 1.5"],
    [
      "a priority twice",
      { one: { paths: ["/1"], priority: 7 }, two: { paths: ["/2"], priority: 7 } },
      'targets.two.routing.priority: must be a priority of its own, got 7, which "one" has already; change one of the two',
    ],
    [
      "two default targets",
      { one: undefined, two: undefined },
      'targets.one.routing: "/*" leads to two already, and a request can have one target only',
    ],
    [
      "one path twice",
      { one: { paths: ["/a", "/b"], priority: 1 }, two: { paths: ["/c", "/b"], priority: 2 } },
      'targets.two.routing: "/b" leads to one already',
    ],
    [
      "one host twice, written differently",
      { one: { hosts: ["api.example.com"], priority: 1 }, two: { hosts: ["API.example.com"], priority: 2 } },
      'targets.two.routing: "api.example.com/*" leads to one already',
    ],
    [
      "a default target that another leaves nothing",
      { web: undefined, all: { paths: ["/*"] } },
      'targets.web.routing: "/*" leads to all already',
    ],
    [
      "a path behind one that takes all of it",
      { images: { paths: ["/img-*"], priority: 1 }, thumbnails: { paths: ["/img-small-*"], priority: 2 } },
      'targets.thumbnails.routing: "/img-small-*" is never reached: images comes first (priority 1, here 2)',
    ],
  ])("refuses %s", (_, routings, problem) => {
    expect(problemsOf(routings)).toEqual([expect.stringContaining(problem)]);
  });

  it("reports more targets than there are places", () => {
    const routings = Object.fromEntries(
      Array.from({ length: 376 }, (_, index) => [`t${index}`, { paths: [`/${index}`] }]),
    );

    expect(problemsOf(routings)).toEqual(["targets: 376 targets have routes of one kind, of 375 at most"]);
  });

  it("takes only sets of targets in which every route leads to its own target", () => {
    const path = fc
      .array(fc.constantFrom("a", "b", "*", "a*"), { minLength: 1, maxLength: 3 })
      .map((segments) => `/${segments.join("/")}`);
    const routing = fc.record({ paths: fc.array(path, { minLength: 1, maxLength: 2 }) });
    fc.assert(
      fc.property(fc.array(routing, { minLength: 2, maxLength: 4 }), (list) => {
        const routings = Object.fromEntries(list.map((each, index) => [`t${index}`, each]));
        if (problemsOf(routings).length > 0) return;
        for (const [name, { paths }] of Object.entries(routings)) {
          for (const each of paths) expect(answering(routings, each.replaceAll("*", "zz"))).toBe(name);
        }
      }),
    );
  });
});
