import * as pulumi from "@pulumi/pulumi";
import { partitionOf } from "../../components/shared/region";
import type { ArgumentProblems } from "../../components/shared/validation";
import { namespaced, NAMESPACE, shown } from "../configuration/problem";
import { parseSettings } from "../configuration/parse";
import { ownSettings } from "../configuration/read";
import { checkTagKeys } from "../configuration/schema/tags";
import type { RightSettings, WrittenSettings } from "../configuration/section";
import { type BootstrapSettings, bootstrapSettingsSchema } from "./settings";

/** Tags that the program sets itself; the components add the `Name`. */
const RESERVED_TAGS = ["Project", "ManagedBy", "Name"];

/**
 * Configuration of the stack that is being deployed, read from its `Pulumi.<stack>.yaml`.
 * @throws {ConfigurationError} naming everything that is wrong.
 */
export function readBootstrapConfiguration(): BootstrapSettings {
  return parseBootstrapConfiguration(ownSettings(pulumi.runtime.allConfig()), pulumi.getStack());
}

/**
 * Checks a configuration as a whole, and adds the tags that follow from what the stack is.
 * @param written values by key without the namespace, as a YAML or JSON parser gives them.
 * @param stack name of the stack, for the error.
 * @throws {ConfigurationError} naming everything that is wrong.
 */
export function parseBootstrapConfiguration(written: WrittenSettings, stack: string): BootstrapSettings {
  const settings = parseSettings(
    {
      schema: bootstrapSettingsSchema,
      check: ({ right }, problems) => {
        checkTagKeys(right.tags, RESERVED_TAGS, problems.at(namespaced));
        checkReplicationRegions(right, problems.at(namespaced));
        checkEnvironments(right, problems.at(namespaced));
      },
    },
    stack,
    { settings: written },
  );
  return { ...settings, tags: { ...settings.tags, Project: NAMESPACE, ManagedBy: "Pulumi" } };
}

/** Records regions to which Amazon ECR doesn't replicate from the stack's own. */
function checkReplicationRegions(
  { region, replicationRegions = [] }: RightSettings<BootstrapSettings>,
  problems: ArgumentProblems,
): void {
  if (region === undefined) return;
  replicationRegions.forEach((each, index) => {
    const path = `replicationRegions[${index}]`;
    problems.require(
      each !== region && !replicationRegions.slice(0, index).includes(each),
      path,
      `must be another region than proofpix:region, listed once, got ${shown(each)}; remove it`,
    );
    problems.require(
      partitionOf(each) === partitionOf(region),
      path,
      `must be in the partition ${shown(partitionOf(region))}, as proofpix:region is, got ${shown(each)}; no image leaves a partition`,
    );
  });
}

/** Records environments whose names others have, or the bootstrap stack. */
function checkEnvironments({ environments = [] }: RightSettings<BootstrapSettings>, problems: ArgumentProblems): void {
  const names = environments.map((each) => each?.name);
  names.forEach((name, index) => {
    if (name === undefined) return;
    problems.require(
      name !== "bootstrap" && names.indexOf(name) === index,
      `environments[${index}].name`,
      `must be an environment's, listed once, got ${shown(name)}; take it out`,
    );
  });
}
