import { text } from "../../../model/values";
import { type ApiOperation, done } from "../../operation";
import { TARGET_GROUP } from "./lookup";

/** Elastic Load Balancing API Reference, DeleteTargetGroup: a group that isn't there is no error. */
export const deleteTargetGroup: ApiOperation = ({ input }, { cloud }) => {
  const group = cloud.find(TARGET_GROUP, text(input, "TargetGroupArn") ?? "");
  return group === undefined ? done() : done({ kind: "delete", resource: group });
};
