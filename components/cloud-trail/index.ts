export type { CloudTrailArgs, CloudTrailTransforms } from "./args";
export { CloudTrail } from "./cloud-trail";
