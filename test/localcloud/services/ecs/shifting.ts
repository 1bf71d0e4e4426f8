import type { CloudResource } from "../../../../localcloud/model/resource";
import type { Properties } from "../../../../localcloud/model/values";
import type { TestCloud } from "../../support";
import { policy, serviceTrust } from "../iam/policies";
import { LISTENER, LISTENER_RULE, NOT_FOUND } from "../lb/balanced";
import { behind, serving } from "./serving";
import { role } from "./tasks";

export const ATTACHMENT = "aws:iam/rolePolicyAttachment:RolePolicyAttachment";
export const SHIFT_POLICY = "arn:aws:iam::aws:policy/AmazonECSInfrastructureRolePolicyForLoadBalancers";

/** A forward to blue and green with these weights. */
export function weighted(blue: string, green: string, weights: readonly [number, number], more: object = {}) {
  const targetGroups = [
    { arn: blue, weight: weights[0] },
    { arn: green, weight: weights[1] },
  ];
  return { type: "forward", forward: { targetGroups, ...more } };
}

/** Creates a rule for all paths of a listener. */
export function rule(cloud: TestCloud, listenerArn: string, priority: number, action: object): CloudResource {
  return cloud.create(LISTENER_RULE, {
    listenerArn,
    priority,
    conditions: [{ pathPattern: { values: ["/*"] } }],
    actions: [action],
  });
}

/** A role that ECS may assume, with a policy of its own. */
export function ecsRole(cloud: TestCloud, name: string, Action: readonly string[], Resource = "*"): string {
  const arn = role(cloud, name, serviceTrust("ecs"));
  cloud.create("aws:iam/rolePolicy:RolePolicy", { role: name, name, policy: policy({ Action, Resource }) });
  return arn;
}

/** What a service needs to move requests between blue and green, and inputs of one that does so at once. */
export function shifting(cloud: TestCloud) {
  const given = serving(cloud);
  const testListener = cloud.create(LISTENER, {
    loadBalancerArn: given.loadBalancerArn,
    port: 9000,
    defaultActions: [NOT_FOUND],
  });
  const production = rule(cloud, given.listenerArn, 1, weighted(given.blue, given.green, [100, 0]));
  const test = rule(cloud, testListener.id, 1, weighted(given.blue, given.green, [100, 0]));
  const roleArn = role(cloud, "shifts", serviceTrust("ecs"));
  cloud.create(ATTACHMENT, { role: "shifts", policyArn: SHIFT_POLICY });
  const shift = {
    alternateTargetGroupArn: given.green,
    productionListenerRule: production.id,
    testListenerRule: test.id,
    roleArn,
  };
  const loadBalancers = [behind(given.blue, { advancedConfiguration: shift })];
  const inputs: Properties = {
    ...given.inputs,
    deploymentConfiguration: { strategy: "BLUE_GREEN", bakeTimeInMinutes: "3" },
    loadBalancers,
  };
  return { ...given, testListenerArn: testListener.id, production, test, roleArn, shift, loadBalancers, inputs };
}

/** The settings of the only load balancer, changed. */
export function withShift(given: ReturnType<typeof shifting>, changes: Properties): Properties {
  const advancedConfiguration = { ...given.shift, ...changes };
  return { loadBalancers: [behind(given.blue, { advancedConfiguration })] };
}
