import { refuse } from "../../model/aws-error";
import type { DocumentedLimit } from "../../model/limits";
import type { Operation, ResourceType } from "../../model/resource-type";
import { flag, number, object, objects, text, valuesAt, type Properties } from "../../model/values";
import { given } from "../shared/inputs";
import { requirePossibleTransitions } from "./bucket-lifecycle-transitions";
import { bucketReference, bucketSetting, ONE_PER_BUCKET } from "./bucket-reference";

const DOCUMENT = "Amazon S3 API Reference, PutBucketLifecycleConfiguration";

const ACTIONS = [
  "abortIncompleteMultipartUpload",
  "expiration",
  "noncurrentVersionExpiration",
  "noncurrentVersionTransitions",
  "transitions",
];

const DAY = 86_400_000;

export const bucketLifecycle: ResourceType = {
  type: "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration",
  mapping: { operation: "s3.PutBucketLifecycleConfiguration", within: "LifecycleConfiguration" },
  documentedLimits: {
    rules: [{ document: DOCUMENT, maxLength: 1000 }],
    "rules[].id": [{ document: DOCUMENT, required: true, minLength: 1, maxLength: 255 }],
    "rules[].transitions[].days": [{ document: DOCUMENT, min: 0 }],
    "rules[].noncurrentVersionTransitions[].noncurrentDays": [{ document: DOCUMENT, min: 0, required: true }],
    "rules[].noncurrentVersionTransitions[].newerNoncurrentVersions": [{ document: DOCUMENT, min: 1, max: 100 }],
    "rules[].noncurrentVersionExpiration.newerNoncurrentVersions": [{ document: DOCUMENT, min: 1, max: 100 }],
    "rules[].expiration.days": [positiveDays("'Days' for Expiration action")],
    "rules[].noncurrentVersionExpiration.noncurrentDays": [
      { ...positiveDays("'NoncurrentDays' for NoncurrentVersionExpiration action"), required: true },
    ],
    "rules[].abortIncompleteMultipartUpload.daysAfterInitiation": [
      positiveDays("'DaysAfterInitiation' for AbortIncompleteMultipartUpload action"),
    ],
  },
  defaults: { transitionDefaultMinimumObjectSize: "all_storage_classes_128K" },
  replaceOnChanges: ["bucket", "expectedBucketOwner", "region"],
  unique: ONE_PER_BUCKET,
  references: [bucketReference()],
  rules: [requireRules, requireUniqueIds],
  make: bucketSetting,
};

function positiveDays(subject: string): DocumentedLimit {
  return { document: DOCUMENT, min: 1, message: () => `${subject} must be a positive integer` };
}

/** Amazon S3 API Reference, PutBucketLifecycleConfiguration. */
function requireRules({ inputs }: Operation): void {
  const rules = objects(inputs, "rules");
  if (rules.length === 0) refuse("MalformedXML", "At least one rule must be given", "rules");
  rules.forEach((rule, index) => {
    const path = `rules[${index}]`;
    requireAction(rule, path);
    requireOneExpiration(rule, path);
    requireOneFilter(rule, path);
    refuseTagFilters(rule, path);
    refuseMixedDatesAndDays(rule, path);
    requireDates(rule, path);
    requirePossibleSizes(rule, path);
    requirePossibleTransitions(rule, path);
  });
}

function requireAction(rule: Properties, path: string): void {
  if (given(rule, ACTIONS).length > 0) return;
  refuse("InvalidRequest", `At least one action needs to be specified in a rule`, path);
}

function requireOneExpiration(rule: Properties, path: string): void {
  const expiration = object(rule, "expiration");
  if (expiration === undefined || given(expiration, ["date", "days", "expiredObjectDeleteMarker"]).length === 1) return;
  refuse("MalformedXML", `An expiration has a date or days or a delete marker, and one of them`, `${path}.expiration`);
}

function requireOneFilter(rule: Properties, path: string): void {
  if (given(rule, ["filter", "prefix"]).length > 1) {
    refuse("MalformedXML", `A rule has a filter or a prefix, and not both`, `${path}.filter, ${path}.prefix`);
  }
  const filters = given(object(rule, "filter") ?? {}, [
    "and",
    "objectSizeGreaterThan",
    "objectSizeLessThan",
    "prefix",
    "tag",
  ]);
  if (filters.length <= 1) return;
  refuse(
    "MalformedXML",
    `A filter has one condition, or several inside 'and', got ${filters.join(", ")}`,
    `${path}.filter`,
  );
}

/** Amazon S3 API Reference, AbortIncompleteMultipartUpload and LifecycleExpiration: both exclude a filter by tags. */
function refuseTagFilters(rule: Properties, path: string): void {
  const hasTags = object(rule, "filter.tag") !== undefined || object(rule, "filter.and.tags") !== undefined;
  if (!hasTags) return;
  if (object(rule, "abortIncompleteMultipartUpload") !== undefined) {
    refuse(
      "InvalidRequest",
      `AbortIncompleteMultipartUpload cannot be specified with Tags.`,
      `${path}.abortIncompleteMultipartUpload`,
    );
  }
  if (flag(rule, "expiration.expiredObjectDeleteMarker") !== true) return;
  refuse(
    "InvalidRequest",
    `ExpiredObjectDeleteMarker cannot be specified with Tags.`,
    `${path}.expiration.expiredObjectDeleteMarker`,
  );
}

/** Amazon S3 User Guide, "Lifecycle configuration elements": a rule has either days or dates. */
function refuseMixedDatesAndDays(rule: Properties, path: string): void {
  const parts = [object(rule, "expiration") ?? {}, ...objects(rule, "transitions")];
  const [byDate, byDays] = ["date", "days"].map((kind) => parts.some((part) => given(part, [kind]).length > 0));
  if (byDate !== true || byDays !== true) return;
  refuse(
    "InvalidRequest",
    `Found mixed 'Date' and 'Days' based Expiration and Transition actions in lifecycle rule`,
    path,
  );
}

/** Amazon S3 User Guide, "Lifecycle configuration elements": dates are midnights of UTC. */
function requireDates(rule: Properties, path: string): void {
  const dates = [...valuesAt(rule, "expiration.date"), ...valuesAt(rule, "transitions[].date")];
  const wrong = dates.find(
    ({ value }) => Number.isNaN(Date.parse(String(value))) || Date.parse(String(value)) % DAY > 0,
  );
  if (wrong === undefined) return;
  refuse("InvalidArgument", `'Date' must be at midnight GMT, got ${String(wrong.value)}`, `${path}.${wrong.path}`);
}

/**
 * Amazon S3 User Guide, "Lifecycle configuration elements": the upper bound of the size has to exceed the lower one.
 */
function requirePossibleSizes(rule: Properties, path: string): void {
  const [least, most] = ["objectSizeGreaterThan", "objectSizeLessThan"].map((bound) =>
    number(rule, `filter.and.${bound}`),
  );
  if (least === undefined || most === undefined || most === 0 || least < most) return;
  refuse(
    "InvalidRequest",
    `'ObjectSizeLessThan' must be greater than 'ObjectSizeGreaterThan', got ${most} and ${least}`,
    `${path}.filter.and`,
  );
}

function requireUniqueIds({ inputs }: Operation): void {
  const ids = objects(inputs, "rules").flatMap((rule) => text(rule, "id") ?? []);
  const repeated = ids.find((id, index) => ids.indexOf(id) < index);
  if (repeated === undefined) return;
  refuse("InvalidArgument", `Rule ID must be unique. Found same ID for more than one rule: ${repeated}`, "rules");
}
