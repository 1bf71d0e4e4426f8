import { AwsError } from "../../../model/aws-error";
import type { ApiOperation } from "../../operation";
import { requiredDeployment } from "./service-deployments";

/** Amazon ECS API Reference, StopServiceDeployment. Only its rollback is modelled. */
export const stopServiceDeployment: ApiOperation = ({ input }, context) => {
  const deployment = requiredDeployment(input, context);
  if (input.stopType === "ABORT") {
    const file = "localcloud/api/operations/ecs/stop-service-deployment.ts";
    throw new AwsError("InvalidParameterException", `the local cloud aborts no deployments; add it to ${file}`);
  }
  if (deployment.finishedAt !== undefined) {
    throw new AwsError("ConflictException", "The service deployment is not in progress.");
  }
  return {
    effects: [{ kind: "observe", observation: { kind: "rollback-requested", deploymentArn: deployment.arn } }],
    output: () => ({ serviceDeploymentArn: deployment.arn }),
  };
};
