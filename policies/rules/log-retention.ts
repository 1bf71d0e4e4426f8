import { LOG_RETENTION_DAYS } from "../../components/shared/log-retention";
import { isKnownAs, resourceRule, type Finding, type ResourceView } from "../core";
import { missing } from "./shared/properties";

interface Settings {
  readonly minimumDays: number;
  readonly maximumDays: number;
  /** Days that a message advises for logs that are kept for ever or too long. */
  readonly advisedDays: number;
  /** Whether a customer managed key has to encrypt the logs. */
  readonly requireKey: boolean;
}

export const logRetention = resourceRule<Settings>({
  name: "log-retention",
  title: "Logs are kept neither too short nor too long",
  description:
    "CloudWatch log groups keep events for a number of days within the environment's bounds and, where that is asked " +
    "for, are encrypted with a customer managed key.",
  why:
    "CloudWatch keeps logs for ever by default and bills them every month; personal data in them stays too. Logs " +
    "that expire too early are missing when somebody looks into an incident.",
  fix: "Set `retentionInDays` within the bounds, and `kmsKeyId` where a key is asked for.",
  severity: "low",
  identifiers: {
    checkov: ["CKV_AWS_66", "CKV_AWS_338", "CKV_AWS_158"],
    trivy: ["AVD-AWS-0017"],
    cfnNag: ["W84", "W86"],
  },
  requirements: ["CO-5", "SE-2"],
  references: [
    {
      title: "Amazon CloudWatch Logs API Reference, PutRetentionPolicy",
      url: "https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html",
    },
    {
      title: "Amazon CloudWatch Logs User Guide, Encrypt log data using AWS Key Management Service",
      url: "https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html",
    },
  ],
  types: ["aws:cloudwatch/logGroup:LogGroup"],
  levels: { development: "remediate", staging: "mandatory", production: "mandatory" },
  configuration: {
    schema: {
      minimumDays: { type: "integer", minimum: 1, description: "Fewest days for which logs may be kept" },
      maximumDays: { type: "integer", minimum: 1, description: "Most days for which logs may be kept" },
      advisedDays: {
        type: "integer",
        minimum: 1,
        description: "Days that are advised, and set by the remedy, for logs that are kept for ever or too long",
      },
      requireKey: { type: "boolean", description: "Whether a customer managed key has to encrypt the logs" },
    },
    defaults: {
      development: { minimumDays: 1, maximumDays: 400, advisedDays: 14, requireKey: false },
      staging: { minimumDays: 7, maximumDays: 400, advisedDays: 30, requireKey: false },
      production: { minimumDays: 90, maximumDays: 3653, advisedDays: 365, requireKey: true },
    },
  },
  check: (group, settings) =>
    isDelivery(group) ? [] : [...outOfBounds(group, settings), ...withoutKey(group, settings)],
  remedy(group, settings) {
    const needsMending = !isDelivery(group) && outOfBounds(group, settings).length > 0;
    return needsMending ? [{ property: "retentionInDays", value: advisedRetention(group, settings) }] : [];
  },
});

/** Groups of this class keep events for two days, whatever their retention says. */
function isDelivery(group: ResourceView): boolean {
  return isKnownAs(group.string("logGroupClass"), "DELIVERY");
}

/** Days of retention; none and 0 mean for ever. Undefined while unknown. */
function retentionOf(group: ResourceView): number | undefined {
  const days = group.number("retentionInDays");
  return days.known ? days.value || Infinity : undefined;
}

function outOfBounds(group: ResourceView, settings: Settings): Finding[] {
  const { minimumDays, maximumDays } = settings;
  const days = retentionOf(group);
  if (days === undefined || (days >= minimumDays && days <= maximumDays)) return [];
  return [
    {
      property: "retentionInDays",
      value: group.isMissing("retentionInDays") ? undefined : days === Infinity ? 0 : days,
      problem:
        days < minimumDays
          ? "logs are gone before anyone asks for them"
          : `logs are kept, and paid for, ${days === Infinity ? "for ever" : "longer than wanted"}`,
      allowed: `${minimumDays} to ${maximumDays} days`,
      fix: `set retentionInDays: ${advisedRetention(group, settings)}`,
    },
  ];
}

/**
 * A value within the bounds that CloudWatch accepts: the shortest for logs that are kept too short, otherwise the first
 * from the advised days on.
 */
function advisedRetention(group: ResourceView, { minimumDays, maximumDays, advisedDays }: Settings): number {
  const offered = LOG_RETENTION_DAYS.filter((days) => days >= minimumDays && days <= maximumDays);
  const isTooShort = (retentionOf(group) ?? Infinity) < minimumDays;
  const advised = isTooShort ? offered[0] : (offered.find((days) => days >= advisedDays) ?? offered.at(-1));
  return advised ?? maximumDays;
}

function withoutKey(group: ResourceView, { requireKey }: Settings): Finding[] {
  if (!requireKey) return [];
  return missing(group, {
    property: "kmsKeyId",
    problem: "the logs are encrypted with a key that nobody here can refuse or withdraw",
    allowed: "the ARN of a customer managed key",
    fix: "set kmsKeyId to the ARN of the environment's key, whose policy lets CloudWatch Logs use it",
  });
}
