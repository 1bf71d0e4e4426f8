import { eventRule } from "./event-rule";
import { eventTarget } from "./event-target";

export const EVENTS_TYPES = [eventRule, eventTarget];
