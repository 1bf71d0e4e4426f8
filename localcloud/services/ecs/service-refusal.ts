import { AwsError } from "../../model/aws-error";

/** Refuses as CreateService and UpdateService do. */
export function refuseService(message: string, input: string): never {
  throw new AwsError("InvalidParameterException", `${message} (${input})`);
}
