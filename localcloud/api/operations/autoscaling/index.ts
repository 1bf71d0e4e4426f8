import type { ServiceOperations } from "../../operation";
import { groupOperations } from "./groups";
import { instanceRefreshOperations } from "./instance-refreshes";
import { setDesiredCapacity } from "./set-desired-capacity";

/** Operations of Amazon EC2 Auto Scaling. */
export const AUTOSCALING_OPERATIONS: ServiceOperations = {
  ...groupOperations,
  ...instanceRefreshOperations,
  SetDesiredCapacity: setDesiredCapacity,
};
