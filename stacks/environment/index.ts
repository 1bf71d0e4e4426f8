import { readConfiguration } from "./configuration";
import { createEnvironment } from "./environment";
import type { EnvironmentOutputs } from "./sections";

/**
 * The Pulumi program: deploys the environment that the stack's configuration describes.
 * @throws {ConfigurationError} naming everything that is wrong with the configuration, before any resource exists.
 */
export function run(): EnvironmentOutputs {
  return createEnvironment(readConfiguration());
}
