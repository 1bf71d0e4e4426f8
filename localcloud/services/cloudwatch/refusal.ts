import { refuse } from "../../model/aws-error";

/** CloudWatch's code for an alarm that it refuses (Amazon CloudWatch API Reference, PutMetricAlarm). */
export const INVALID = "ValidationError";

/**
 * Refuses the queries of an alarm. CloudWatch says only that the list is invalid; the reason is the local cloud's.
 * @throws {AwsError} always.
 */
export function refuseMetrics(reason: string, input: string): never {
  refuse(INVALID, `Invalid metrics list: ${reason}`, input);
}
