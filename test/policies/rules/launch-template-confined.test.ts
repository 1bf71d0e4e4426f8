import { launchTemplateConfined as rule } from "../../../policies/rules/launch-template-confined";
import { describeRule, judge, resource, UNKNOWN, type TestResource } from "../support";
import { of, set } from "../support/mutation";

/** A value that no message may show. */
const PASSWORD = "correct-horse-battery";

function template(properties: TestResource["properties"]): TestResource {
  return resource("aws:ec2/launchTemplate:LaunchTemplate", "instances", properties);
}

function running(...lines: string[]): TestResource {
  return template({ userData: Buffer.from(["#!/bin/bash", ...lines].join("\n")).toString("base64") });
}

function connected(associatePublicIpAddress: unknown): TestResource {
  return template({ networkInterfaces: [{ associatePublicIpAddress }] });
}

const PUBLIC = "instances: networkInterfaces[0].associatePublicIpAddress is true";

describeRule(rule, {
  accepts: {
    "instances without public addresses": { given: connected("false") },
    "settings that are no secrets": { given: running("ECS_CLUSTER=main", "NODE_ENV=production") },
    "credentials that are fetched": {
      given: running(
        'DB_PASSWORD="$(aws secretsmanager get-secret-value --secret-id db)"',
        "TOKEN=`curl -X PUT http://169.254.169.254/latest/api/token`",
      ),
    },
    "where a credential is, which isn't one": {
      given: running("DB_PASSWORD=arn:aws:secretsmanager:x", "API_TOKEN='/app/token'", "USE_SECRETS=true"),
    },
  },
  refuses: {
    "instances with public addresses": { given: connected("true"), violations: [PUBLIC] },
    "a credential by its name": {
      given: running(`export DB_PASSWORD="${PASSWORD}"`),
      violations: [
        'instances: userData["DB_PASSWORD"] has a value that is withheld here: its name is that of a credential',
      ],
    },
    "a key of AWS, whatever it is called": {
      given: running(`aws configure set x AKIA${"A".repeat(16)}`),
      violations: ["instances: userData has a value that is withheld here: it holds an AWS access key"],
    },
  },
  boundaries: {
    "a public address as a boolean": { given: connected(true), violations: [PUBLIC] },
    "a name that is listed as harmless": {
      given: running("CSRF_TOKEN=x-csrf-header"),
      settings: { harmlessNames: ["CSRF_TOKEN"] },
    },
    "an empty credential": { given: running('DB_PASSWORD=""', "API_TOKEN=") },
    "two on one line": {
      given: running(`A_TOKEN=${PASSWORD};B_TOKEN='${PASSWORD}'`),
      violations: ['instances: userData["A_TOKEN"]', 'instances: userData["B_TOKEN"]'],
    },
  },
  missing: {
    "a template without network and user data": { given: template({}) },
    "an interface that leaves it to the subnet": { given: template({ networkInterfaces: [{}] }) },
  },
  unknown: {
    "unknown user data beside a public address": {
      given: template({ userData: UNKNOWN, networkInterfaces: [{ associatePublicIpAddress: "true" }] }),
      violations: [PUBLIC],
      remarks: ["instances: Not determinable yet: userData isn't known"],
    },
  },
  production: set(of("aws:ec2/launchTemplate:LaunchTemplate"), {
    "networkInterfaces.0.associatePublicIpAddress": "true",
  }),
});

it("never shows the values that it objects to", async () => {
  const { violations } = await judge(rule, running(`DB_PASSWORD=${PASSWORD}`, `URL=postgres://a:${PASSWORD}@b/c`));

  expect(violations).toHaveLength(2);
  expect(violations.join()).not.toContain(PASSWORD);
});
