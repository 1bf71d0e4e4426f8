import { RULES } from "../../policies/rules";
import type { Configuration } from "../../stacks/environment/sections";
import { deployedResources } from "../policies/support/checkpoint";
import { judgePack, type Objections } from "../policies/support/judge-pack";
import type { Registered } from "../support/deploy";
import { deployEnvironment } from "./deployed";

/**
 * What the pack, as it is configured for the environment's kind, objects to in an environment of that configuration.
 */
export async function objectionsTo(configuration: Configuration): Promise<Objections> {
  const { resources } = await deployEnvironment(configuration);
  const states = resources.map((resource) => ({
    ...resource,
    custom: !resource.component,
    outputs: outputsOf(resource),
    propertyDependencies: resource.dependencies,
  }));
  return judgePack(RULES, deployedResources(states), configuration.kind);
}

/** What the mocks make of inputs. */
function outputsOf({ name, inputs }: Registered): Record<string, unknown> {
  return { arn: `arn:mock:${name}`, name, ...inputs };
}
