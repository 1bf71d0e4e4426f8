import { AwsError } from "../../model/aws-error";
import type { CloudReader, CloudResource } from "../../model/resource";
import type { Operation, Reference } from "../../model/resource-type";
import { number, objects, text, valuesAt, type Properties } from "../../model/values";
import { APPLICATION_PROTOCOLS } from "./target-group";

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

/** What each kind of action needs (Elastic Load Balancing API Reference, Action). */
export function requireCompleteActions(inputs: Properties, input: string): void {
  const actions = objects(inputs, input);
  if (actions.length === 0) throw new AwsError("ValidationError", `At least one action must be specified (${input})`);
  actions.forEach((action, index) => {
    requireComplete(action, `${input}[${index}]`);
  });
}

function requireComplete(action: Properties, path: string): void {
  const type = text(action, "type") ?? "";
  const complete: Record<string, boolean> = {
    forward: text(action, "targetGroupArn") !== undefined || objects(action, "forward.targetGroups").length > 0,
    redirect: text(action, "redirect.statusCode") !== undefined,
    "fixed-response": text(action, "fixedResponse.contentType") !== undefined,
    "authenticate-oidc": action.authenticateOidc !== undefined,
    "authenticate-cognito": action.authenticateCognito !== undefined,
  };
  if (complete[type] === true) return;
  if (type in complete)
    throw new AwsError("ValidationError", `An action of type '${type}' lacks its configuration (${path})`);
  throw new AwsError("ValidationError", `'${type}' is not a valid action type (${path}.type)`);
}

/** A target group serves one load balancer, of its own kind and VPC. */
export function requireUsableTargetGroups(operation: Operation, actions: string, loadBalancer: CloudResource): void {
  for (const arn of forwardedTo(operation.inputs, actions)) {
    const group = operation.cloud.find(TARGET_GROUP, arn);
    if (group === undefined) continue;
    requireOneKind(group, loadBalancer, actions);
    requireOneLoadBalancer(group, loadBalancer, operation.cloud, actions);
  }
}

function requireOneKind(group: CloudResource, loadBalancer: CloudResource, input: string): void {
  const protocol = text(group.inputs, "protocol") ?? "";
  const forApplications = APPLICATION_PROTOCOLS.includes(protocol);
  if (forApplications !== (text(loadBalancer.inputs, "loadBalancerType") !== "network")) {
    throw new AwsError(
      "InvalidConfigurationRequest",
      `Target group protocol '${protocol}' does not fit the load balancer's type (${input})`,
    );
  }
  if (group.inputs.vpcId !== loadBalancer.computed.vpcId) {
    throw new AwsError(
      "InvalidConfigurationRequest",
      `The target group '${group.id}' is not in the load balancer's VPC (${input})`,
    );
  }
}

function requireOneLoadBalancer(
  group: CloudResource,
  loadBalancer: CloudResource,
  cloud: CloudReader,
  input: string,
): void {
  const others = loadBalancersOf(group.id, cloud).filter((arn) => arn !== loadBalancer.id);
  if (others.length === 0) return;
  throw new AwsError(
    "TargetGroupAssociationLimit",
    `The following target groups cannot be associated with more than one load balancer: ${group.id} (${input})`,
  );
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

/** Weights of a forward action (Elastic Load Balancing API Reference, TargetGroupTuple): 0 to 999, one above zero. */
export function requireWeights(inputs: Properties, input: string): void {
  for (const action of objects(inputs, input)) {
    const weights = objects(action, "forward.targetGroups").map((group) => number(group, "weight") ?? 1);
    if (weights.some((weight) => weight < 0 || weight > 999)) {
      throw new AwsError("ValidationError", `Weights must be between 0 and 999 (${input}.forward.targetGroups.weight)`);
    }
  }
}
