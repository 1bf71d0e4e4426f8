export type { FailureEventsArgs, FailureEventsTransforms } from "./args";
export { FailureEvents } from "./failure-events";
