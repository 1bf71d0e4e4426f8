import { existsSync } from "node:fs";
import { join } from "node:path";
import type { ConfigurationValidator } from "../../automation/configuration/validation";
import { loadTypeScript } from "../../tools/typescript/load.cjs";

type Written = Parameters<ConfigurationValidator>[1];
type Problems = ReturnType<ConfigurationValidator>;

/** The module with the schema of the environments, loaded at run time: no other folder may import from its folder. */
interface EnvironmentConfiguration {
  readonly parseConfiguration: (
    written: Written["settings"],
    environment: string,
    secretKeys: Written["secretKeys"],
    foreignKeys: Written["foreignKeys"],
  ) => unknown;
}

/** Checks configurations as the program of the environments does when it begins. */
export function validatorOf(root: string): ConfigurationValidator {
  const module = join(root, "stacks", "environment", "configuration.ts");
  if (!existsSync(module)) return () => []; // another project's program checks its configuration by itself, in the preview
  return (environment, { settings, secretKeys, foreignKeys }) => {
    const { parseConfiguration } = loadTypeScript(module) as EnvironmentConfiguration;
    try {
      parseConfiguration(settings, environment, secretKeys, foreignKeys);
      return [];
    } catch (error) {
      if (isConfigurationError(error)) return error.problems;
      throw error;
    }
  };
}

/** The class of the error belongs to the module that was loaded, so that its name tells. */
function isConfigurationError(error: unknown): error is { readonly problems: Problems } {
  return typeof error === "object" && error !== null && "problems" in error && Array.isArray(error.problems);
}
