import { AwsError } from "../../model/aws-error";

/** Amazon EC2 Auto Scaling has one code for almost everything that it refuses. */
export function refuse(message: string, inputs: string): never {
  throw new AwsError("ValidationError", `${message} (${inputs})`);
}
