import { arn } from "../../model/identifiers";
import type { CloudReader, CloudResource } from "../../model/resource";
import type { Operation } from "../../model/resource-type";
import { object, text, type Properties } from "../../model/values";

export const STACK = "aws:serverlessrepository/cloudFormationStack:CloudFormationStack";

/** ARN of the function that a stack of a rotation application makes: its one output. */
export function functionArn({ inputs, region, accountId }: Pick<Operation, "inputs" | "region" | "accountId">): string {
  return arn("lambda", region, accountId, `function:${functionName(inputs)}`);
}

export function functionName(inputs: Properties): string {
  return text(inputs, "parameters.functionName") ?? "";
}

/** The stack that made a function; undefined where there is no such function. */
export function stackOfFunction(rotationLambdaArn: string, cloud: CloudReader): CloudResource | undefined {
  return cloud
    .ofType(STACK)
    .find(({ computed }) => text(object(computed, "outputs") ?? {}, "RotationLambdaARN") === rotationLambdaArn);
}
