import type { ApplyDependencies } from "../configuration/apply";
import type { ConfigurationValidator } from "../configuration/validation";
import type { AutomationContext } from "../context";
import { deploy } from "./deploy";

/** What applies a new configuration: the schema of the environments and, unless it is only written, a deployment. */
export function applyDependencies(
  validate: ConfigurationValidator,
  context: AutomationContext,
  deploys: boolean,
): ApplyDependencies {
  return { validate, deploy: deploys ? (request) => deploy(request, context) : undefined };
}
