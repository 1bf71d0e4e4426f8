import { refuse } from "../../model/aws-error";
import { globalArn } from "../../model/identifiers";
import type { Operation } from "../../model/resource-type";
import { text } from "../../model/values";
import { missingPermission } from "../iam/role-permissions";
import { isAssumableBy, roleByArn } from "../iam/role-reference";
import type { TrafficShift } from "./traffic-shift";

const ECS = "ecs.amazonaws.com";
const ELB = "elasticloadbalancing";

/**
 * Refuses a role with which ECS can't shift traffic, so that the deployment would be rolled back (Amazon ECS Developer
 * Guide, "Amazon ECS infrastructure IAM role for load balancers").
 */
export function requireInfrastructureRole({ cloud, region, accountId }: Operation, shift: TrafficShift): void {
  const { roleArn, path } = shift;
  const input = `${path}.roleArn`;
  const role = roleByArn(roleArn, cloud);
  if (role === undefined || !isAssumableBy(role, ECS)) {
    refuse(
      "InvalidParameterException",
      `Service deployment rolled back because of invalid networking configuration. ECS was unable to manage the ELB resources due to missing permissions on ECS Infrastructure Role '${roleArn}'.`,
      input,
    );
  }
  const missing = missingPermission(role, permissions(shift), cloud);
  if (missing === undefined) return;
  const session = `assumed-role/${text(role.computed, "name") ?? ""}/ECSNetworkingWithELB`;
  const user = globalArn("sts", region, accountId, session);
  refuse(
    "InvalidParameterException",
    `User: ${user} is not authorized to perform: ${missing.action} on resource: ${missing.resource} because no identity-based policy allows the ${missing.action} action`,
    input,
  );
}

/**
 * The permissions of AWS's policy AmazonECSInfrastructureRolePolicyForLoadBalancers (AWS Managed Policy Reference
 * Guide).
 */
function permissions(shift: TrafficShift): { action: string; resource: string }[] {
  const { targetGroupArn, alternateTargetGroupArn, productionListenerRule, testListenerRule } = shift;
  const groups = [targetGroupArn, alternateTargetGroupArn].flatMap((resource) =>
    ["RegisterTargets", "DeregisterTargets"].map((action) => ({ action: `${ELB}:${action}`, resource })),
  );
  const rules = [productionListenerRule, ...(testListenerRule === undefined ? [] : [testListenerRule])];
  return [
    { action: `${ELB}:DescribeTargetHealth`, resource: "*" },
    ...groups,
    ...rules.map((resource) => ({
      action: `${ELB}:${resource.includes(":listener-rule/") ? "ModifyRule" : "ModifyListener"}`,
      resource,
    })),
  ];
}
