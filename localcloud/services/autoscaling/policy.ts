import type { Operation, ResourceType } from "../../model/resource-type";
import { text } from "../../model/values";
import { nameOf } from "../shared/names";
import { OVERWRITES } from "../shared/overwrites";
import { POLICY } from "./belongings";
import { groupReference, requireGroupOfTheRegion, scalingArn } from "./groups";
import { policyRules } from "./policy-rules";

/** How a group is scaled when an alarm rings, or towards a value of a metric. */
export const policy: ResourceType = {
  type: POLICY,
  autonaming: { input: "name", maximumLength: 255 },
  defaults: { enabled: true, policyType: "SimpleScaling" },
  replaceOnChanges: ["autoscalingGroupName", "name", "region"],
  // Amazon EC2 Auto Scaling API Reference, PutScalingPolicy: it overwrites the policy that has the name.
  unique: {
    inputs: ["autoscalingGroupName", "name"],
    scope: "region",
    code: "AlreadyExists",
    message: (names) => `The group already has a policy of this name: ${names} (autoscalingGroupName, name)`,
    warning: OVERWRITES,
  },
  references: [groupReference("autoscalingGroupName")],
  rules: [requireGroupOfTheRegion, ...policyRules],
  make: (operation) => {
    const { inputs, region, accountId } = operation;
    const name = nameOf(operation);
    const group = text(inputs, "autoscalingGroupName") ?? "";
    const policyArn = scalingArn(
      region,
      accountId,
      "scalingPolicy",
      `autoScalingGroupName/${group}:policyName/${name}`,
    );
    return { id: `${group}/${name}`, providerId: name, computed: { arn: policyArn, name, ...settled(operation) } };
  },
  recomputed: ["metricAggregationType"],
  remake: settled,
};

function settled({ inputs }: Operation): { metricAggregationType: string } {
  const usual = text(inputs, "policyType") === "StepScaling" ? "Average" : "";
  return { metricAggregationType: text(inputs, "metricAggregationType") ?? usual };
}
