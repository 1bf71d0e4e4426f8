import { AwsError } from "../../../model/aws-error";
import { text } from "../../../model/values";
import type { ApiOperation } from "../../operation";

/** Amazon ECS API Reference, StopServiceDeployment. Only its rollback is modelled. */
export const stopServiceDeployment: ApiOperation = ({ input }, { running }) => {
  const arn = text(input, "serviceDeploymentArn") ?? "";
  const deployment = running.find("serviceDeployment", arn);
  if (deployment === undefined)
    throw new AwsError("ServiceDeploymentNotFoundException", "Service deployment not found.");
  if (input.stopType === "ABORT") {
    const file = "localcloud/api/operations/ecs/stop-service-deployment.ts";
    throw new AwsError("InvalidParameterException", `the local cloud aborts no deployments; add it to ${file}`);
  }
  if (deployment.finishedAt !== undefined) {
    throw new AwsError("ConflictException", "The service deployment is not in progress.");
  }
  return {
    effects: [{ kind: "observe", observation: { kind: "rollback-requested", deploymentArn: arn } }],
    output: () => ({ serviceDeploymentArn: arn }),
  };
};
