import { describeRules, type RuleCase } from "../../support";

const LIFECYCLE = "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration";

type Case = RuleCase<{ readonly inputs: object & Record<string, unknown> }>;

function rule(parts: object) {
  return { rules: [{ id: "logs", status: "Enabled", ...parts }] };
}

/** Storage classes with the days after which objects go there. */
function through(...classes: readonly (readonly [storageClass: string, days: number])[]) {
  return { transitions: classes.map(([storageClass, days]) => ({ storageClass, days })) };
}

function noncurrentThrough(...classes: readonly (readonly [storageClass: string, noncurrentDays: number])[]) {
  return {
    noncurrentVersionTransitions: classes.map(([storageClass, noncurrentDays]) => ({ storageClass, noncurrentDays })),
  };
}

/** A rule that S3 refuses, and one that it takes. */
function rules(what: string, wrong: object, right: object, code: string, words: string): Case {
  return [what, rule(wrong), rule(right), code, words];
}

const UNTIL = (noncurrentDays: number) => ({ noncurrentVersionExpiration: { noncurrentDays } });

describeRules(
  LIFECYCLE,
  (cloud) => {
    const bucket = cloud.create("aws:s3/bucket:Bucket", { bucket: "logs" }).id;
    return { inputs: { bucket, ...rule({ expiration: { days: 1 } }) } };
  },
  [
    rules(
      "one class twice",
      through(["STANDARD_IA", 30], ["STANDARD_IA", 60]),
      through(["STANDARD_IA", 30], ["ONEZONE_IA", 60]),
      "InvalidRequest",
      "Found duplicate StorageClass in the transitions of a rule: STANDARD_IA (rules[0].transitions)",
    ),
    rules(
      "a way back to warmer storage",
      through(["GLACIER", 30], ["STANDARD_IA", 60]),
      through(["STANDARD_IA", 30], ["GLACIER", 60]),
      "InvalidArgument",
      "can't go from storageClass 'GLACIER' after 30 days on to 'STANDARD_IA' after 60",
    ),
    rules(
      "less than 30 days of infrequent access",
      through(["STANDARD_IA", 30], ["GLACIER", 59]),
      through(["GLACIER", 60], ["STANDARD_IA", 30]),
      "InvalidArgument",
      "must be 30 days more than in the 'Transition' action for StorageClass 'STANDARD_IA', got 59 and 30",
    ),
    rules(
      "two classes on one day",
      through(["GLACIER", 90], ["DEEP_ARCHIVE", 90]),
      through(["GLACIER", 90], ["DEEP_ARCHIVE", 91]),
      "InvalidArgument",
      "must be 1 days more than",
    ),
    rules("days before the object", through(["GLACIER", -1]), through(["GLACIER", 0]), "InvalidArgument", "days)"),
    rules(
      "infrequent access for versions of less than 30 days",
      noncurrentThrough(["STANDARD_IA", 29]),
      noncurrentThrough(["STANDARD_IA", 30]),
      "InvalidArgument",
      "(rules[0].noncurrentVersionTransitions)",
    ),
    rules(
      "versions that go before they come to their class",
      { ...noncurrentThrough(["GLACIER", 30]), ...UNTIL(30) },
      { ...noncurrentThrough(["GLACIER", 30]), ...UNTIL(31) },
      "InvalidArgument",
      "got 30 and 30 (rules[0].noncurrentVersionExpiration)",
    ),
    rules(
      "versions that stay by number only",
      { noncurrentVersionExpiration: { newerNoncurrentVersions: 5 } },
      { noncurrentVersionExpiration: { newerNoncurrentVersions: 5, noncurrentDays: 1 } },
      "MalformedXML",
      "(rules[0].noncurrentVersionExpiration.noncurrentDays)",
    ),
    rules(
      "more than 100 versions to stay",
      { noncurrentVersionExpiration: { newerNoncurrentVersions: 101, noncurrentDays: 1 } },
      { noncurrentVersionExpiration: { newerNoncurrentVersions: 100, noncurrentDays: 1 } },
      "InvalidArgument",
      "newerNoncurrentVersions)",
    ),
    rules(
      "sizes between nothing",
      { filter: { and: { objectSizeGreaterThan: 500, objectSizeLessThan: 500 } }, expiration: { days: 1 } },
      { filter: { and: { objectSizeGreaterThan: 500, objectSizeLessThan: 501 } }, expiration: { days: 1 } },
      "InvalidRequest",
      "'ObjectSizeLessThan' must be greater than 'ObjectSizeGreaterThan', got 500 and 500",
    ),
    rules(
      "a filter beside a prefix",
      { filter: { prefix: "a/" }, prefix: "a/", expiration: { days: 1 } },
      { prefix: "a/", expiration: { days: 1 } },
      "MalformedXML",
      "(rules[0].filter, rules[0].prefix)",
    ),
    rules(
      "a date that is no midnight",
      { expiration: { date: "2030-01-01T10:00:00Z" } },
      { expiration: { date: "2030-01-01T00:00:00Z" } },
      "InvalidArgument",
      "'Date' must be at midnight GMT, got 2030-01-01T10:00:00Z (rules[0].expiration.date)",
    ),
    rules(
      "a date that is none",
      { transitions: [{ date: "soon", storageClass: "GLACIER" }] },
      { transitions: [{ date: "2030-01-01T00:00:00Z", storageClass: "GLACIER" }] },
      "InvalidArgument",
      "got soon (rules[0].transitions[0].date)",
    ),
    rules("no id", { id: null, expiration: { days: 1 } }, { expiration: { days: 1 } }, "MalformedXML", "rules[0].id"),
  ],
);
