import { refuse } from "../../model/aws-error";
import type { CloudReader } from "../../model/resource";
import type { Operation } from "../../model/resource-type";
import { text } from "../../model/values";
import { requireGroupStickiness } from "../lb/stickiness";
import { actionsOf, forwardingResource, actionsInput, reweighted } from "../lb/traffic-weights";
import { targetGroupsBehind, type TrafficShift } from "./traffic-shift";

const ROLLED_BACK = "Service deployment rolled back because of invalid networking configuration";

/**
 * Refuses listener rules whose weights ECS can't change, so that the deployment is rolled back as it starts (Amazon ECS
 * Developer Guide, "Troubleshooting Amazon ECS blue/green deployments").
 */
export function requireShiftableListenerRules({ cloud }: Operation, shift: TrafficShift): void {
  requireForwardOnly(shift, cloud);
  refuseForeignGroups(shift, cloud);
  requireOneServingGroup(shift, cloud);
  requireAssociatedGroups(shift, cloud);
  requireRewritableActions(shift, cloud);
}

/** Amazon ECS Developer Guide, "Application Load Balancer resources for blue/green, linear, and canary deployments". */
function requireForwardOnly(shift: TrafficShift, cloud: CloudReader): void {
  for (const { arn, input } of rulesOf(shift)) {
    const resource = forwardingResource(arn, cloud);
    const other = resource === undefined ? undefined : actionsOf(resource).find(({ type }) => type !== "forward");
    if (other === undefined) continue;
    refuse(
      "InvalidParameterException",
      `${ROLLED_BACK}: the rule ${arn} has an action of type ${text(other, "type") ?? ""}`,
      input,
    );
  }
}

function refuseForeignGroups(shift: TrafficShift, cloud: CloudReader): void {
  const { targetGroupArn, alternateTargetGroupArn, productionListenerRule, path } = shift;
  const own = [targetGroupArn, alternateTargetGroupArn];
  const foreign = targetGroupsBehind(productionListenerRule, cloud).find(({ arn }) => !own.includes(arn));
  if (foreign === undefined) return;
  refuse(
    "InvalidParameterException",
    `${ROLLED_BACK}. Production listener rule is forwarding traffic to unexpected target group ${foreign.arn}. ` +
      `Expected traffic to be forwarded to either targetGroupArn: ${targetGroupArn} or alternateTargetGroupArn: ${alternateTargetGroupArn}`,
    `${path}.productionListenerRule`,
  );
}

function requireOneServingGroup({ productionListenerRule, path }: TrafficShift, cloud: CloudReader): void {
  const serving = targetGroupsBehind(productionListenerRule, cloud).filter(({ weight }) => weight > 0).length;
  if (serving === 1) return;
  refuse(
    "InvalidParameterException",
    `${ROLLED_BACK}. productionListenerRule ${productionListenerRule} should have exactly one target group serving ` +
      `traffic but found ${serving} target groups which are serving traffic`,
    `${path}.productionListenerRule`,
  );
}

/** ECS refuses this when the service is created or changed, before the deployment. */
export function requireTestListenerRule({ cloud }: Operation, shift: TrafficShift): void {
  if (shift.testListenerRule !== undefined || unassociatedGroup(shift, cloud) === undefined) return;
  refuse(
    "InvalidParameterException",
    "For Application LoadBalancer, testListenerRule is required when productionListenerRule is not associated with both targetGroup and alternateTargetGroup",
    `${shift.path}.testListenerRule`,
  );
}

function requireAssociatedGroups(shift: TrafficShift, cloud: CloudReader): void {
  const missing = unassociatedGroup(shift, cloud);
  if (missing === undefined) return;
  refuse(
    "InvalidParameterException",
    `${ROLLED_BACK}: Target group ${missing} is not associated with either productionListenerRule or testListenerRule.`,
    shift.path,
  );
}

/**
 * A target group without a rule. The listener of a network load balancer gets the alternate group during the
 * deployment.
 */
function unassociatedGroup(shift: TrafficShift, cloud: CloudReader): string | undefined {
  const { targetGroupArn, alternateTargetGroupArn, productionListenerRule, testListenerRule } = shift;
  if (!productionListenerRule.includes(":listener-rule/")) return undefined;
  const associated = [productionListenerRule, testListenerRule]
    .flatMap((rule) => targetGroupsBehind(rule, cloud))
    .map(({ arn }) => arn);
  return [targetGroupArn, alternateTargetGroupArn].find((arn) => !associated.includes(arn));
}

/** ECS changes a rule by ModifyRule, so that the refusals of ModifyRule apply. */
function requireRewritableActions(shift: TrafficShift, cloud: CloudReader): void {
  const groups = [shift.targetGroupArn, shift.alternateTargetGroupArn].map((arn) => ({ arn, weight: 1 }));
  for (const { arn } of rulesOf(shift)) {
    const resource = forwardingResource(arn, cloud);
    if (resource === undefined) continue;
    actionsOf(resource).forEach((action, index) => {
      requireGroupStickiness(reweighted(action, groups), `${arn}: ${actionsInput(resource)}[${index}]`, cloud);
    });
  }
}

function rulesOf(shift: TrafficShift): { arn: string; input: string }[] {
  return (["productionListenerRule", "testListenerRule"] as const).flatMap((part) => {
    const arn = shift[part];
    return arn === undefined ? [] : [{ arn, input: `${shift.path}.${part}` }];
  });
}
