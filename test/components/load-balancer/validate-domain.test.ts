import type { LoadBalancerArgs } from "../../../components/load-balancer";
import { validateDomain } from "../../../components/load-balancer/validate-domain";
import { ArgumentProblems } from "../../../components/shared/validation";
import { CERTIFICATE, PLAIN } from "./fixture";

function problemsOf(args: Partial<LoadBalancerArgs>): string[] {
  const problems = new ArgumentProblems();
  validateDomain({ ...PLAIN, ...args }, problems);
  return problems.all.map(({ propertyPath, reason }) => `${propertyPath}: ${reason}`);
}

function withHost(host: string): Pick<LoadBalancerArgs, "targets"> {
  return { targets: { api: { port: 80, routing: { hosts: ["app.example.com", host] } } } };
}

describe("validateDomain", () => {
  it.each<Partial<LoadBalancerArgs>>([
    {},
    { domain: { name: "example.com" } },
    { domain: { name: "app.example.com", alternativeNames: ["*.app.example.com", "api.example.com"] } },
    { domain: { name: "a.b.example.com", hostedZone: "example.com" } },
    { domain: { name: "app.example.com", alternativeNames: ["*.example.com"] }, ...withHost("API.example.com") },
  ])("takes %j", (args) => {
    expect(problemsOf(args)).toEqual([]);
  });

  it.each<[string, Partial<LoadBalancerArgs>, string]>([
    ["one label", { domain: { name: "localhost" } }, "domain.name: must be a domain name"],
    ["capitals", { domain: { name: "App.example.com", hostedZone: "example.com" } }, "domain.name"],
    ["a scheme", { domain: { name: "https://app.example.com", hostedZone: "example.com" } }, "domain.name"],
    ["a wildcard as the first name", { domain: { name: "*.example.com" } }, "domain.name"],
    ["more than 64 characters", { domain: { name: `${"x".repeat(60)}.example.com` } }, "up to 64 characters"],
    [
      "a wildcard in the middle",
      { domain: { name: "app.example.com", alternativeNames: ["a.*.example.com"] } },
      "domain.alternativeNames[0]: must be a domain name",
    ],
    ["a zone with a dot at its end", { domain: { name: "a.b.c.", hostedZone: "b.c." } }, "domain.name"],
    [
      "a name outside the zone",
      { domain: { name: "app.example.com", alternativeNames: ["app.example.org"] } },
      "domain.hostedZone: the zone example.com can't hold records of app.example.org",
    ],
    [
      "a host that the certificate leaves out",
      { domain: { name: "app.example.com" }, ...withHost("api.example.com") },
      "targets.api.routing.hosts[1]: the certificate covers app.example.com and not",
    ],
  ])("refuses %s", (_, args, problem) => {
    expect(problemsOf(args)[0]).toContain(problem);
  });

  it("trusts a given certificate to cover its hosts", () => {
    const args = { certificateArn: CERTIFICATE, domain: { name: "app.example.com" }, ...withHost("other.org") };

    expect(problemsOf(args)).toEqual([]);
  });
});
