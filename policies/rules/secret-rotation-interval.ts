import { MANDATORY_FROM_STAGING, resourceRule, type Finding, type Reading, type ResourceView } from "../core";

interface Settings {
  /** Most days between two rotations of a secret. */
  readonly maximumRotationDays: number;
}

const ROTATION = "aws:secretsmanager/secretRotation:SecretRotation";

export const secretRotationInterval = resourceRule<Settings>({
  name: "secret-rotation-interval",
  formerNames: ["secrets-rotated"],
  title: "Secrets are rotated in time",
  description: "Secrets Manager rotates secrets with a rotation within the environment's number of days.",
  why: "A password that never changes works for everybody who ever saw it.",
  fix: "Set `rotationRules.automaticallyAfterDays`.",
  severity: "high",
  identifiers: { fsbp: ["SecretsManager.4"], checkov: ["CKV_AWS_304"] },
  requirements: ["SE-2", "CO-3"],
  references: [
    {
      title: "AWS Secrets Manager User Guide, Rotate AWS Secrets Manager secrets",
      url: "https://docs.aws.amazon.com/secretsmanager/latest/userguide/rotating-secrets.html",
    },
  ],
  types: [ROTATION],
  levels: MANDATORY_FROM_STAGING,
  configuration: {
    schema: {
      maximumRotationDays: {
        type: "integer",
        minimum: 1,
        maximum: 1000,
        description: "Most days between two rotations of a secret",
      },
    },
    defaults: {
      development: { maximumRotationDays: 365 },
      staging: { maximumRotationDays: 90 },
      production: { maximumRotationDays: 90 },
    },
  },
  check: rotatedTooSeldom,
});

function rotatedTooSeldom(rotation: ResourceView, { maximumRotationDays }: Settings): Finding[] {
  const interval = intervalOf(rotation.number(DAYS), rotation.string(SCHEDULE));
  if (interval === undefined || interval.days <= maximumRotationDays) return [];
  return [
    {
      property: interval.property,
      value: interval.value,
      problem: "whoever saw the secret may use it for too long",
      allowed: `at most ${maximumRotationDays} days`,
      fix: `set rotationRules: { automaticallyAfterDays: ${maximumRotationDays} }`,
    },
  ];
}

const DAYS = "rotationRules.automaticallyAfterDays";
const SCHEDULE = "rotationRules.scheduleExpression";

/** Days between two rotations of a secret; undefined if they aren't known. */
function intervalOf(after: Reading<number>, schedule: Reading<string>) {
  if (!after.known || !schedule.known) return undefined;
  if (after.value !== undefined) return { property: DAYS, value: after.value, days: after.value };
  const days = daysBetween(schedule.value ?? "");
  return days === undefined ? undefined : { property: SCHEDULE, value: schedule.value, days };
}

/** Days of a rate such as `rate(10 days)`. Undefined for a cron expression, which always recurs within a year. */
function daysBetween(schedule: string): number | undefined {
  const [, amount, unit] = /^rate\((\d+) (day|hour)s?\)$/.exec(schedule) ?? [];
  if (amount === undefined) return undefined;
  return unit === "hour" ? Number(amount) / 24 : Number(amount);
}
