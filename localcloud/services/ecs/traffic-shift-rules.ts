import { refuse } from "../../model/aws-error";
import type { Operation, Rule } from "../../model/resource-type";
import { objects } from "../../model/values";
import { refusedIf } from "../../model/warning";
import { forwardingResource } from "../lb/traffic-weights";
import { requireInfrastructureRole } from "./infrastructure-role";
import { isRolling } from "./deployment";
import { waitsForTasks } from "./service-lookup";
import { hasShift, ROLLED_BACK, trafficShifts, type TrafficShift } from "./traffic-shift";
import { requireShiftableListenerRules, requireTestListenerRule } from "./traffic-shift-listener-rules";

const TARGET_GROUP = "aws:lb/targetGroup:TargetGroup";
const NEEDED = ["alternateTargetGroupArn", "productionListenerRule", "roleArn"] as const;
const LISTENER_RULES = ["productionListenerRule", "testListenerRule"] as const;

/**
 * What ECS refuses about shifting requests from one target group to the other, and what rolls the deployment back
 * (Amazon ECS Developer Guide, "Troubleshooting Amazon ECS blue/green deployments"). A rolling service may have the
 * settings too, for a later change of its strategy.
 */
export const trafficShiftRules: readonly Rule[] = [
  requireAllOrNoShifts,
  requireShiftBeforeMigration,
  requireUniqueGroups,
  requireEach(requireParts),
  requireEach(requireOtherGroup),
  requireEach(requireListenerRules),
  requireEach(requireDifferentRules),
  requireEach(requireTestListenerRule),
  refusedIf(waitsForTasks, requireEach(requireInfrastructureRole), ROLLED_BACK),
  refusedIf(waitsForTasks, requireEach(requireShiftableListenerRules), ROLLED_BACK),
];

function requireEach(rule: (operation: Operation, shift: TrafficShift) => void): Rule {
  return (operation) => {
    for (const shift of trafficShifts(operation.inputs)) rule(operation, shift);
  };
}

function requireAllOrNoShifts({ inputs }: Operation): void {
  const loadBalancers = objects(inputs, "loadBalancers");
  const lacking = loadBalancers.findIndex((loadBalancer) => !hasShift(loadBalancer));
  if (lacking < 0) return;
  const path = `loadBalancers[${lacking}].advancedConfiguration`;
  if (!isRolling(inputs)) {
    refuse(
      "InvalidParameterException",
      "advancedConfiguration field is required for all loadBalancers when using a non-ROLLING deployment strategy",
      path,
    );
  }
  if (!loadBalancers.some(hasShift)) return;
  refuse(
    "InvalidParameterException",
    "Either all or none of the provided loadBalancers must have advancedConfiguration defined",
    path,
  );
}

/**
 * Amazon ECS Developer Guide, "Update the deployment strategy from rolling update to Amazon ECS blue/green": a rolling
 * deployment with the settings comes first. AWS documents no message for another order.
 */
function requireShiftBeforeMigration({ inputs, previous }: Operation): void {
  if (previous === undefined || !isRolling(previous.inputs) || isRolling(inputs)) return;
  if (objects(previous.inputs, "loadBalancers").every(hasShift)) return;
  refuse(
    "InvalidParameterException",
    "Before its deployment strategy changes from ROLLING, the service needs a rolling deployment with the advancedConfiguration of its load balancers",
    "deploymentConfiguration.strategy",
  );
}

function requireUniqueGroups({ inputs }: Operation): void {
  const arns = trafficShifts(inputs).map(({ targetGroupArn }) => targetGroupArn);
  const twice = arns.find((arn, index) => arns.indexOf(arn) < index);
  if (twice !== undefined)
    refuse("InvalidParameterException", `Duplicate targetGroupArn found: ${twice}`, "loadBalancers");
}

/** Required by Pulumi's AWS provider. */
function requireParts(_operation: Operation, { path, ...shift }: TrafficShift): void {
  const missing = NEEDED.filter((part) => shift[part] === "");
  if (missing.length > 0) refuse("InvalidParameterException", `Missing required argument: ${missing.join(", ")}`, path);
}

function requireOtherGroup({ cloud }: Operation, shift: TrafficShift): void {
  const { alternateTargetGroupArn: arn, targetGroupArn, path } = shift;
  const input = `${path}.alternateTargetGroupArn`;
  if (arn === targetGroupArn)
    refuse("InvalidParameterException", "The target group and the alternate target group must differ", input);
  if (cloud.find(TARGET_GROUP, arn) === undefined)
    refuse("InvalidParameterException", `The target group '${arn}' does not exist.`, input);
}

function requireListenerRules({ cloud }: Operation, shift: TrafficShift): void {
  for (const part of LISTENER_RULES) {
    const arn = shift[part];
    if (arn === undefined) continue;
    const input = `${shift.path}.${part}`;
    if (!/:(listener-rule\/app|listener\/net)\//.test(arn)) {
      refuse(
        "InvalidParameterException",
        `${part} has an invalid ARN format. Must be RuleArn for ALB or ListenerArn for NLB. Got: ${arn}`,
        input,
      );
    }
    if (forwardingResource(arn, cloud) === undefined)
      refuse("InvalidParameterException", `The listener rule '${arn}' does not exist.`, input);
  }
}

function requireDifferentRules(_operation: Operation, shift: TrafficShift): void {
  const { productionListenerRule: arn, testListenerRule, path } = shift;
  if (arn !== testListenerRule) return;
  refuse(
    "InvalidParameterException",
    `The following rules cannot be used as both production and test listener rules: ${arn}`,
    `${path}.testListenerRule`,
  );
}
