import type { Properties } from "../../../../localcloud/model/values";
import { describeRules, describeWarnings, inLocalCloud, type TestCloud } from "../../support";
import { ecsRole, shifting } from "./shifting";
import { role, SERVICE } from "./tasks";

const CANARY = { strategy: "CANARY", canaryConfiguration: { canaryPercent: 10 } };
const LINEAR = { strategy: "LINEAR", linearConfiguration: { stepPercent: 25 } };
const BLUE_GREEN = { strategy: "BLUE_GREEN", bakeTimeInMinutes: "3" };

function deploying(deploymentConfiguration: Properties, more: Properties = {}): Properties {
  return { deploymentConfiguration, ...more };
}

/**
 * Amazon ECS Developer Guide, "Amazon ECS deployment failure detection"; terraform-provider-aws,
 * `TestAccECSService_BlueGreenDeployment_circuitBreakerRollback`.
 */
describe("the circuit breaker", () => {
  it.each([{ strategy: "ROLLING" }, BLUE_GREEN, CANARY, LINEAR])("watches a deployment of %j", (strategy) => {
    const cloud = inLocalCloud();
    const { inputs } = shifting(cloud);
    const deploymentCircuitBreaker = { enable: true, rollback: true };
    const service = cloud.create(SERVICE, { ...inputs, deploymentConfiguration: strategy, deploymentCircuitBreaker });

    expect(service.inputs).toMatchObject({ deploymentCircuitBreaker });
  });
});

describeRules(SERVICE, shifting, [
  [
    "a canary's settings of another strategy",
    deploying({ ...BLUE_GREEN, canaryConfiguration: { canaryPercent: 10 } }),
    deploying(CANARY),
    "InvalidParameterException",
    "canaryConfiguration is only valid when the deployment strategy is CANARY, got BLUE_GREEN",
  ],
  [
    "steps of another strategy",
    deploying({ ...CANARY, linearConfiguration: { stepPercent: 25 } }),
    deploying(LINEAR),
    "InvalidParameterException",
    "linearConfiguration is only valid when the deployment strategy is LINEAR, got CANARY",
  ],
  [
    "a canary without traffic",
    deploying(CANARY, { loadBalancers: undefined }),
    deploying(BLUE_GREEN, { loadBalancers: undefined }),
    "InvalidParameterException",
    "The CANARY deployment strategy needs a load balancer or Service Connect",
  ],
  [
    "steps without traffic",
    deploying(LINEAR, { loadBalancers: undefined }),
    deploying(LINEAR),
    "InvalidParameterException",
    "The LINEAR deployment strategy needs a load balancer or Service Connect",
  ],
  [
    "blue and green without bake time",
    deploying({ strategy: "BLUE_GREEN" }),
    deploying({ strategy: "BLUE_GREEN", bakeTimeInMinutes: "0" }),
    "InvalidParameterException",
    "bakeTimeInMinutes must be provided when the deployment strategy is BLUE_GREEN",
  ],
  [
    "a percentage in hundredths",
    deploying({ strategy: "CANARY", canaryConfiguration: { canaryPercent: 0.25 } }),
    deploying({ strategy: "CANARY", canaryConfiguration: { canaryPercent: 0.3 } }),
    "InvalidParameterException",
    "(deploymentConfiguration.canaryConfiguration.canaryPercent)",
  ],
  [
    "steps below three percent",
    deploying({ strategy: "LINEAR", linearConfiguration: { stepPercent: 2.9 } }),
    deploying({ strategy: "LINEAR", linearConfiguration: { stepPercent: 3.1 } }),
    "InvalidParameterException",
    "(deploymentConfiguration.linearConfiguration.stepPercent)",
  ],
]);

describeWarnings(SERVICE, shifting, [
  [
    "a bake time while tasks are replaced one after another",
    deploying({ strategy: "ROLLING", bakeTimeInMinutes: "3" }),
    deploying({ strategy: "LINEAR", bakeTimeInMinutes: "3" }),
    "bakeTimeInMinutes is only valid when the deployment strategy is BLUE_GREEN, LINEAR or CANARY",
  ],
]);

const FUNCTION = "arn:aws:lambda:eu-west-1:123456789012:function:smoke-test";
const PAUSE = { targetType: "PAUSE", lifecycleStages: ["POST_TEST_TRAFFIC_SHIFT"] };

function hook(changes: Properties): Properties {
  return deploying({ ...BLUE_GREEN, lifecycleHooks: [changes] });
}

