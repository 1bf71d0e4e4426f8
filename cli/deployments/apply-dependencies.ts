import type { ApplyDependencies } from "../../automation/configuration/apply";
import type { AutomationContext } from "../../automation/context";
import { deploy } from "../../automation/pipeline/deploy";
import { validatorOf } from "./validator";

/** What applies a new configuration: the schema of the environments and, unless it is only written, a deployment. */
export function applyDependencies(root: string, context: AutomationContext, deploys: boolean): ApplyDependencies {
  return { validate: validatorOf(root), deploy: deploys ? (request) => deploy(request, context) : undefined };
}
