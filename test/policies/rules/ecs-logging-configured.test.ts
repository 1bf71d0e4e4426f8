import { ecsLoggingConfigured as rule } from "../../../policies/rules/ecs-logging-configured";
import { describeRule, resource, UNKNOWN, type TestResource } from "../support";
import { container } from "../support/mutation";

const COLLECTED = { logDriver: "awslogs", options: { "awslogs-group": "/ecs/web", "awslogs-region": "eu-central-1" } };

function task(...logConfigurations: unknown[]): TestResource {
  const containers = logConfigurations.map((logConfiguration, index) => ({ name: `c${index}`, logConfiguration }));
  return resource("aws:ecs/taskDefinition:TaskDefinition", "web", {
    containerDefinitions: JSON.stringify(containers),
  });
}

const AT = 'web: containerDefinitions[0]["c0"].logConfiguration';

describeRule(rule, {
  accepts: {
    "logs in CloudWatch": { given: task(COLLECTED) },
    "logs that FireLens routes": { given: task({ logDriver: "awsfirelens", options: {} }, COLLECTED) },
  },
  refuses: {
    "logs that stay on the instance": {
      given: task({ logDriver: "json-file" }),
      violations: [`${AT}.logDriver is "json-file": the container's logs are gone with it`],
    },
    "a sidecar without logs": {
      given: task(COLLECTED, undefined),
      violations: ['web: containerDefinitions[1]["c1"].logConfiguration.logDriver is not set'],
    },
  },
  boundaries: {
    "an empty name of a log group": {
      given: task({ logDriver: "awslogs", options: { "awslogs-group": "" } }),
      violations: [`${AT}.options["awslogs-group"] is ""`],
    },
    "a driver that isn't listed": {
      given: task({ logDriver: "splunk" }),
      settings: { drivers: ["awslogs"] },
      violations: [`${AT}.logDriver is "splunk"`],
    },
    "one that is listed besides": { given: task({ logDriver: "journald" }), settings: { drivers: ["journald"] } },
  },
  missing: {
    "no log configuration": { given: task(undefined), violations: [`${AT}.logDriver is not set`] },
    "no log group": {
      given: task({ logDriver: "awslogs" }),
      violations: [`${AT}.options["awslogs-group"] is not set`],
    },
    "no containers": { given: resource("aws:ecs/taskDefinition:TaskDefinition", "web") },
  },
  unknown: {
    "unknown containers, as with a log group of an unknown name": {
      given: resource("aws:ecs/taskDefinition:TaskDefinition", "web", { containerDefinitions: UNKNOWN }),
      remarks: ["web: Not determinable yet: containerDefinitions isn't known"],
    },
  },
  production: container({ logConfiguration: undefined }),
});
