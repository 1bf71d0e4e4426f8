import { AwsError } from "../../model/aws-error";

/** CloudWatch's refusal of an alarm (Amazon CloudWatch API Reference, PutMetricAlarm). */
export function invalid(reason: string, input: string): AwsError {
  return new AwsError("ValidationError", reason, input);
}

/** CloudWatch says only that the list is invalid; the reason is the local cloud's. */
export function invalidMetrics(reason: string, input: string): AwsError {
  return invalid(`Invalid metrics list: ${reason}`, input);
}
