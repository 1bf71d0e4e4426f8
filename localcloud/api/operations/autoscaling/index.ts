import type { ServiceOperations } from "../../operation";
import { groupOperations } from "./groups";
import { instanceRefreshOperations } from "./instance-refreshes";
import { startInstanceRefresh } from "./start-instance-refresh";
import { setDesiredCapacity } from "./set-desired-capacity";

/** Operations of Amazon EC2 Auto Scaling. */
export const AUTOSCALING_OPERATIONS: ServiceOperations = {
  ...groupOperations,
  ...instanceRefreshOperations,
  StartInstanceRefresh: startInstanceRefresh,
  SetDesiredCapacity: setDesiredCapacity,
};
