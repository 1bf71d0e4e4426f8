import type { AutomationContext } from "../context";
import type { DeploymentRecord } from "../model/deployment";
import type { DeploymentRequest } from "../pipeline/request";
import { entriesOf } from "./entries";
import { configurationDifference, type KeyDifference } from "./difference";
import { type ConfigurationValidator, requireValid } from "./validation";

/** Carries a deployment out. */
export type Deploy = (request: DeploymentRequest) => Promise<DeploymentRecord>;

/** What applies a new configuration. */
export interface ApplyDependencies {
  readonly validate: ConfigurationValidator;
  /** Undefined where the file is only written, and the next deployment applies it. */
  readonly deploy: Deploy | undefined;
}

/** What became of a new configuration. */
export interface AppliedConfiguration {
  readonly differences: readonly KeyDifference[];
  /** Undefined where nothing was deployed. */
  readonly deployment?: DeploymentRecord;
}

/**
 * Gives the configuration file of an environment a new text, and deploys it. A text in which anything is wrong is
 * refused before anything is written; the same text changes nothing.
 * @throws {DeploymentProblem} `configuration-invalid`, naming every problem.
 */
export async function applyConfiguration(
  text: string,
  request: DeploymentRequest,
  { validate, deploy }: ApplyDependencies,
  { environment, configurationFile, emit }: Pick<AutomationContext, "configurationFile" | "emit" | "environment">,
): Promise<AppliedConfiguration> {
  const present = configurationFile.read();
  requireValid(environment, text, validate);
  const differences = configurationDifference(entriesOf(present), entriesOf(text));
  if (text === present) return { differences };
  if (deploy !== undefined) return { differences, deployment: await deploy({ ...request, configurationText: text }) };
  configurationFile.write(text);
  emit({ code: "configuration-written", file: configurationFile.name });
  return { differences };
}
