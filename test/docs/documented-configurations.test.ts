import * as pulumi from "@pulumi/pulumi";
import { RULES } from "../../policies/rules";
import { packEnvironment } from "../../policies/rules/pack-environment";
import { parseConfiguration } from "../../stacks/environment/configuration";
import { createEnvironment } from "../../stacks/environment/environment";
import type { Configuration } from "../../stacks/environment/sections";
import { projectRoot } from "../../tools/shared/project-root";
import { deployedResources } from "../policies/support/checkpoint";
import { judgePack } from "../policies/support/judge-pack";
import { documentedConfigurations } from "../support/documented-configurations";
import { deployLocally, type LocalDeployment } from "../support/local-deployment";

const EXAMPLES = documentedConfigurations(projectRoot(__dirname));

function deployed(configuration: Configuration): Promise<LocalDeployment> {
  return deployLocally(() => createEnvironment(configuration));
}

/** Rules that stop a deployment of an environment of this kind. */
async function stopsOf({ resources }: LocalDeployment, kind: Configuration["kind"]): Promise<string[]> {
  const objections = await judgePack(RULES, deployedResources(resources), kind);
  return RULES.flatMap(({ name, levels }) => (name in objections && levels[kind] === "mandatory" ? [name] : []));
}

/** Whether the pack, as it is configured for a kind of environment, takes a stack for one of that kind. */
async function isForThePack(
  { resources }: LocalDeployment,
  stack: string,
  kind: Configuration["kind"],
): Promise<boolean> {
  const objections = await judgePack([packEnvironment], deployedResources(resources), kind, undefined, stack);
  return Object.keys(objections).length === 0;
}

/** Resources of an example that refuse to be deleted, by the last word of their types. */
function protectedTypes({ resources }: LocalDeployment): string[] {
  const types = resources.filter(({ protect }) => protect).map(({ type }) => type.split(":").at(-1) ?? "");
  return [...new Set(types)].sort();
}

/**
 * What the documentation tells people to write, deployed into a local cloud. `test/lifecycle/documented-configurations`
 * deploys the largest of them with the real engine.
 */
describe("an example of a configuration in the documentation", () => {
  it("stands there for each kind of environment, and for a name that doesn't say it", () => {
    const stacks = new Set(EXAMPLES.map(({ stack }) => stack));

    expect([...stacks].sort()).toEqual(["development-trial", "production", "production-us", "qa", "staging"]);
  });

  it.each(EXAMPLES)("of $page deploys as $stack, and no policy stops it", async ({ stack, config, secretKeys }) => {
    const settings = Object.entries(config).map(([key, value]) => [key.replace(/^proofpix:/, ""), value] as const);
    const configuration = parseConfiguration(Object.fromEntries(settings), stack, secretKeys, secretKeys);
    pulumi.runtime.setAllConfig(Object.fromEntries(secretKeys.map((key) => [key, "the encrypted value"])));
    const deployment = await deployed(configuration);

    expect(deployment.refusals).toEqual([]);
    expect(await stopsOf(deployment, configuration.kind)).toEqual([]);
    expect(protectedTypes(deployment).includes("LoadBalancer")).toBe(configuration.kind === "production");
    expect(await isForThePack(deployment, stack, configuration.kind)).toBe(true);
    expect(await isForThePack(deployment, stack, configuration.kind === "staging" ? "production" : "staging")).toBe(
      false,
    );
  });
});
