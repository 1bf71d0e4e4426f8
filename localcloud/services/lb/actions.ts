import type { CloudReader } from "../../model/resource";
import type { Operation, Reference } from "../../model/resource-type";
import { objects, text, valuesAt, type Properties } from "../../model/values";
import type { ActingListener } from "./acting-listener";
import { foreignToAction, requireActionOfKind, requireCompleteAction, requireLastAction } from "./action-rules";
import { requireUsableTargetGroup } from "./forwarding";
import { requireGroupStickiness } from "./group-stickiness";
import { refuseRedirectLoop } from "./redirects";

const TARGET_GROUP = "aws:lb/targetGroup:TargetGroup";

/** References of a list of actions to target groups, which then can't be deleted. */
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

/** Target groups to which actions forward. */
export function forwardedTo(inputs: Properties, actions: string): string[] {
  return [`${actions}[].targetGroupArn`, `${actions}[].forward.targetGroups[].arn`]
    .flatMap((path) => valuesAt(inputs, path))
    .map(({ value }) => String(value));
}

/** Load balancers whose listeners or rules forward to a target group. */
export function loadBalancersOf(targetGroupArn: string, cloud: CloudReader): string[] {
  const byListener = cloud
    .ofType("aws:lb/listener:Listener")
    .filter((listener) => forwardedTo(listener.inputs, "defaultActions").includes(targetGroupArn));
  const byRule = cloud
    .ofType("aws:lb/listenerRule:ListenerRule")
    .filter((rule) => forwardedTo(rule.inputs, "actions").includes(targetGroupArn))
    .flatMap((rule) => cloud.find("aws:lb/listener:Listener", text(rule.inputs, "listenerArn") ?? "") ?? []);
  return [...new Set([...byListener, ...byRule].map((listener) => text(listener.inputs, "loadBalancerArn") ?? ""))];
}

/** Refuses actions that the listener can't take (Elastic Load Balancing API Reference, Action). */
export function requireActions(operation: Operation, input: string, listener: ActingListener): void {
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
  for (const arn of forwardedTo(inputs, input)) {
    const group = cloud.find(TARGET_GROUP, arn);
    if (group !== undefined)
      requireUsableTargetGroup(group, { ...listener, input, others: othersOf(arn, listener, cloud) });
  }
}

function othersOf(targetGroupArn: string, { loadBalancer }: ActingListener, cloud: CloudReader): string[] {
  return loadBalancersOf(targetGroupArn, cloud).filter((arn) => arn !== loadBalancer.id);
}
