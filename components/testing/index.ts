export { deploy, refusals } from "./deploy";
export type { Calls, Outputs } from "./echo";
export { mocks, type MockOptions } from "./mocks";
export type { Registered } from "./registered";
