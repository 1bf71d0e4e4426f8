import { always, demandOf, memberPath } from "../../limits/wording";
import type { LimitRefusal, Wording } from "../../model/limits";

/** Amazon ECR has its own words for the limits of its model. */
export const ECR_WORDING: Wording = { code: always("InvalidParameterException"), message };

function message(refusal: LimitRefusal): string {
  const demand = demandOf(refusal.violation).replace(/ pattern: (.*)$/su, " '$1'");
  return `Invalid parameter at '${memberPath(refusal)}' failed to satisfy constraint: '${demand}'`;
}
