import { kubernetesNoPlainSecrets as rule } from "../../../policies/rules/kubernetes-no-plain-secrets";
import { describeRule, judge, secret, UNKNOWN, type TestResource } from "../support";
import { CONTAINER, cronJob, deploymentOf } from "../support/kubernetes";
import { POD_CONTAINER, pods } from "../support/mutation";

/** A value that no message may show. It is marked as a secret, so a message with it fails the test. */
const PASSWORD = "correct-horse-battery";

function withEnvironment(environment: Readonly<Record<string, unknown>>): TestResource {
  return deploymentOf({ env: Object.entries(environment).map(([name, value]) => ({ name, value })) });
}

const AT = `${CONTAINER}.env`;

describeRule(rule, {
  accepts: {
    "settings that are no secrets": { given: withEnvironment({ NODE_ENV: "production", TOKEN_TTL: 3600 }) },
    "a credential from a Secret": {
      given: deploymentOf({
        env: [{ name: "DB_PASSWORD", valueFrom: { secretKeyRef: { name: "database", key: "password" } } }],
      }),
    },
    "what refers to another variable": { given: withEnvironment({ PGPASSWORD: "$(DB_PASSWORD)" }) },
    "a URL with the password of another variable": {
      given: withEnvironment({ DATABASE: "postgres://user:$(DB_PASSWORD)@database:5432/shop" }),
    },
  },
  refuses: {
    "a credential by its name": {
      given: withEnvironment({ DB_PASSWORD: secret(PASSWORD) }),
      violations: [`${AT}["DB_PASSWORD"] has a value that is withheld here: its name is that of a credential`],
    },
    "a URL with a password": {
      given: withEnvironment({ DATABASE: `postgres://user:${PASSWORD}@database:5432/shop` }),
      violations: [`${AT}["DATABASE"] has a value that is withheld here: it holds a URL with a password`],
    },
    "one that prepares a job": {
      given: cronJob({ containers: [], initContainers: [{ name: "setup", env: [{ name: "apiToken", value: "t" }] }] }),
      violations: ['web: spec.jobTemplate.spec.template.spec.initContainers[0]["setup"].env["apiToken"] has a value'],
    },
  },
  boundaries: {
    "a name that is listed as harmless": {
      given: withEnvironment({ CSRF_TOKEN: "x-csrf-header" }),
      settings: { harmlessNames: ["CSRF_TOKEN"] },
    },
    "a switch that is called like one": { given: withEnvironment({ ALLOW_EMPTY_PASSWORD: "yes", USE_TOKEN: 0 }) },
    "an empty credential": { given: withEnvironment({ DB_PASSWORD: "" }) },
    "a reference and more": {
      given: withEnvironment({ DB_PASSWORD: "$(PREFIX)-rest" }),
      violations: [`${AT}["DB_PASSWORD"] has a value`],
    },
  },
  missing: {
    "no environment": { given: deploymentOf({}) },
    "a variable without a value": { given: deploymentOf({ env: [{ name: "DB_PASSWORD" }] }) },
  },
  unknown: {
    "an unknown value beside a known credential": {
      given: withEnvironment({ DB_PASSWORD: UNKNOWN, API_KEY: PASSWORD }),
      violations: [`${AT}["API_KEY"] has a value that is withheld here`],
      remarks: ["web: Not determinable yet: spec.template.spec.containers[0].env[0].value isn't known"],
    },
  },
  production: pods({ [`${POD_CONTAINER}.env`]: [{ name: "DB_PASSWORD", value: "hunter2" }] }),
});

it("never shows the values that it objects to", async () => {
  const { violations } = await judge(rule, withEnvironment({ DB_PASSWORD: PASSWORD, SETTING: `a://b:${PASSWORD}@c` }));

  expect(violations).toHaveLength(2);
  expect(violations.join()).not.toContain(PASSWORD);
});
