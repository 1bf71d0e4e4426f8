import { exemptionState, matches, type Exemption } from "../../../policies/core/exemptions";

const web = { name: "web", urn: "urn:pulumi:production::example::aws:ecs/service:Service::web" };

function exemption(match: string, expires: string): Exemption {
  return { match, reason: "because", owner: "team", expires };
}

describe("exemptionState", () => {
  it.each([
    ["none for another resource", [exemption("api", "2027-01-01")], "none"],
    ["none without exemptions", [], "none"],
    ["active by name", [exemption("web", "2027-01-01")], "active"],
    ["active by URN", [exemption(web.urn, "2027-01-01")], "active"],
    ["active by a pattern of URNs", [exemption("urn:*:Service::*", "2027-01-01")], "active"],
    ["active through its last day", [exemption("web", "2026-06-15")], "active"],
    ["expired on the day after", [exemption("web", "2026-06-14")], "expired"],
    ["active where one of several holds", [exemption("web", "2026-01-01"), exemption("w*", "2027-01-01")], "active"],
  ])("is %s", (_, exemptions, kind) => {
    expect(exemptionState(exemptions, web, "2026-06-15").kind).toBe(kind);
  });
});

describe("matches", () => {
  it.each([
    ["web", "web", true],
    ["web", "webs", false],
    ["web-*", "web-eu", true],
    ["*-web", "eu-web", true],
    ["a*c", "abbbc", true],
    ["a.c", "abc", false],
    ["[a]", "a", false],
    ["*", "anything at all", true],
  ])("%s and %s: %s", (pattern, text, expected) => {
    expect(matches(pattern, text)).toBe(expected);
  });
});
