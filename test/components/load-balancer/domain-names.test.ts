import {
  certificateCovers,
  domainNames,
  hostedZone,
  liesInZone,
  validatedNames,
} from "../../../components/load-balancer/domain-names";

describe("hostedZone", () => {
  it.each([
    ["app.example.com", "example.com"],
    ["a.b.example.com", "b.example.com"],
    ["example.com", "example.com"],
  ])("of %s is %s unless named", (name, zone) => {
    expect(hostedZone({ name })).toBe(zone);
    expect(hostedZone({ name, hostedZone: "other.org" })).toBe("other.org");
  });
});

describe("domainNames", () => {
  it("puts the domain first and names each once", () => {
    expect(domainNames({ name: "a.com", alternativeNames: ["*.a.com", "a.com"] })).toEqual(["a.com", "*.a.com"]);
  });
});

describe("liesInZone", () => {
  it.each([
    ["example.com", true],
    ["a.example.com", true],
    ["*.example.com", true],
    ["anexample.com", false],
    ["com", false],
  ])("%s: %s", (name, expected) => {
    expect(liesInZone(name, "example.com")).toBe(expected);
  });
});

describe("validatedNames", () => {
  it("asks once for a name and the wildcard below it", () => {
    expect(validatedNames(["a.com", "*.a.com", "*.b.a.com"])).toEqual(["a.com", "b.a.com"]);
  });
});

describe("certificateCovers", () => {
  const names = ["example.com", "*.example.com"];

  it.each(["example.com", "*.example.com", "api.example.com", "api-?.example.com"])("covers %s", (host) => {
    expect(certificateCovers(names, host)).toBe(true);
  });

  it.each(["a.b.example.com", "example.org", "*.example.org", "com", "*.b.example.com"])("leaves out %s", (host) => {
    expect(certificateCovers(names, host)).toBe(false);
  });
});
