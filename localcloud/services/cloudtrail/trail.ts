import { refuse } from "../../model/aws-error";
import { arn } from "../../model/identifiers";
import type { Operation, ResourceType } from "../../model/resource-type";
import { flag, objects } from "../../model/values";
import { nameOf, refuseUnmodelled } from "../shared/inputs";
import { requireUsableKey, requireWritableBucket, requireWritableLogGroup } from "./delivery";

const TRAIL = "aws:cloudtrail/trail:Trail";

/** AWS CloudTrail API Reference, CreateTrail. */
const NAME = "^(?!\\d+\\.\\d+\\.\\d+\\.\\d+$)[a-zA-Z0-9](?:[._-]?[a-zA-Z0-9])*$";

/** AWS CloudTrail User Guide, "Quotas in AWS CloudTrail": trails in a region; those of all regions count in each. */
const MOST_TRAILS = 5;

/** A trail, which records what is done in the account. The local cloud records nothing: it checks that AWS would. */
export const trail: ResourceType = {
  type: TRAIL,
  mapping: {
    operation: "cloudtrail.CreateTrail",
    inputs: {
      cloudWatchLogsGroupArn: "CloudWatchLogsLogGroupArn",
      s3BucketName: "S3BucketName",
      s3KeyPrefix: "S3KeyPrefix",
    },
  },
  documentedLimits: {
    name: [
      {
        document: "AWS CloudTrail API Reference, CreateTrail",
        pattern: NAME,
        minLength: 3,
        maxLength: 128,
        code: "InvalidTrailNameException",
        message: () =>
          "A trail's name has 3 to 128 letters, digits, periods, underscores and dashes, no two of the last three side by side, and begins and ends with a letter or digit.",
      },
    ],
    s3KeyPrefix: [
      { document: "AWS CloudTrail API Reference, CreateTrail", maxLength: 200, code: "InvalidS3PrefixException" },
    ],
  },
  autonaming: { input: "name", maximumLength: 128 },
  defaults: {
    enableLogFileValidation: false,
    enableLogging: true,
    includeGlobalServiceEvents: true,
    isMultiRegionTrail: false,
    isOrganizationTrail: false,
  },
  replaceOnChanges: ["name", "region"],
  unique: {
    inputs: ["name"],
    scope: "region",
    code: "TrailAlreadyExistsException",
    message: (name) => `Trail ${name} already exists`,
  },
  rules: [
    refuseUnmodelled(
      ["insightSelectors", "isOrganizationTrail", "snsTopicName"],
      "insights, trails of organizations and notifications",
      "services/cloudtrail/trail.ts",
    ),
    requireGlobalEvents,
    requireOneKindOfSelectors,
    requireFewTrails,
    requireWritableBucket,
    requireUsableKey,
    requireWritableLogGroup,
  ],
  make: (operation) => {
    const { region, accountId } = operation;
    const name = nameOf(operation);
    const id = arn("cloudtrail", region, accountId, `trail/${name}`);
    return { id, computed: { arn: id, name, homeRegion: region } };
  },
};

/** AWS CloudTrail API Reference, CreateTrail, InvalidParameterCombinationException. */
function requireGlobalEvents({ inputs }: Operation): void {
  if (flag(inputs, "isMultiRegionTrail") !== true || flag(inputs, "includeGlobalServiceEvents") !== false) return;
  refuse(
    "InvalidParameterCombinationException",
    "Multi-Region trail must include global service events.",
    "includeGlobalServiceEvents",
  );
}

/** AWS CloudTrail API Reference, PutEventSelectors: a trail has one kind or the other. */
function requireOneKindOfSelectors({ inputs }: Operation): void {
  if (objects(inputs, "eventSelectors").length === 0 || objects(inputs, "advancedEventSelectors").length === 0) return;
  refuse(
    "ConflictingArguments",
    `"advanced_event_selector": conflicts with event_selector`,
    "advancedEventSelectors, eventSelectors",
  );
}

function requireFewTrails({ inputs, cloud, region, accountId, previous }: Operation): void {
  if (previous !== undefined) return;
  const isEverywhere = flag(inputs, "isMultiRegionTrail") === true;
  const others = cloud
    .ofType(TRAIL)
    .filter((each) => isEverywhere || each.region === region || flag(each.inputs, "isMultiRegionTrail") === true);
  if (others.length < MOST_TRAILS) return;
  refuse(
    "MaximumNumberOfTrailsExceededException",
    `User: ${accountId} already has ${others.length} trails in ${region}.`,
    "name",
  );
}
