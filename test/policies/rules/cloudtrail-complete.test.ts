import { cloudtrailComplete as rule } from "../../../policies/rules/cloudtrail-complete";
import { describeRule, resource, UNKNOWN, type TestResource } from "../support";
import { TAGGED, add } from "../support/mutation";

const COMPLETE = {
  isMultiRegionTrail: true,
  enableLogFileValidation: true,
  kmsKeyId: "arn:aws:kms:eu-central-1:123456789012:key/trail",
  cloudWatchLogsGroupArn: "arn:aws:logs:eu-central-1:123456789012:log-group:trail:*",
};

function trail(properties: TestResource["properties"]): TestResource {
  return resource("aws:cloudtrail/trail:Trail", "trail", properties);
}

const OBJECTS = { type: "AWS::S3::Object", values: ["arn:aws:s3:::uploads/"] };

function selecting(category: string): object {
  return { fieldSelectors: [{ field: "eventCategory", equals: [category] }] };
}

describeRule(rule, {
  accepts: {
    "a trail of a bucket's objects, in its region": {
      given: trail({
        ...COMPLETE,
        isMultiRegionTrail: false,
        eventSelectors: [{ includeManagementEvents: false, dataResources: [OBJECTS] }],
      }),
    },
    "the same by advanced selectors": {
      given: trail({ ...COMPLETE, isMultiRegionTrail: false, advancedEventSelectors: [selecting("Data")] }),
    },
    "a complete trail": { given: trail(COMPLETE) },
    "a trail that says what holds anyway": {
      given: trail({ ...COMPLETE, enableLogging: true, includeGlobalServiceEvents: true }),
    },
  },
  refuses: {
    "a trail of one region that records the account's events beside objects": {
      given: trail({ ...COMPLETE, isMultiRegionTrail: false, eventSelectors: [{ dataResources: [OBJECTS] }] }),
      violations: ["trail: isMultiRegionTrail is false"],
    },
    "the same by advanced selectors": {
      given: trail({ ...COMPLETE, isMultiRegionTrail: false, advancedEventSelectors: [selecting("Management")] }),
      violations: ["trail: isMultiRegionTrail is false"],
    },
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
        "trail: enableLogFileValidation is not set",
        "trail: isMultiRegionTrail is not set",
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
  production: add(
    resource("aws:cloudtrail/trail:Trail", "trail", {
      ...TAGGED,
      isMultiRegionTrail: true,
      includeGlobalServiceEvents: true,
      enableLogFileValidation: false,
      kmsKeyId: "arn:key",
      cloudWatchLogsGroupArn: "arn:group",
      s3BucketName: "trail",
    }),
  ),
});
