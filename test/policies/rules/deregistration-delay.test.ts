import { deregistrationDelay as rule } from "../../../policies/rules/deregistration-delay";
import { describeRule, resource, UNKNOWN, type TestResource } from "../support";
import { of, set } from "../support/mutation";

function group(properties: TestResource["properties"], type = "aws:lb/targetGroup:TargetGroup"): TestResource {
  return resource(type, "web", properties);
}

describeRule(rule, {
  accepts: {
    "half a minute": { given: group({ deregistrationDelay: 30 }) },
    "a number written as text": { given: group({ deregistrationDelay: "30" }) },
    "functions, which nothing is drained of": { given: group({ targetType: "lambda" }) },
  },
  refuses: {
    "a long wait": {
      given: group({ deregistrationDelay: 600 }),
      violations: ["web: deregistrationDelay is 600: each deployment and rollback waits 600 seconds"],
    },
    "no wait, under another name of the type": {
      given: group({ deregistrationDelay: 0 }, "aws:alb/targetGroup:TargetGroup"),
      violations: ["web: deregistrationDelay is 0: open requests are cut off"],
    },
  },
  boundaries: {
    "the least": { given: group({ deregistrationDelay: 5 }) },
    "less than that": { given: group({ deregistrationDelay: 4 }), violations: ["web: deregistrationDelay is 4"] },
    "the most": { given: group({ deregistrationDelay: 120 }) },
    "more than that": { given: group({ deregistrationDelay: 121 }), violations: ["web: deregistrationDelay is 121"] },
    "no wait in development": { given: group({ deregistrationDelay: 0 }), environment: "development" },
    "bounds of one's own": {
      given: group({ deregistrationDelay: 900 }),
      settings: { maximumSeconds: 900 },
    },
  },
  missing: {
    "nothing set, which is five minutes": {
      given: group({}),
      violations: ["web: deregistrationDelay is not set: each deployment and rollback waits 300 seconds"],
    },
  },
  unknown: {
    "an unknown wait": {
      given: group({ deregistrationDelay: UNKNOWN }),
      remarks: ["web: Not determinable yet: deregistrationDelay isn't known"],
    },
  },
  production: set(of("aws:lb/targetGroup:TargetGroup"), { deregistrationDelay: 300 }),
});
