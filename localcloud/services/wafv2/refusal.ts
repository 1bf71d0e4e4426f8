import { AwsError } from "../../model/aws-error";

/** What AWS WAF says is wrong, with the field and parameter that it names. */
export interface Refusal {
  readonly reason: string;
  readonly field: string;
  readonly parameter: string;
  /** Path of our input. */
  readonly input: string;
}

/** AWS WAF's words for most of what it refuses (AWS WAF API Reference, WAFInvalidParameterException). */
export function invalidParameter({ reason, field, parameter, input }: Refusal): AwsError {
  const words = `Error reason: ${reason}, field: ${field}, parameter: ${parameter}`;
  return new AwsError("WAFInvalidParameterException", words, input);
}

export const NOT_EXACTLY_ONE = "You have used none or multiple values for a field that requires exactly one value.";
