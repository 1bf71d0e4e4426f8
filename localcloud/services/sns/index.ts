import { always, demandOf, quotedValue } from "../../limits/wording";
import type { LimitRefusal } from "../../model/limits";
import type { CloudService } from "../../model/resource-type";
import { topicPolicy } from "./topic-policy";
import { topicSubscription } from "./topic-subscription";
import { topic } from "./topic";

export const SNS: CloudService = {
  types: [topic, topicPolicy, topicSubscription],
  wordings: { sns: { code: always("InvalidParameter"), message } },
};

function message(refusal: LimitRefusal): string {
  return `Invalid parameter: ${refusal.member} Reason:${quotedValue(refusal)} ${demandOf(refusal.violation)}`;
}
