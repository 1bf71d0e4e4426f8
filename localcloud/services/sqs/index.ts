import { always, demandOf, quotedValue } from "../../limits/wording";
import type { LimitRefusal } from "../../model/limits";
import type { CloudService } from "../../model/resource-type";
import { queue } from "./queue";
import { queuePolicy } from "./queue-policy";
import { redriveAllowPolicy, redrivePolicy } from "./redrive-policy";

export const SQS: CloudService = {
  types: [queue, queuePolicy, redrivePolicy, redriveAllowPolicy],
  wordings: { sqs: { code: always("InvalidAttributeValue"), message } },
};

function message(refusal: LimitRefusal): string {
  return `Invalid value for the parameter ${refusal.member}. Reason:${quotedValue(refusal)} ${demandOf(refusal.violation)}`;
}
