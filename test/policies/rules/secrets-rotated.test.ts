import { secretsRotated as rule } from "../../../policies/rules/secrets-rotated";
import { describeRule, resource, secret, UNKNOWN, type TestResource } from "../support";
import { of, set } from "../support/mutation";

function database(properties: TestResource["properties"], type = "instance:Instance"): TestResource {
  return resource(`aws:rds/${type}`, "db", properties);
}

function rotation(rotationRules: unknown): TestResource {
  return resource("aws:secretsmanager/secretRotation:SecretRotation", "rotation", { secretId: "db", rotationRules });
}

describeRule(rule, {
  accepts: {
    "a password that RDS manages": { given: database({ manageMasterUserPassword: true }) },
    "a password that is generated": { given: database({ password: secret("Zk3v9QmW8xT2nLr6pYd4") }) },
    "a secret that is rotated every month": { given: rotation({ automaticallyAfterDays: 30 }) },
    "a secret that is rotated by the calendar": {
      given: [
        rotation({ scheduleExpression: "cron(0 8 1 * ? *)" }),
        rotation({ scheduleExpression: "rate(12 hours)" }),
      ],
    },
  },
  refuses: {
    "a password that was made up": {
      given: database({ password: secret("hunter2hunter2") }),
      violations: ["db: password has a value that is withheld here: it is so short"],
    },
    "one of a cluster, however it is handed over": {
      given: database({ masterPassword: secret("hunter2!"), masterPasswordWo: secret("hunter2?") }, "cluster:Cluster"),
      violations: ["db: masterPassword has a value", "db: masterPasswordWo has a value"],
    },
    "a secret that is rotated every year": {
      given: [rotation({ automaticallyAfterDays: 365 }), rotation({ scheduleExpression: "rate(200 days)" })],
      violations: [
        "rotation: rotationRules.automaticallyAfterDays is 365",
        'rotation: rotationRules.scheduleExpression is "rate(200 days)"',
      ],
    },
  },
  boundaries: {
    "the shortest password": { given: database({ password: secret("0123456789abcdef") }) },
    "a character less": { given: database({ password: secret("0123456789abcde") }), violations: ["db: password"] },
    "the longest time, and a day more": {
      given: [rotation({ automaticallyAfterDays: "90" }), rotation({ automaticallyAfterDays: "91" })],
      violations: ["rotation: rotationRules.automaticallyAfterDays is 91"],
    },
    "a year in development": { given: rotation({ automaticallyAfterDays: 365 }), environment: "development" },
  },
  missing: {
    "no password, as for a replica": { given: database({ replicateSourceDb: "db" }) },
    "no rules, which AWS refuses": { given: rotation(undefined) },
  },
  unknown: {
    "a password that is generated in the run": {
      given: database({ password: UNKNOWN }),
      remarks: ["db: Not determinable yet: password isn't known"],
    },
  },
  production: set(of("aws:rds/instance:Instance", "orders"), { password: "hunter2" }),
});
