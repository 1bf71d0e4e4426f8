import type { AppliedConfiguration } from "../../../automation/configuration/apply";
import type { KeyDifference } from "../../../automation/configuration/difference";
import type { AutomationContext } from "../../../automation/context";
import type { DeploymentRecord } from "../../../automation/model/deployment";
import { summary } from "../progress";
import { configurationTable } from "./diff";

/** What commands print as JSON that change a configuration. */
export interface ConfigurationOutput {
  readonly environment: string;
  readonly file: string;
  readonly differences: readonly KeyDifference[];
  /** Undefined where nothing was deployed. */
  readonly deployment?: DeploymentRecord;
}

/** A changed configuration for programs. */
export function configurationOutput(
  { environment, configurationFile }: Pick<AutomationContext, "configurationFile" | "environment">,
  applied: AppliedConfiguration,
): ConfigurationOutput {
  return { environment, file: configurationFile.name, ...applied };
}

/** The same for people. */
export function configurationText({ environment, file, differences, deployment }: ConfigurationOutput): string {
  if (differences.length === 0) return `${file} says so already`;
  const table = configurationTable(differences);
  if (deployment !== undefined) return [table, "", summary(deployment)].join("\n");
  return [table, "", `${file} was written; deploy it: npm run deploy -- ${environment}`].join("\n");
}
