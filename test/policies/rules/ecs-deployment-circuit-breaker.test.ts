import { ecsDeploymentCircuitBreaker as rule } from "../../../policies/rules/ecs-deployment-circuit-breaker";
import { describeRule, judge, resource, secret, UNKNOWN, type TestResource } from "../support";
import { of, set } from "../support/mutation";

const ON = { enable: true, rollback: true };

function service(properties: TestResource["properties"]): TestResource {
  return resource("aws:ecs/service:Service", "web", properties);
}

describeRule(rule, {
  accepts: {
    "a service with the breaker and rollback": { given: service({ deploymentCircuitBreaker: ON }) },
    "a blue-green service with the breaker and rollback": {
      given: service({ deploymentConfiguration: { strategy: "BLUE_GREEN" }, deploymentCircuitBreaker: ON }),
    },
    "a service that CodeDeploy deploys": { given: service({ deploymentController: { type: "CODE_DEPLOY" } }) },
    "other resources": { given: resource("aws:ecs/cluster:Cluster", "cluster") },
  },
  refuses: {
    "a breaker that is off": {
      given: service({ deploymentCircuitBreaker: { enable: false, rollback: true } }),
      violations: ["web: deploymentCircuitBreaker.enable is false"],
    },
    ...Object.fromEntries(
      ["BLUE_GREEN", "CANARY", "LINEAR"].map((strategy) => [
        `a breaker that is off for ${strategy}`,
        {
          given: service({
            deploymentCircuitBreaker: { enable: false, rollback: false },
            deploymentConfiguration: { strategy },
          }),
          violations: [
            "web: deploymentCircuitBreaker.enable is false",
            "web: deploymentCircuitBreaker.rollback is false",
          ],
        },
      ]),
    ),
    "a service that says rolling itself": {
      given: service({
        deploymentCircuitBreaker: { enable: false, rollback: true },
        deploymentController: { type: "ECS" },
        deploymentConfiguration: { strategy: "ROLLING" },
      }),
      violations: ["web: deploymentCircuitBreaker.enable is false"],
    },
  },
  boundaries: {
    "a breaker that fails the deployment but doesn't roll back": {
      given: service({ deploymentCircuitBreaker: { enable: true, rollback: false } }),
      violations: ["web: deploymentCircuitBreaker.rollback is false"],
    },
    "booleans written as text": { given: service({ deploymentCircuitBreaker: { enable: "true", rollback: "true" } }) },
  },
  missing: {
    "no breaker": {
      given: service({}),
      violations: [
        "web: deploymentCircuitBreaker.enable is not set",
        "web: deploymentCircuitBreaker.rollback is not set",
      ],
    },
  },
  unknown: {
    "an unknown breaker": {
      given: service({ deploymentCircuitBreaker: UNKNOWN }),
      remarks: ["web: Not determinable yet: deploymentCircuitBreaker.enable, deploymentCircuitBreaker.rollback aren't"],
    },
    "an unknown half of it, the other being off": {
      given: service({ deploymentCircuitBreaker: { enable: UNKNOWN, rollback: false } }),
      violations: ["web: deploymentCircuitBreaker.rollback is false"],
      remarks: ["web: Not determinable yet: deploymentCircuitBreaker.enable isn't known"],
    },
    "an unknown strategy, with the breaker off": {
      given: service({
        deploymentConfiguration: { strategy: UNKNOWN },
        deploymentCircuitBreaker: { enable: false, rollback: true },
      }),
      violations: ["web: deploymentCircuitBreaker.enable is false"],
    },
    "an unknown controller": {
      given: service({ deploymentController: { type: UNKNOWN } }),
      remarks: ["web: Not determinable yet: deploymentController.type isn't known"],
    },
  },
  production: set(of("aws:ecs/service:Service"), { "deploymentCircuitBreaker.rollback": false }),
});

describe("remedy of ecs-deployment-circuit-breaker", () => {
  const development = { environment: "development" } as const;

  it("turns the breaker on in development, and keeps everything else, unknown and secret values too", async () => {
    const properties = {
      cluster: UNKNOWN,
      tags: { note: secret("s3cr3t") },
      deploymentCircuitBreaker: { enable: true },
    };
    const { violations, remedied } = await judge(rule, service(properties), development);

    expect(violations).toEqual([]);
    expect(remedied).toEqual({ web: { ...properties, deploymentCircuitBreaker: ON } });
  });

  it("leaves services alone that need no mending", async () => {
    const { remedied } = await judge(rule, service({ deploymentCircuitBreaker: ON }), development);

    expect(remedied).toEqual({});
  });

  it("leaves exempted services alone", async () => {
    const exempt = [{ match: "web", reason: "shows the fault", owner: "teachers", expires: "2026-12-31" }];
    const { remedied } = await judge(rule, service({}), { ...development, exempt });

    expect(remedied).toEqual({});
  });

  it("changes nothing in production, where the code has to be right", async () => {
    expect((await judge(rule, service({}))).remedied).toEqual({});
  });
});
