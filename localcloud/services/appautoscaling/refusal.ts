import { AwsError } from "../../model/aws-error";

/** Refuses as Application Auto Scaling does (Application Auto Scaling API Reference, "Common errors"). */
export function refuse(message: string, input: string): never {
  throw new AwsError("ValidationException", `${message} (${input})`);
}
