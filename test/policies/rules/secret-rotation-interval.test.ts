import { secretRotationInterval as rule } from "../../../policies/rules/secret-rotation-interval";
import { describeRule, resource, UNKNOWN, type TestResource } from "../support";
import { add } from "../support/mutation";

function rotation(rotationRules: unknown): TestResource {
  return resource("aws:secretsmanager/secretRotation:SecretRotation", "rotation", { secretId: "db", rotationRules });
}

describeRule(rule, {
  accepts: {
    "a secret that is rotated every month": { given: rotation({ automaticallyAfterDays: 30 }) },
    "a secret that is rotated by the calendar": {
      given: [
        rotation({ scheduleExpression: "cron(0 8 1 * ? *)" }),
        rotation({ scheduleExpression: "rate(12 hours)" }),
      ],
    },
  },
  refuses: {
    "a secret that is rotated every year": {
      given: [rotation({ automaticallyAfterDays: 365 }), rotation({ scheduleExpression: "rate(200 days)" })],
      violations: [
        "rotation: rotationRules.automaticallyAfterDays is 365",
        'rotation: rotationRules.scheduleExpression is "rate(200 days)"',
      ],
    },
  },
  boundaries: {
    "the longest time, and a day more": {
      given: [rotation({ automaticallyAfterDays: "90" }), rotation({ automaticallyAfterDays: "91" })],
      violations: ["rotation: rotationRules.automaticallyAfterDays is 91"],
    },
    "a year in development": { given: rotation({ automaticallyAfterDays: 365 }), environment: "development" },
  },
  missing: { "no rules, which AWS refuses": { given: rotation(undefined) } },
  unknown: {
    "an interval that isn't known": {
      given: rotation({ automaticallyAfterDays: UNKNOWN }),
      remarks: ["rotation: Not determinable yet: rotationRules.automaticallyAfterDays isn't known"],
    },
  },
  production: add(rotation({ automaticallyAfterDays: 365 })),
});
