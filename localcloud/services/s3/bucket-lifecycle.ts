import { AwsError } from "../../model/aws-error";
import type { Operation, ResourceType } from "../../model/resource-type";
import { flag, number, object, objects, text, type Properties } from "../../model/values";
import { given } from "../shared/inputs";
import { bucketReference } from "./bucket-reference";
import { settingOfBucket } from "./owned-setting";

const ACTIONS = [
  "abortIncompleteMultipartUpload",
  "expiration",
  "noncurrentVersionExpiration",
  "noncurrentVersionTransitions",
  "transitions",
];

/** Days that objects stay in S3 Standard first (Amazon S3 User Guide, "Transitioning objects using Amazon S3 Lifecycle"). */
const MINIMUM_DAYS_IN_STANDARD = 30;
const INFREQUENT_ACCESS = ["STANDARD_IA", "ONEZONE_IA"];

export const bucketLifecycle: ResourceType = {
  type: "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration",
  defaults: { transitionDefaultMinimumObjectSize: "all_storage_classes_128K" },
  replacedBy: ["bucket", "expectedBucketOwner", "region"],
  references: [bucketReference()],
  rules: [requireRules, requireIdsOfTheirOwn],
  make: settingOfBucket,
};

/** Amazon S3 API Reference, PutBucketLifecycleConfiguration. */
function requireRules({ inputs }: Operation): void {
  const rules = objects(inputs, "rules");
  if (rules.length === 0) throw new AwsError("MalformedXML", "At least one rule must be given (rules)");
  rules.forEach((rule, index) => {
    const path = `rules[${index}]`;
    requireAction(rule, path);
    requireOneExpiration(rule, path);
    requireOneFilter(rule, path);
    refuseUploadsByTag(rule, path);
    refuseDatesBesideDays(rule, path);
    for (const transition of objects(rule, "transitions")) requireOrder(rule, transition, path);
  });
}

function requireAction(rule: Properties, path: string): void {
  if (given(rule, ACTIONS).length > 0) return;
  throw new AwsError("InvalidRequest", `At least one action needs to be specified in a rule (${path})`);
}

function requireOneExpiration(rule: Properties, path: string): void {
  const expiration = object(rule, "expiration");
  if (expiration === undefined || given(expiration, ["date", "days", "expiredObjectDeleteMarker"]).length === 1) return;
  throw new AwsError(
    "MalformedXML",
    `An expiration has a date or days or a delete marker, and one of them (${path}.expiration)`,
  );
}

function requireOneFilter(rule: Properties, path: string): void {
  const filters = given(object(rule, "filter") ?? {}, [
    "and",
    "objectSizeGreaterThan",
    "objectSizeLessThan",
    "prefix",
    "tag",
  ]);
  if (filters.length <= 1) return;
  throw new AwsError(
    "MalformedXML",
    `A filter has one condition, or several inside 'and', got ${filters.join(", ")} (${path}.filter)`,
  );
}

/** Amazon S3 API Reference, AbortIncompleteMultipartUpload and LifecycleExpiration: not with a filter by tags. */
function refuseUploadsByTag(rule: Properties, path: string): void {
  const hasTags = object(rule, "filter.tag") !== undefined || object(rule, "filter.and.tags") !== undefined;
  if (!hasTags) return;
  if (object(rule, "abortIncompleteMultipartUpload") !== undefined) {
    throw new AwsError(
      "InvalidRequest",
      `AbortIncompleteMultipartUpload cannot be specified with Tags. (${path}.abortIncompleteMultipartUpload)`,
    );
  }
  if (flag(rule, "expiration.expiredObjectDeleteMarker") !== true) return;
  throw new AwsError(
    "InvalidRequest",
    `ExpiredObjectDeleteMarker cannot be specified with Tags. (${path}.expiration.expiredObjectDeleteMarker)`,
  );
}

/** Amazon S3 User Guide, "Lifecycle configuration elements": a rule counts in days or names dates. */
function refuseDatesBesideDays(rule: Properties, path: string): void {
  const parts = [object(rule, "expiration") ?? {}, ...objects(rule, "transitions")];
  const [byDate, byDays] = ["date", "days"].map((kind) => parts.some((part) => given(part, [kind]).length > 0));
  if (byDate !== true || byDays !== true) return;
  throw new AwsError(
    "InvalidRequest",
    `Found mixed 'Date' and 'Days' based Expiration and Transition actions in lifecycle rule (${path})`,
  );
}

function requireOrder(rule: Properties, transition: Properties, path: string): void {
  const days = number(transition, "days");
  const expiry = number(rule, "expiration.days");
  const storageClass = text(transition, "storageClass") ?? "";
  if (days !== undefined && INFREQUENT_ACCESS.includes(storageClass) && days < MINIMUM_DAYS_IN_STANDARD) {
    throw new AwsError(
      "InvalidArgument",
      `'Days' in Transition action must be greater than or equal to ${MINIMUM_DAYS_IN_STANDARD} for storageClass '${storageClass}' (${path}.transitions)`,
    );
  }
  if (days !== undefined && expiry !== undefined && expiry <= days) {
    throw new AwsError(
      "InvalidArgument",
      `'Days' in the Expiration action must be greater than 'Days' in the Transition action, got ${expiry} and ${days} (${path}.expiration)`,
    );
  }
}

function requireIdsOfTheirOwn({ inputs }: Operation): void {
  const ids = objects(inputs, "rules").flatMap((rule) => text(rule, "id") ?? []);
  const repeated = ids.find((id, index) => ids.indexOf(id) < index);
  if (repeated === undefined) return;
  throw new AwsError(
    "InvalidArgument",
    `Rule ID must be unique. Found same ID for more than one rule: ${repeated} (rules)`,
  );
}
