import { refuse } from "../../model/aws-error";
import type { CloudReader, CloudResource } from "../../model/resource";
import type { Operation, Reference } from "../../model/resource-type";
import { objects, text, valuesAt, type Properties } from "../../model/values";
import {
  foreignToAction,
  refuseRedirectLoop,
  requireActionOfKind,
  requireCompleteAction,
  requireLastAction,
  type ListenerContext,
} from "./action-rules";
import { TARGET_PROTOCOLS } from "./protocols";
import { requireGroupStickiness } from "./stickiness";

const TARGET_GROUP = "aws:lb/targetGroup:TargetGroup";

/** References of a list of actions to target groups, which can't be deleted before the actions. */
export function targetGroupReferences(actions: string): Reference[] {
  return [`${actions}[].targetGroupArn`, `${actions}[].forward.targetGroups[].arn`].map((input) => ({
    input,
    to: [TARGET_GROUP],
    missing: { code: "TargetGroupNotFound", message: (arn) => `One or more target groups not found: '${arn}'` },
    inUse: {
      code: "ResourceInUse",
      message: (arn) => `Target group '${arn}' is currently in use by a listener or a rule`,
    },
  }));
}

/** ARNs of the target groups to which actions forward. */
function targetGroupsOf(inputs: Properties, actions: string): string[] {
  return [`${actions}[].targetGroupArn`, `${actions}[].forward.targetGroups[].arn`]
    .flatMap((path) => valuesAt(inputs, path))
    .map(({ value }) => String(value));
}

/** ARNs of the load balancers whose listeners or rules forward to a target group. */
export function loadBalancersOf(targetGroupArn: string, cloud: CloudReader): string[] {
  const byListener = cloud
    .ofType("aws:lb/listener:Listener")
    .filter((listener) => targetGroupsOf(listener.inputs, "defaultActions").includes(targetGroupArn));
  const byRule = cloud
    .ofType("aws:lb/listenerRule:ListenerRule")
    .filter((rule) => targetGroupsOf(rule.inputs, "actions").includes(targetGroupArn))
    .flatMap((rule) => cloud.find("aws:lb/listener:Listener", text(rule.inputs, "listenerArn") ?? "") ?? []);
  return [...new Set([...byListener, ...byRule].map((listener) => text(listener.inputs, "loadBalancerArn") ?? ""))];
}

/** Refuses actions that the listener doesn't support (Elastic Load Balancing API Reference, Action). */
export function requireActions(operation: Operation, input: string, listener: ListenerContext): void {
  const { inputs, cloud } = operation;
  const actions = objects(inputs, input);
  actions.forEach((action, index) => {
    const path = `${input}[${index}]`;
    requireCompleteAction(action, path);
    foreignToAction(action, path)(operation);
    requireActionOfKind(action, path, listener);
    refuseRedirectLoop(action, path, listener);
    requireGroupStickiness(action, path, cloud);
  });
  requireLastAction(actions, input);
  for (const arn of targetGroupsOf(inputs, input)) {
    const group = cloud.find(TARGET_GROUP, arn);
    if (group === undefined) continue;
    requireProtocol(group, input, listener);
    requireVpc(group, input, listener);
    requireOneLoadBalancer(group, input, listener, cloud);
  }
}

/** User Guides, "Target groups": the protocol of the target group has to suit the listener's. */
function requireProtocol(group: CloudResource, input: string, { protocol }: ListenerContext): void {
  const ofGroup = text(group.inputs, "protocol") ?? "";
  if (TARGET_PROTOCOLS[protocol]?.includes(ofGroup) === true) return;
  refuse(
    "IncompatibleProtocols",
    `The listener and its associated target group '${group.id}' have incompatible protocols: '${protocol}' and '${ofGroup}'`,
    input,
  );
}

function requireVpc(group: CloudResource, input: string, { loadBalancer }: ListenerContext): void {
  if (group.inputs.vpcId === loadBalancer.computed.vpcId) return;
  refuse(
    "InvalidConfigurationRequest",
    `Target group '${group.id}' is in a different VPC than load balancer '${loadBalancer.id}'`,
    input,
  );
}

/** User Guides, "Target groups": a target group belongs to one load balancer. */
function requireOneLoadBalancer(
  group: CloudResource,
  input: string,
  { loadBalancer }: ListenerContext,
  cloud: CloudReader,
): void {
  if (loadBalancersOf(group.id, cloud).every((arn) => arn === loadBalancer.id)) return;
  refuse(
    "TargetGroupAssociationLimit",
    `The following target groups cannot be associated with more than one load balancer: ${group.id}`,
    input,
  );
}
