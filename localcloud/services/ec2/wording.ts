import { demandOf, memberPath } from "../../limits/wording";
import type { LimitRefusal, Wording } from "../../model/limits";

/** Amazon EC2's own words (Amazon EC2 API Reference, "Error codes"). */
export const EC2_WORDING: Wording = {
  code: ({ violation }) => (violation.demand === "present" ? "MissingParameter" : "InvalidParameterValue"),
  message,
};

function message(refusal: LimitRefusal): string {
  const parameter = memberPath(refusal);
  if (refusal.violation.demand === "present") return `The request must contain the parameter ${parameter}`;
  return `Value (${refusal.value ?? ""}) for parameter ${parameter} is invalid. It ${demandOf(refusal.violation)}`;
}
