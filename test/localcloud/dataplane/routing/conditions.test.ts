import { conditionsOf } from "../../../../localcloud/dataplane/routing/conditions";
import { splitHost, splitTarget, type RequestFacts } from "../../../../localcloud/dataplane/routing/request";
import type { Properties } from "../../../../localcloud/model/values";

function request(other: Partial<RequestFacts> & { readonly headers?: Record<string, string[]> } = {}): RequestFacts {
  const { headers = {}, ...facts } = other;
  return {
    method: "GET",
    host: "www.example.com",
    path: "/",
    query: "",
    sourceAddress: "127.0.0.1",
    header: (name) => headers[name] ?? [],
    ...facts,
  };
}

function meets(condition: Properties, of: RequestFacts): boolean {
  return conditionsOf({ conditions: [condition] }).every((each) => each(of));
}

// User Guide for Application Load Balancers, "Condition types for listener rules"; most examples are its own.
describe("conditions", () => {
  it.each([
    ["*.example.com", "www.example.com", true],
    ["*.example.com", "example.com", false],
    ["*.EXAMPLE.com", "www.example.com", true],
    ["test?.example.com", "test1.example.com", true],
    ["test?.example.com", "test.example.com", false],
    ["example.com", "exampleXcom", false],
  ])("on the host: %s meets %s: %s", (pattern, host, expected) => {
    expect(meets({ hostHeader: { values: [pattern] } }, request({ host }))).toBe(expected);
  });

  it.each([
    ["/img/*", "/img/picture.jpg", true],
    ["/img/*", "/img/", true],
    ["/img/*", "/img", false],
    ["/img/*", "/IMG/picture.jpg", false],
    ["/img/*/pics", "/img/a/b/pics", true],
    ["/api/?", "/api/1", true],
    ["/api/?", "/api/12", false],
    ["/*", "/", true],
    ["/a.c", "/abc", false],
  ])("on the path: %s meets %s: %s", (pattern, path, expected) => {
    expect(meets({ pathPattern: { values: [pattern] } }, request({ path }))).toBe(expected);
  });

  it("on the path leave out the query", () => {
    const of = request(splitTarget("/img?x=/other"));
    expect(meets({ pathPattern: { values: ["/img"] } }, of)).toBe(true);
  });

  it("are met by one of several values", () => {
    const condition = { pathPattern: { values: ["/one", "/two"] } };
    expect(meets(condition, request({ path: "/two" }))).toBe(true);
    expect(meets(condition, request({ path: "/three" }))).toBe(false);
  });

  it.each([
    ["*Chrome*", ["Mozilla/5.0 Chrome/1"], true],
    ["*chrome*", ["Mozilla/5.0 Chrome/1"], true],
    ["*Chrome*", [], false],
    ["*Chrome*", ["curl", "Chrome"], true],
    ["a\\*b", ["a*b"], true],
    ["a\\*b", ["axb"], false],
  ])("on a header: %s meets %j: %s", (pattern, values, expected) => {
    const condition = { httpHeader: { httpHeaderName: "User-Agent", values: [pattern] } };
    expect(meets(condition, request({ headers: { "user-agent": values } }))).toBe(expected);
  });

  it("on the method are case-sensitive", () => {
    const condition = { httpRequestMethod: { values: ["GET", "CUSTOM"] } };
    expect(meets(condition, request({ method: "CUSTOM" }))).toBe(true);
    expect(meets(condition, request({ method: "custom" }))).toBe(false);
    expect(meets(condition, request({ method: "HEAD" }))).toBe(false);
  });

  it.each([
    [{ key: "version", value: "v1" }, "version=v1", true],
    [{ key: "version", value: "v1" }, "a=b&VERSION=V1", true],
    [{ key: "version", value: "v1" }, "version=v2", false],
    [{ value: "*example*" }, "q=an%20example", true],
    [{ value: "*example*" }, "example=1", false],
    [{ key: "version", value: "*" }, "", false],
  ])("on the query: %j meets %s: %s", (pair, query, expected) => {
    expect(meets({ queryStrings: [pair] }, request({ query }))).toBe(expected);
  });

  it.each([
    ["192.0.2.0/24", "192.0.2.7", true],
    ["192.0.2.0/24", "192.0.3.7", false],
    ["2001:db8::/32", "2001:db8::1", true],
    ["2001:db8::/32", "192.0.2.7", false],
  ])("on the source address: %s meets %s: %s", (block, sourceAddress, expected) => {
    expect(meets({ sourceIp: { values: [block] } }, request({ sourceAddress }))).toBe(expected);
  });

  it("take regular expressions", () => {
    const condition = { pathPattern: { regexValues: ["^/api/v[0-9]+$"] } };
    expect(meets(condition, request({ path: "/api/v12" }))).toBe(true);
    expect(meets(condition, request({ path: "/api/vx" }))).toBe(false);
  });

  it("have to be met all", () => {
    const conditions = conditionsOf({
      conditions: [{ pathPattern: { values: ["/a"] } }, { httpRequestMethod: { values: ["POST"] } }],
    });
    const met = (of: RequestFacts): boolean => conditions.every((each) => each(of));
    expect(met(request({ path: "/a", method: "POST" }))).toBe(true);
    expect(met(request({ path: "/a" }))).toBe(false);
  });
});

describe("the parts of a request", () => {
  it.each([
    ["/a?b=c", { path: "/a", query: "b=c" }],
    ["/a", { path: "/a", query: "" }],
    ["/a?", { path: "/a", query: "" }],
    ["http://example.com/a?b", { path: "/a", query: "b" }],
    ["http://example.com", { path: "/", query: "" }],
    ["http://example.com?a", { path: "/", query: "a" }],
    ["*", { path: "*", query: "" }],
  ])("of target %s", (target, expected) => {
    expect(splitTarget(target)).toEqual(expected);
  });

  it.each([
    ["Example.com", { host: "example.com" }],
    ["example.com:8080", { host: "example.com", port: 8080 }],
    ["[::1]:80", { host: "[::1]", port: 80 }],
    ["", { host: "" }],
    ["a:b:c", { host: "a:b:c" }],
  ])("of host %s", (header, expected) => {
    expect(splitHost(header)).toEqual(expected);
  });
});
