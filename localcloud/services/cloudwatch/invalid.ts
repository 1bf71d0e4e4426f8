import { AwsError } from "../../model/aws-error";

/** CloudWatch's refusal of an alarm (Amazon CloudWatch API Reference, PutMetricAlarm). */
export function invalid(reason: string, input: string): AwsError {
  return new AwsError("ValidationError", reason, input);
}

/** CloudWatch says no more than that the list is invalid; what is wrong is ours. */
export function invalidMetrics(reason: string, input: string): AwsError {
  return invalid(`Invalid metrics list: ${reason}`, input);
}