/** The same, with roles that may call a function or may not. */
function withFunction(cloud: TestCloud) {
  const given = shifting(cloud);
  const calls = {
    hookTargetArn: FUNCTION,
    roleArn: ecsRole(cloud, "calls", ["lambda:InvokeFunction"], FUNCTION),
    lifecycleStages: ["POST_TEST_TRAFFIC_SHIFT"],
  };
  return { ...given, calls, ofTasks: role(cloud, "tasks"), reads: ecsRole(cloud, "reads", ["lambda:GetFunction"]) };
}

describeRules(SERVICE, withFunction, [
  [
    "hooks while tasks are replaced one after another",
    ({ calls }) => deploying({ strategy: "ROLLING", lifecycleHooks: [calls] }),
    ({ calls }) => deploying({ ...CANARY, lifecycleHooks: [calls] }),
    "InvalidParameterException",
    "Lifecycle hooks are not supported with the ROLLING deployment strategy",
  ],
  [
    "a hook without stage",
    ({ calls }) => hook({ ...calls, lifecycleStages: [] }),
    ({ calls }) => hook(calls),
    "InvalidParameterException",
    "needs at least one lifecycle stage (deploymentConfiguration.lifecycleHooks[0].lifecycleStages)",
  ],
  [
    "a stage that isn't there",
    ({ calls }) => hook({ ...calls, lifecycleStages: ["BAKE_TIME"] }),
    ({ calls }) => hook({ ...calls, lifecycleStages: ["PRE_SCALE_UP", "PRODUCTION_TRAFFIC_SHIFT"] }),
    "InvalidParameterException",
    "(deploymentConfiguration.lifecycleHooks[0].lifecycleStages[0])",
  ],
  [
    "details that are no JSON",
    ({ calls }) => hook({ ...calls, hookDetails: "smoke" }),
    ({ calls }) => hook({ ...calls, hookDetails: '{"suite":"smoke"}' }),
    "InvalidParameterException",
    "hookDetails must be JSON (deploymentConfiguration.lifecycleHooks[0].hookDetails)",
  ],
  [
    "a hook that calls nothing",
    ({ calls }) => hook({ ...calls, hookTargetArn: undefined }),
    hook(PAUSE),
    "InvalidParameterException",
    "must be the ARN of a Lambda function in eu-west-1, got ''",
  ],
  [
    "a function of another region",
    ({ calls }) => hook({ ...calls, hookTargetArn: FUNCTION.replace("eu-west-1", "us-east-1") }),
    ({ calls }) => hook(calls),
    "InvalidParameterException",
    "must be the ARN of a Lambda function in eu-west-1, got 'arn:aws:lambda:us-east-1:",
  ],
  [
    "to pause while traffic moves",
    hook({ ...PAUSE, lifecycleStages: ["PRODUCTION_TRAFFIC_SHIFT"] }),
    hook(PAUSE),
    "InvalidParameterException",
    "Invalid lifecycle stage provided for Pause Hook",
  ],
  [
    "a pause that calls",
    hook({ ...PAUSE, hookTargetArn: FUNCTION }),
    hook(PAUSE),
    "InvalidParameterException",
    "hookTargetArn is not applicable for PAUSE hooks",
  ],
  [
    "a timeout of a function",
    ({ calls }) => hook({ ...calls, timeoutConfiguration: { timeoutInMinutes: "5" } }),
    hook({ ...PAUSE, timeoutConfiguration: { timeoutInMinutes: "5" } }),
    "InvalidParameterException",
    "timeoutConfiguration is only valid for PAUSE hooks",
  ],
]);

describeWarnings(SERVICE, withFunction, [
  [
    "a role that may call another function",
    ({ calls }) => hook({ ...calls, hookTargetArn: `${FUNCTION}-2` }),
    ({ calls }) => hook(calls),
    "ECS was unable to invoke hook target",
  ],
  [
    "a role that may not call",
    ({ calls, reads }) => hook({ ...calls, roleArn: reads }),
    ({ calls }) => hook(calls),
    "ECS was unable to invoke hook target arn:aws:lambda:eu-west-1:123456789012:function:smoke-test because no identity",
  ],
  [
    "a role for something else of a hook",
    ({ calls, ofTasks }) => hook({ ...calls, roleArn: ofTasks }),
    ({ calls }) => hook(calls),
    "ECS was unable to assume role arn:aws:iam::123456789012:role/tasks",
  ],
]);
