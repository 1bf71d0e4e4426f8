import { routeCovers, routes, routeText, ruleConditions } from "../../../components/load-balancer/routes";

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
