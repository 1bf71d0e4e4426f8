import type { Operation, Rule } from "../../model/resource-type";
import { objects, text, type Properties } from "../../model/values";
import { isAssumableBy, roleByArn } from "../iam/role-reference";
import { refuseService } from "./service-refusal";

const SHIFT = "advancedConfiguration";
const NEEDED = ["alternateTargetGroupArn", "productionListenerRule", "roleArn"];
const TARGET_GROUP = "aws:lb/targetGroup:TargetGroup";

/** What ECS needs to move requests from one target group to the other (Amazon ECS API Reference, AdvancedConfiguration). */
export const serviceTrafficShiftRules: readonly Rule[] = [
  requireEach(requireParts),
  requireEach(requireOtherGroup),
  requireEach(requireListenerRules),
  requireEach(requireRole),
];

type ShiftRule = (operation: Operation, loadBalancer: Properties, path: string) => void;

/** Whether a deployment replaces tasks one after another, behind one target group. */
export function isRolling(inputs: Properties): boolean {
  return (text(inputs, "deploymentConfiguration.strategy") ?? "ROLLING") === "ROLLING";
}

function requireEach(rule: ShiftRule): Rule {
  return (operation) => {
    if (isRolling(operation.inputs)) return;
    objects(operation.inputs, "loadBalancers").forEach((loadBalancer, index) => {
      rule(operation, loadBalancer, `loadBalancers[${index}].${SHIFT}`);
    });
  };
}

function requireParts(_operation: Operation, loadBalancer: Properties, path: string): void {
  const missing = NEEDED.filter((part) => text(loadBalancer, `${SHIFT}.${part}`) === undefined);
  if (missing.length === 0) return;
  refuseService(`The deployment strategy needs ${missing.join(", ")} for each load balancer`, path);
}

function requireOtherGroup({ cloud }: Operation, loadBalancer: Properties, path: string): void {
  const arn = text(loadBalancer, `${SHIFT}.alternateTargetGroupArn`) ?? "";
  const input = `${path}.alternateTargetGroupArn`;
  if (arn === text(loadBalancer, "targetGroupArn")) {
    refuseService("The target group and the alternate target group must differ", input);
  }
  if (cloud.find(TARGET_GROUP, arn) === undefined) refuseService(`The target group '${arn}' does not exist.`, input);
}

function requireListenerRules({ cloud }: Operation, loadBalancer: Properties, path: string): void {
  for (const part of ["productionListenerRule", "testListenerRule"]) {
    const arn = text(loadBalancer, `${SHIFT}.${part}`);
    const types = ["aws:lb/listenerRule:ListenerRule", "aws:lb/listener:Listener"];
    if (arn === undefined || types.some((type) => cloud.find(type, arn) !== undefined)) continue;
    refuseService(`The listener rule '${arn}' does not exist.`, `${path}.${part}`);
  }
}

/** Amazon ECS Developer Guide, "Amazon ECS infrastructure IAM role for load balancers". */
function requireRole({ cloud }: Operation, loadBalancer: Properties, path: string): void {
  const arn = text(loadBalancer, `${SHIFT}.roleArn`) ?? "";
  const role = roleByArn(arn, cloud);
  if (role !== undefined && isAssumableBy(role, "ecs.amazonaws.com")) return;
  refuseService(`ECS was unable to assume the role '${arn}'`, `${path}.roleArn`);
}
