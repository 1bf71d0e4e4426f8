import { describeRules, describeWarnings, itRefuses, itWarns, type TestCloud } from "../../support";
import { policy } from "../iam/policies";
import { group, NOT_FOUND, TARGET_GROUP } from "../lb/balanced";
import { behind } from "./serving";
import { ecsRole, rule, shifting, weighted, withShift } from "./shifting";
import { role, SERVICE } from "./tasks";

const ELB = "elasticloadbalancing";
const ROLLING = { deploymentConfiguration: { strategy: "ROLLING" } };
const BLUE_GREEN = { deploymentConfiguration: { strategy: "BLUE_GREEN", bakeTimeInMinutes: "3" } };

/** The same, with rules that ECS could not use. */
function prepared(cloud: TestCloud) {
  const given = shifting(cloud);
  const { blue, green, vpcId, listenerArn, testListenerArn } = given;
  const foreign = group(cloud, vpcId, { name: "foreign" });
  const sticky = ["sticky-blue", "sticky-green"].map((name) =>
    group(cloud, vpcId, { name, stickiness: { type: "lb_cookie", cookieDuration: 60 } }),
  );
  const [stickyBlue = "", stickyGreen = ""] = sticky;
  return {
    ...given,
    foreign,
    stickyBlue,
    stickyGreen,
    toBlue: rule(cloud, listenerArn, 2, weighted(blue, green, [1, 0])).id,
    onlyBlue: rule(cloud, listenerArn, 3, { type: "forward", targetGroupArn: blue }).id,
    onlyGreen: rule(cloud, testListenerArn, 3, { type: "forward", targetGroupArn: green }).id,
    toBoth: rule(cloud, listenerArn, 4, weighted(blue, green, [50, 50])).id,
    toForeign: rule(cloud, listenerArn, 5, weighted(blue, foreign, [100, 0])).id,
    answering: rule(cloud, testListenerArn, 6, NOT_FOUND).id,
    toSticky: rule(cloud, listenerArn, 7, { type: "forward", targetGroupArn: stickyBlue }).id,
    testOfSticky: rule(cloud, testListenerArn, 7, { type: "forward", targetGroupArn: stickyGreen }).id,
    ofTasks: role(cloud, "tasks"),
    withoutRules: ecsRole(cloud, "without-rules", [`${ELB}:Describe*`, `${ELB}:*Targets`]),
    forOthers: ecsRole(cloud, "for-others", [`${ELB}:*`], `arn:aws:${ELB}:eu-west-1:123456789012:targetgroup/other/*`),
    own: ecsRole(cloud, "own", [`${ELB}:*`]),
  };
}

type Given = ReturnType<typeof prepared>;

function stickyService({ stickyBlue, stickyGreen, shift }: Given, rules: object) {
  const advancedConfiguration = { ...shift, alternateTargetGroupArn: stickyGreen, ...rules };
  return { loadBalancers: [behind(stickyBlue, { advancedConfiguration })] };
}

describeRules(SERVICE, prepared, [
  [
    "blue and green with one target group",
    ({ blue }) => ({ loadBalancers: [behind(blue)] }),
    ({ blue }) => ({ loadBalancers: [behind(blue)], ...ROLLING }),
    "InvalidParameterException",
    "advancedConfiguration field is required for all loadBalancers when using a non-ROLLING deployment strategy (loadBal",
  ],
  [
    "settings of some load balancers only",
    ({ foreign, loadBalancers }) => ({ loadBalancers: [...loadBalancers, behind(foreign)], ...ROLLING }),
    ROLLING,
    "InvalidParameterException",
    "Either all or none of the provided loadBalancers must have advancedConfiguration defined (loadBalancers[1].advanced",
  ],
  [
    "a target group for two load balancers",
    ({ loadBalancers }) => ({ loadBalancers: [...loadBalancers, ...loadBalancers] }),
    {},
    "InvalidParameterException",
    "Duplicate targetGroupArn found: arn:aws:elasticloadbalancing:",
  ],
  [
    "settings that lack a part",
    (given) => withShift(given, { roleArn: undefined }),
    {},
    "InvalidParameterException",
    "Missing required argument: roleArn (loadBalancers[0].advancedConfiguration)",
  ],
  [
    "blue as green",
    (given) => withShift(given, { alternateTargetGroupArn: given.blue }),
    {},
    "InvalidParameterException",
    "must differ (loadBalancers[0].advancedConfiguration.alternateTargetGroupArn)",
  ],
  [
    "a green that isn't there",
    (given) => withShift(given, { alternateTargetGroupArn: "none" }),
    {},
    "InvalidParameterException",
    "The target group 'none' does not exist.",
  ],
  [
    "a listener of an application load balancer as rule",
    (given) => withShift(given, { productionListenerRule: given.listenerArn }),
    {},
    "InvalidParameterException",
    "productionListenerRule has an invalid ARN format. Must be RuleArn for ALB or ListenerArn for NLB. Got: arn:aws:",
  ],
  [
    "a rule that isn't there",
    (given) => withShift(given, { testListenerRule: `${given.test.id}0` }),
    {},
    "InvalidParameterException",
    "does not exist. (loadBalancers[0].advancedConfiguration.testListenerRule)",
  ],
  [
    "one rule for production and test",
    (given) => withShift(given, { testListenerRule: given.production.id }),
    (given) => withShift(given, { testListenerRule: undefined }),
    "InvalidParameterException",
    "The following rules cannot be used as both production and test listener rules: arn:aws:",
  ],
  [
    "a rule without green and no test",
    (given) => withShift(given, { productionListenerRule: given.onlyBlue, testListenerRule: undefined }),
    (given) => withShift(given, { productionListenerRule: given.onlyBlue, testListenerRule: given.onlyGreen }),
    "InvalidParameterException",
    "testListenerRule is required when productionListenerRule is not associated with both targetGroup and alternate",
  ],
]);

