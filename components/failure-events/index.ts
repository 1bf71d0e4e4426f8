export { FailureEvents, type FailureEventsArgs } from "./failure-events";
