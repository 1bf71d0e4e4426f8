import type { CloudReader, CloudResource } from "../../model/resource";
import { number, object, objects, text, type Properties } from "../../model/values";

/** Resource types that forward requests, with the inputs that hold their actions. */
const FORWARDING = [
  { type: "aws:lb/listenerRule:ListenerRule", input: "actions" },
  { type: "aws:lb/listener:Listener", input: "defaultActions" },
] as const;

/** A target group and its share of requests. */
export interface WeightedGroup {
  readonly arn: string;
  readonly weight: number;
}

/** The listener rule or listener with an ARN. */
export function forwardingResource(arn: string, cloud: CloudReader): CloudResource | undefined {
  return FORWARDING.map(({ type }) => cloud.find(type, arn)).find((found) => found !== undefined);
}

/** The actions of a listener rule or listener. */
export function actionsOf(resource: CloudResource): Properties[] {
  return objects(resource.inputs, actionsInput(resource));
}

/** The input that holds the actions of a listener rule or listener. */
export function actionsInput({ type }: CloudResource): string {
  return FORWARDING.find((each) => each.type === type)?.input ?? "";
}

/** Target groups of a forward action; the default weight is 1 (API Reference, TargetGroupTuple). */
export function weightsOf(action: Properties): WeightedGroup[] {
  const groups = objects(action, "forward.targetGroups");
  const single = text(action, "targetGroupArn");
  if (groups.length === 0) return single === undefined ? [] : [{ arn: single, weight: 1 }];
  return groups.map((group) => ({ arn: text(group, "arn") ?? "", weight: number(group, "weight") ?? 1 }));
}

/** The action with other groups and weights, and with the same stickiness. */
export function reweighted(action: Properties, targetGroups: readonly WeightedGroup[]): Properties {
  const others = Object.entries(action).filter(([name]) => name !== "targetGroupArn");
  return { ...Object.fromEntries(others), forward: { ...object(action, "forward"), targetGroups } };
}

/** The listener rule or listener with changed forward actions. */
export function withForward(resource: CloudResource, change: (action: Properties) => Properties): CloudResource {
  const actions = actionsOf(resource).map((action) => (text(action, "type") === "forward" ? change(action) : action));
  return { ...resource, inputs: { ...resource.inputs, [actionsInput(resource)]: actions } };
}