describeWarnings(SERVICE, prepared, [
  [
    "a rule that answers by itself",
    (given) => withShift(given, { testListenerRule: given.answering }),
    {},
    "has an action of type fixed-response (loadBalancers[0].advancedConfiguration.testListenerRule)",
  ],
  [
    "a rule that leads elsewhere",
    (given) => withShift(given, { productionListenerRule: given.toForeign }),
    (given) => withShift(given, { productionListenerRule: given.toBlue }),
    "Production listener rule is forwarding traffic to unexpected target group arn:aws:",
  ],
  [
    "a rule that serves from both",
    (given) => withShift(given, { productionListenerRule: given.toBoth }),
    (given) => withShift(given, { productionListenerRule: given.toBlue }),
    "should have exactly one target group serving traffic but found 2 target groups which are serving traffic",
  ],
  [
    "sticky targets behind rules that are not",
    (given) => stickyService(given, { productionListenerRule: given.toSticky, testListenerRule: given.testOfSticky }),
    {},
    "You must enable group stickiness on a rule if you enabled target stickiness on one of its target groups",
  ],
  [
    "a role for something else",
    (given) => withShift(given, { roleArn: given.ofTasks }),
    {},
    "missing permissions on ECS Infrastructure Role 'arn:aws:iam::123456789012:role/tasks'.",
  ],
  [
    "a role that may not change rules",
    (given) => withShift(given, { roleArn: given.withoutRules }),
    (given) => withShift(given, { roleArn: given.own }),
    "assumed-role/without-rules/ECSNetworkingWithELB is not authorized to perform: elasticloadbalancing:ModifyRule on",
  ],
  [
    "a role for other target groups",
    (given) => withShift(given, { roleArn: given.forOthers }),
    (given) => withShift(given, { roleArn: given.own }),
    "is not authorized to perform: elasticloadbalancing:DescribeTargetHealth on resource: *",
  ],
  [
    "a rolling service's settings that would not do",
    (given) => ({ ...withShift(given, { roleArn: given.ofTasks }), ...ROLLING }),
    ROLLING,
    "missing permissions on ECS Infrastructure Role",
  ],
]);

describe("a rolling service", () => {
  itRefuses(
    "to shift traffic before it was deployed with what that takes",
    (cloud) => {
      const { inputs, blue, loadBalancers } = shifting(cloud);
      const service = cloud.create(SERVICE, { ...inputs, ...ROLLING, loadBalancers: [behind(blue)] });
      return {
        violation: () => cloud.update(service, { ...BLUE_GREEN, loadBalancers }),
        neighbour: () => cloud.update(cloud.update(service, { loadBalancers }), BLUE_GREEN),
      };
    },
    "InvalidParameterException",
    "needs a rolling deployment with the advancedConfiguration of its load balancers (deploymentConfiguration.strategy)",
  );

  itWarns(
    "a customer's policy that denies what AWS's allows",
    (cloud) => {
      const { inputs } = shifting(cloud);
      const denial = policy({ Effect: "Deny", Action: `${ELB}:ModifyRule`, Resource: "*" });
      cloud.create("aws:iam/rolePolicy:RolePolicy", { role: "shifts", name: "denial", policy: denial });
      cloud.create(SERVICE, inputs);
    },
    "is not authorized to perform: elasticloadbalancing:ModifyRule",
  );

  itRefuses(
    "a role with which no traffic moves where the provider waits for it",
    (cloud) => {
      const given = prepared(cloud);
      const inputs = { ...given.inputs, ...withShift(given, { roleArn: given.ofTasks }) };
      return {
        violation: () => cloud.create(SERVICE, { ...inputs, waitForSteadyState: true, desiredCount: 1 }),
        neighbour: () => cloud.create(SERVICE, { ...inputs, waitForSteadyState: true, desiredCount: 0 }),
      };
    },
    "InvalidParameterException",
    "missing permissions on ECS Infrastructure Role",
  );

  itRefuses(
    "stickiness of targets before that of the rules between which ECS moves traffic",
    (cloud) => {
      const given = shifting(cloud);
      const [stickyGroup] = cloud.cloud.state.ofType(TARGET_GROUP).filter(({ id }) => id === given.blue);
      if (stickyGroup === undefined) throw new Error("shifting makes a blue group");
      const stickiness = { type: "lb_cookie", cookieDuration: 60 };
      const seconds = { enabled: true, duration: 1 };
      const action = weighted(given.blue, given.green, [100, 0], { stickiness: seconds });
      return {
        violation: () => cloud.update(stickyGroup, { stickiness }),
        neighbour: () => {
          for (const each of [given.production, given.test]) cloud.update(each, { actions: [action] });
          cloud.update(stickyGroup, { stickiness });
          cloud.create(SERVICE, given.inputs);
        },
      };
    },
    "InvalidConfigurationRequest",
    "You must enable group stickiness before enabling target stickiness",
  );
});
