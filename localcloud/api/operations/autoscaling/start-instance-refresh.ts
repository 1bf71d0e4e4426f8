import { AwsError } from "../../../model/aws-error";
import { object } from "../../../model/values";
import type { ApiOperation } from "../../operation";
import { requiredGroup } from "./lookup";

const FILE = "localcloud/api/operations/autoscaling/start-instance-refresh.ts";

/**
 * Amazon EC2 Auto Scaling API Reference, StartInstanceRefresh, with the preferences that the group's program states.
 */
export const startInstanceRefresh: ApiOperation = (call, context) => {
  const group = requiredGroup(call, context);
  const { region } = group;
  const autoScalingGroupName = String(group.computed.name);
  if (call.input.DesiredConfiguration !== undefined || call.input.Preferences !== undefined) {
    throw new AwsError("ValidationError", `the local cloud takes no preferences for one refresh; add them to ${FILE}`);
  }
  if (object(group.inputs, "instanceRefresh") === undefined) {
    throw new AwsError(
      "ValidationError",
      `the local cloud refreshes groups that state an instanceRefresh; see ${FILE}`,
    );
  }
  const refreshes = () =>
    context.running
      .all("instanceRefresh")
      .filter((each) => each.autoScalingGroupName === autoScalingGroupName && each.region === region);
  if (refreshes().some(({ endedAt }) => endedAt === undefined)) {
    throw new AwsError(
      "InstanceRefreshInProgress",
      "An Instance Refresh is already in progress and blocks the request.",
    );
  }
  return {
    effects: [{ kind: "observe", observation: { kind: "refresh-requested", autoScalingGroupName, region } }],
    output: () => ({ InstanceRefreshId: refreshes().at(-1)?.id }),
  };
};
