import fc from "fast-check";
import { covers, routeCovers, routes, routeText, ruleConditions } from "../../../components/load-balancer/routes";

describe("routes", () => {
  it("combines each host with each path, hosts in lower case", () => {
    expect(routes({ hosts: ["A.example.com", "b.example.com"], paths: ["/x", "/Y"] })).toEqual([
      { host: "a.example.com", path: "/x" },
      { host: "a.example.com", path: "/Y" },
      { host: "b.example.com", path: "/x" },
      { host: "b.example.com", path: "/Y" },
    ]);
  });

  it("stands for any host or any path where none is given", () => {
    expect(routes({ paths: ["/x"] }).map(routeText)).toEqual(["/x"]);
    expect(routes({ hosts: ["a.example.com"] }).map(routeText)).toEqual(["a.example.com/*"]);
  });
});

describe("routeCovers", () => {
  it.each([
    ["*", "/api/*", "a.example.com", "/api/x", true],
    ["a.example.com", "/*", "*", "/x", false],
    ["a.example.com", "/y", "a.example.com", "/x", false],
    ["*.example.com", "/*", "a.example.com", "/x", true],
  ])("%s%s over %s%s: %s", (wideHost, widePath, host, path, expected) => {
    expect(routeCovers({ host: wideHost, path: widePath }, { host, path })).toBe(expected);
  });
});

describe("ruleConditions", () => {
  it("names hosts and paths, each only where given", () => {
    expect(ruleConditions({ hosts: ["a.example.com"], paths: ["/x"] })).toEqual([
      { hostHeader: { values: ["a.example.com"] } },
      { pathPattern: { values: ["/x"] } },
    ]);
    expect(ruleConditions({ hosts: ["a.example.com"] })).toEqual([{ hostHeader: { values: ["a.example.com"] } }]);
  });

  it("takes every path for a target without routing", () => {
    expect(ruleConditions(undefined)).toEqual([{ pathPattern: { values: ["/*"] } }]);
  });
});

const pattern = fc.string({ unit: fc.constantFrom("a", "b", "/", "*", "?"), maxLength: 8 });
const text = fc.string({ unit: fc.constantFrom("a", "b", "/"), maxLength: 8 });

const short = fc.string({ unit: fc.constantFrom("a", "*", "?"), maxLength: 3 });

function textsUpTo(length: number): string[] {
  if (length === 0) return [""];
  const shorter = textsUpTo(length - 1);
  return [...new Set(shorter.flatMap((each) => [each, `${each}a`, `${each}b`]))];
}

function matches(glob: string, sample: string): boolean {
  return new RegExp(`^${glob.replace(/\*/g, ".*").replace(/\?/g, ".")}$`).test(sample);
}

describe("covers", () => {
  it.each([
    ["/api/*", "/api/users/*"],
    ["/api/*", "/api/"],
    ["*", "/a?c*"],
    ["/?", "/a"],
    ["/a*c", "/abbc"],
    ["*.example.com", "api.example.com"],
    ["/**", "/*"],
  ])("%s takes all that %s takes", (wide, narrow) => {
    expect(covers(wide, narrow)).toBe(true);
  });

  it.each([
    ["/api/*", "/api"],
    ["/api/*", "/ap*"],
    ["/api/users/*", "/api/*"],
    ["/?", "/*"],
    ["/a", "/?"],
    ["/a", "/ab"],
    ["", "a"],
  ])("%s does not take all that %s takes", (wide, narrow) => {
    expect(covers(wide, narrow)).toBe(false);
  });

  it("says for a text without wildcards whether the pattern matches it", () => {
    fc.assert(fc.property(pattern, text, (glob, sample) => covers(glob, sample) === matches(glob, sample)));
  });

  it("never claims more than is true of any text", () => {
    const texts = textsUpTo(4);
    fc.assert(
      fc.property(short, short, (wide, narrow) => {
        const taken = texts.filter((sample) => matches(narrow, sample));
        return !covers(wide, narrow) || taken.every((sample) => matches(wide, sample));
      }),
    );
  });

  it("holds of a pattern and itself, and of what lies under it", () => {
    fc.assert(
      fc.property(
        pattern,
        pattern,
        (one, rest) => covers(one, one) && covers(`${one}*`, one) && covers("*", one + rest),
      ),
    );
  });
});
