import fc from "fast-check";
import { environmentKindOf } from "../../../components/shared/environment-kind";
import { parseConfiguration } from "../../../stacks/environment/configuration";
import { environmentPrefix } from "../../../stacks/configuration/environment-prefix";
import { serviceFullName } from "../../../stacks/environment/names";
import type { Registered } from "../../support/deploy";
import { deployEnvironment } from "../deployed";
import { MINIMAL } from "../example-settings";

const environments = fc.stringMatching(/^[a-z]([a-z-]{0,6}[a-z])?$/);
const services = fc.stringMatching(/^[a-z]([a-z-]{0,6}[a-z])?$/);

/** Inputs by which AWS or people tell resources of a kind apart, where the program gives them. */
const FIXED = ["name", "family", "scheduledActionName"];

/** Types with names that are unique within an account and region, or that others' resources would be taken for. */
function fixedNames(resources: readonly Registered[]): string[] {
  return resources
    .filter(({ component, type }) => !component && type.startsWith("aws:") && type !== "aws:route53/record:Record")
    .flatMap(({ type, inputs }) =>
      FIXED.flatMap((key) => (typeof inputs[key] === "string" ? [`${type} ${inputs[key]}`] : [])),
    );
}

async function namesIn([environment, service]: readonly [string, string]): Promise<string[]> {
  const kind = environmentKindOf(environment) ?? "development";
  const settings = { ...MINIMAL, kind, services: [{ name: service }] };
  return fixedNames((await deployEnvironment(parseConfiguration(settings, environment))).resources);
}

describe("names", () => {
  it("of services differ wherever the environment or the service does", () => {
    fc.assert(
      fc.property(environments, services, environments, services, (environment, service, other, otherService) => {
        fc.pre(environment !== other || service !== otherService);
        expect(serviceFullName(environmentPrefix(environment), service)).not.toBe(
          serviceFullName(environmentPrefix(other), otherService),
        );
      }),
    );
  });

  it.each([
    ["development", "eu-web", "proofpix-development-eu-web"],
    ["development-eu", "web", "proofpix-development--eu-web"],
    ["development-eu-web", "a", "proofpix-development--eu--web-a"],
    ["production", "enterprise", "proofpix-production-enterprise"],
  ])("in %s of %s are %s", (environment, service, name) => {
    expect(serviceFullName(environmentPrefix(environment), service)).toBe(name);
  });

  it.each([
    [
      ["development", "eu-web"],
      ["development-eu", "web"],
    ],
    [
      ["a", "instances"],
      ["a-instances", "a"],
    ],
  ] as const)("that AWS keeps are none that both %j and %j have", async (one, other) => {
    const [first, second] = [await namesIn(one), await namesIn(other)];

    expect(first.length).toBeGreaterThan(10);
    expect(first.filter((name) => second.includes(name))).toEqual([]);
    for (const names of [first, second]) expect(new Set(names).size).toBe(names.length);
  });

  it("are each one resource's within an environment, whatever its services are called", async () => {
    const names = ["web", "web-test", "web-green", "web-scale-up", "web-target", "instances", "load-balancer", "tasks"];
    const services = names.map((name, index) =>
      index === 0 ? { name } : { name, routing: { paths: [`/${name}/*`] } },
    );
    const { resources } = await deployEnvironment(parseConfiguration({ ...MINIMAL, services }, "development"));
    const logical = resources.map(({ type, parent, name }) => `${parent.split("::")[2] ?? ""} ${type} ${name}`);

    expect(new Set(fixedNames(resources)).size).toBe(fixedNames(resources).length);
    expect(new Set(logical).size).toBe(logical.length);
  });
});
