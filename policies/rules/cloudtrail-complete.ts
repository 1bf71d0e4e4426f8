import {
  ADVISORY_FROM_STAGING,
  isKnownAs,
  isKnownUnlike,
  knownValue,
  resourceRule,
  type Finding,
  type Reader,
  type ResourceView,
} from "../core";
import { missing, type Switch, wrongSwitch } from "./shared/properties";

export const cloudtrailComplete = resourceRule({
  name: "cloudtrail-complete",
  title: "The trail of API calls is complete, and can't be altered unseen",
  description:
    "CloudTrail trails are on, can be validated, are encrypted with a customer managed key, and reach CloudWatch Logs; " +
    "those of the account's own events record every region and the global services.",
  why:
    "An intruder works where nobody looks: in a region without a trail. Without validation nobody can prove that the " +
    "trail wasn't altered, and without CloudWatch Logs no alarm can watch it.",
  fix:
    "Set `isMultiRegionTrail`, `enableLogFileValidation` and `includeGlobalServiceEvents` to true, `kmsKeyId`, and " +
    "`cloudWatchLogsGroupArn` with `cloudWatchLogsRoleArn`.",
  severity: "high",
  identifiers: {
    fsbp: ["CloudTrail.1", "CloudTrail.2", "CloudTrail.4", "CloudTrail.5"],
    cis: ["4.1", "4.2", "4.5"],
    checkov: ["CKV_AWS_35", "CKV_AWS_36", "CKV_AWS_67", "CKV_AWS_251", "CKV2_AWS_10"],
    trivy: ["AVD-AWS-0014", "AVD-AWS-0015", "AVD-AWS-0016"],
  },
  requirements: ["SE-5"],
  references: [
    {
      title: "AWS CloudTrail User Guide, Security best practices in AWS CloudTrail",
      url: "https://docs.aws.amazon.com/awscloudtrail/latest/userguide/best-practices-security.html",
    },
  ],
  types: ["aws:cloudtrail/trail:Trail"],
  levels: ADVISORY_FROM_STAGING,
  check: (trail) => [
    ...[...SWITCHES, ...(recordsManagement(trail) ? SWITCHES_OF_MANAGEMENT : [])].flatMap((each) =>
      wrongSwitch(trail, each),
    ),
    ...REFERENCES.flatMap((each) => missing(trail, each)),
  ],
});

const SWITCHES: readonly Switch[] = [
  { property: "enableLogging", whenMissing: true, problem: "nothing is recorded" },
  { property: "enableLogFileValidation", problem: "nobody can prove that the records weren't altered" },
];

/**
 * Further switches of trails that record management events. A trail for the objects of a bucket needs only the bucket's
 * region.
 */
const SWITCHES_OF_MANAGEMENT: readonly Switch[] = [
  { property: "isMultiRegionTrail", problem: "what is done in other regions is not recorded" },
  {
    property: "includeGlobalServiceEvents",
    whenMissing: true,
    problem: "what is done to IAM and other global services is not recorded",
  },
];

/**
 * Whether a trail records management events, as it does unless its selectors exclude them (AWS CloudTrail API
 * Reference, EventSelector, AdvancedFieldSelector).
 */
function recordsManagement(trail: ResourceView): boolean {
  const [plain, advanced] = [trail.each("eventSelectors"), trail.each("advancedEventSelectors")];
  if (plain.length + advanced.length === 0) return true;
  return (
    plain.some((selector) => isKnownUnlike(selector.boolean("includeManagementEvents"), false)) ||
    advanced.flatMap((selector) => selector.each("fieldSelectors")).some(selectsManagement)
  );
}

function selectsManagement(field: Reader): boolean {
  return (
    isKnownAs(field.string("field"), "eventCategory") &&
    (knownValue(field.strings("equals")) ?? ["Management"]).includes("Management")
  );
}

const REFERENCES: readonly Pick<Finding, "property" | "problem" | "allowed" | "fix">[] = [
  {
    property: "kmsKeyId",
    problem: "whoever reads the bucket reads the trail",
    allowed: "the ARN of a customer managed key",
    fix: "set kmsKeyId to the ARN of a key whose policy lets CloudTrail use it",
  },
  {
    property: "cloudWatchLogsGroupArn",
    problem: "no alarm can watch the trail",
    allowed: "the ARN of a log group, with :* at its end",
    fix: "set cloudWatchLogsGroupArn, and cloudWatchLogsRoleArn to a role that may write there",
  },
];
