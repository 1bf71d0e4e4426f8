import { modelled } from "../../limits/wording";
import type { CloudService } from "../../model/resource-type";
import { eventRule } from "./event-rule";
import { eventTarget } from "./event-target";

export const EVENTS: CloudService = {
  types: [eventRule, eventTarget],
  wordings: { events: modelled("ValidationException") },
};
