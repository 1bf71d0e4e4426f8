import { texts } from "../../../model/values";
import { reading, type ServiceOperations } from "../../operation";
import { CAPITAL_PAGES, pageOf } from "../pages";
import { requiredGroup } from "./lookup";

/** Amazon EC2 Auto Scaling API Reference, DescribeInstanceRefreshes. */
export const instanceRefreshOperations: ServiceOperations = {
  DescribeInstanceRefreshes: reading((call, context) => {
    const { computed, region } = requiredGroup(call, context);
    const ids = texts(call.input, "InstanceRefreshIds");
    const found = context.running
      .all("instanceRefresh")
      .filter((each) => each.autoScalingGroupName === computed.name && each.region === region)
      .filter(({ id }) => ids.length === 0 || ids.includes(id))
      .reverse()
      .map((refresh) => ({
        InstanceRefreshId: refresh.id,
        AutoScalingGroupName: refresh.autoScalingGroupName,
        Status: refresh.status,
        StatusReason: refresh.statusReason,
        StartTime: refresh.startedAt,
        EndTime: refresh.endedAt,
        PercentageComplete: refresh.percentageComplete,
        InstancesToUpdate: refresh.instancesToUpdate,
      }));
    const { elements, next } = pageOf(found, call.input, CAPITAL_PAGES);
    return { InstanceRefreshes: elements, ...next };
  }),
};
