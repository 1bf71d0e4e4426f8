import { AwsError } from "../../../model/aws-error";
import type { ApiOperation } from "../../operation";
import { requiredDeployment } from "./service-deployments";

/** Amazon ECS API Reference, StopServiceDeployment: of the values of `stopType`, "the valid values are ROLLBACK". */
export const stopServiceDeployment: ApiOperation = ({ input }, context) => {
  const deployment = requiredDeployment(input, context);
  if (input.stopType === "ABORT") {
    throw new AwsError(
      "InvalidParameterException",
      "The stop type ABORT isn't supported. The valid values are ROLLBACK.",
    );
  }
  if (deployment.finishedAt !== undefined) {
    throw new AwsError("ConflictException", "The service deployment is not in progress.");
  }
  return {
    effects: [{ kind: "observe", observation: { kind: "rollback-requested", deploymentArn: deployment.arn } }],
    output: () => ({ serviceDeploymentArn: deployment.arn }),
  };
};
