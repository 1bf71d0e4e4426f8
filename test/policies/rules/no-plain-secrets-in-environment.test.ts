import { noPlainSecretsInEnvironment as rule } from "../../../policies/rules/no-plain-secrets-in-environment";
import { describeRule, judge, resource, secret, UNKNOWN, type TestResource } from "../support";
import { container } from "../support/mutation";

/** A value that no message may show. It is marked as a secret, so a message with it fails the test. */
const PASSWORD = "correct-horse-battery";

function taskDefinition(containerDefinitions: unknown): TestResource {
  return resource("aws:ecs/taskDefinition:TaskDefinition", "web", { containerDefinitions });
}

function withEnvironment(environment: Readonly<Record<string, string>>): TestResource {
  const variables = Object.entries(environment).map(([name, value]) => ({ name, value }));
  const task = taskDefinition(JSON.stringify([{ name: "web", image: "web@sha256:0", environment: variables }]));
  return { ...task, properties: { ...task.properties, shown: Object.values(environment).map(secret) } };
}

const AT = "web: containerDefinitions[0].environment[0]";

describeRule(rule, {
  accepts: {
    "settings that are no secrets": { given: withEnvironment({ NODE_ENV: "production", LOG_LEVEL: "information" }) },
    "secrets that are injected": {
      given: taskDefinition(JSON.stringify([{ secrets: [{ name: "DB_PASSWORD", valueFrom: "arn:aws:ssm:x" }] }])),
    },
    "where a secret is, which isn't one": {
      given: withEnvironment({ DB_PASSWORD_SECRET_ARN: "arn:aws:x", TOKEN_TTL: "3600" }),
    },
    "how long one holds, or what it is called": {
      given: withEnvironment({ TOKEN_LIFETIME_SECONDS: "900", PASSWORD_MAX_DAYS: "90", API_KEY_HEADER: "x-api-key" }),
    },
    "a URL without a password": { given: withEnvironment({ DATABASE_HOST: "postgres://user@database:5432/proofpix" }) },
    "what isn't JSON, which AWS refuses": { given: taskDefinition("no JSON") },
  },
  refuses: {
    "a credential by its name": {
      given: withEnvironment({ DB_PASSWORD: PASSWORD }),
      violations: [`${AT}["DB_PASSWORD"] has a value that is withheld here: its name is that of a credential`],
    },
    "a key of AWS, whatever it is called": {
      given: withEnvironment({ SETTING: `AKIA${"A".repeat(16)}` }),
      violations: [`${AT}["SETTING"] has a value that is withheld here: it holds an AWS access key`],
    },
    "a URL with a password": {
      given: withEnvironment({ DATABASE_URL: `postgres://user:${PASSWORD}@database:5432/proofpix` }),
      violations: [`${AT}["DATABASE_URL"] has a value that is withheld here: it holds a URL with a password`],
    },
    "each of several, in any container": {
      given: taskDefinition(
        JSON.stringify([
          { environment: [{ name: "apiToken", value: PASSWORD }] },
          {
            environment: [
              { name: "A", value: "1" },
              { name: "clientSecret", value: PASSWORD },
            ],
          },
        ]),
      ),
      violations: [`${AT}["apiToken"]`, 'web: containerDefinitions[1].environment[1]["clientSecret"]'],
    },
  },
  boundaries: {
    "a name that is listed as harmless": {
      given: withEnvironment({ CSRF_TOKEN: "x-csrf-header" }),
      settings: { harmlessNames: ["CSRF_TOKEN"] },
    },
    "a harmless name with a credential as its value": {
      given: withEnvironment({ CSRF_TOKEN: `ghp_${"a".repeat(36)}` }),
      settings: { harmlessNames: ["CSRF_TOKEN"] },
      violations: [`${AT}["CSRF_TOKEN"] has a value that is withheld here: it holds a GitHub token`],
    },
    "a switch that is called like one": { given: withEnvironment({ USE_TOKEN: "true", ALLOW_EMPTY_PASSWORD: "Yes" }) },
    "an empty credential": { given: withEnvironment({ DB_PASSWORD: "" }) },
  },
  missing: {
    "no container definitions": { given: resource("aws:ecs/taskDefinition:TaskDefinition", "web") },
    "no environment": { given: taskDefinition(JSON.stringify([{ name: "web" }])) },
    "a variable without a value": {
      given: taskDefinition(JSON.stringify([{ environment: [{ name: "DB_PASSWORD" }] }])),
    },
  },
  unknown: {
    "definitions that hold an output": {
      given: taskDefinition(UNKNOWN),
      remarks: ["web: Not determinable yet: containerDefinitions isn't known in a preview"],
    },
  },
  production: container({ environment: [{ name: "DB_PASSWORD", value: "hunter2" }] }),
});

it("never shows the values that it objects to", async () => {
  const { violations } = await judge(rule, withEnvironment({ DB_PASSWORD: PASSWORD, SECRET: PASSWORD }));

  expect(violations).toHaveLength(2);
  expect(violations.join()).not.toContain(PASSWORD);
});
