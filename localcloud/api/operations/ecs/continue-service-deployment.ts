import { AwsError } from "../../../model/aws-error";
import { text } from "../../../model/values";
import type { ApiOperation } from "../../operation";
import { requiredDeployment } from "./service-deployments";

/** Amazon ECS API Reference, ContinueServiceDeployment: answers a hook that pauses the deployment. */
export const continueServiceDeployment: ApiOperation = ({ input }, context) => {
  const { arn, hooks = [], lifecycleStage } = requiredDeployment(input, context);
  const hook = hooks.find(({ id }) => id === text(input, "hookId"));
  if (hook === undefined || lifecycleStage === undefined) {
    throw new AwsError("InvalidParameterException", "The specified hook does not exist in the service deployment.");
  }
  if (hook.targetType !== "PAUSE" || hook.status !== "AWAITING_ACTION") {
    throw new AwsError("InvalidParameterException", "The specified hook is not awaiting an action.");
  }
  const answer = input.action === "ROLLBACK" ? "FAILED" : "SUCCEEDED";
  const observation = {
    kind: "hook-answered",
    deploymentArn: arn,
    stage: lifecycleStage,
    hookId: hook.id,
    answer,
  } as const;
  return { effects: [{ kind: "observe", observation }], output: () => ({ serviceDeploymentArn: arn }) };
};
