import { cloudtrailComplete as rule } from "../../../policies/rules/cloudtrail-complete";
import { describeRule, resource, UNKNOWN, type TestResource } from "../support";

const COMPLETE = {
  isMultiRegionTrail: true,
  enableLogFileValidation: true,
  kmsKeyId: "arn:aws:kms:eu-central-1:123456789012:key/trail",
  cloudWatchLogsGroupArn: "arn:aws:logs:eu-central-1:123456789012:log-group:trail:*",
};

function trail(properties: TestResource["properties"]): TestResource {
  return resource("aws:cloudtrail/trail:Trail", "trail", properties);
}

describeRule(rule, {
  accepts: {
    "a complete trail": { given: trail(COMPLETE) },
    "a trail that says what holds anyway": {
      given: trail({ ...COMPLETE, enableLogging: true, includeGlobalServiceEvents: true }),
    },
  },
  refuses: {
    "a trail of one region": {
      given: trail({ ...COMPLETE, isMultiRegionTrail: false }),
      violations: ["trail: isMultiRegionTrail is false"],
    },
    "a trail that is off, or leaves IAM out": {
      given: trail({ ...COMPLETE, enableLogging: false, includeGlobalServiceEvents: false }),
      violations: ["trail: enableLogging is false", "trail: includeGlobalServiceEvents is false"],
    },
    "a trail that nobody can validate": {
      given: trail({ ...COMPLETE, enableLogFileValidation: false }),
      violations: ["trail: enableLogFileValidation is false"],
    },
  },
  boundaries: {
    "anything in development": { given: trail({ enableLogging: false }), environment: "development" },
  },
  missing: {
    "nothing that is set": {
      given: trail({}),
      violations: [
        "trail: isMultiRegionTrail is not set",
        "trail: enableLogFileValidation is not set",
        "trail: kmsKeyId is not set",
        "trail: cloudWatchLogsGroupArn is not set",
      ],
    },
  },
  unknown: {
    "a key and a log group of the program": {
      given: trail({ ...COMPLETE, kmsKeyId: UNKNOWN, cloudWatchLogsGroupArn: UNKNOWN }),
    },
    "an unknown region": {
      given: trail({ ...COMPLETE, isMultiRegionTrail: UNKNOWN }),
      remarks: ["trail: Not determinable yet: isMultiRegionTrail isn't known"],
    },
  },
});
