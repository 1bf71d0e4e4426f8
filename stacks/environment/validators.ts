import * as pulumi from "@pulumi/pulumi";
import { type CapacityRequest, planCapacity } from "../../components/capacity-sizing";
import { validateContainerService as validateService } from "../../components/container-service/validate";
import { validateServiceScaling as validateScaling } from "../../components/scaling/service-scaling";
import type { ArgumentProblems } from "../../components/shared/validation";

type Validator<Args> = (args: Args, problems: ArgumentProblems) => void;

/** Records what a validator throws. */
function recording<Args>(validate: (args: Args) => void): Validator<Args> {
  return (args, problems) => {
    try {
      validate(args);
    } catch (error) {
      if (!pulumi.InputPropertiesError.isInstance(error)) throw error;
      for (const { propertyPath, reason } of error.errors) problems.add(propertyPath, reason);
    }
  };
}

export const validateContainerService = recording((args: Parameters<typeof validateService>[1]) => {
  validateService("service", args);
});
export const validateServiceScaling = recording((args: Parameters<typeof validateScaling>[1]) => {
  validateScaling("service", args);
});
export const validateCapacity = recording((request: CapacityRequest) => {
  planCapacity(request);
});
