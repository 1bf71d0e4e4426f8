import {
  knownValue,
  MANDATORY_FROM_STAGING,
  resourceRule,
  type Finding,
  type Reading,
  type ResourceView,
} from "../core";
import { CLUSTER, INSTANCE } from "./shared/rds";

interface Settings {
  /** Fewest characters of a password that counts as generated. */
  readonly minimumPasswordLength: number;
  /** Most days between two rotations of a secret. */
  readonly maximumRotationDays: number;
}

const ROTATION = "aws:secretsmanager/secretRotation:SecretRotation";

export const secretsRotated = resourceRule<Settings>({
  name: "secrets-rotated",
  title: "Passwords are generated, and secrets rotated in time",
  description:
    "Master passwords of RDS databases are so long that they must be generated, and Secrets Manager rotates secrets " +
    "with a rotation within the environment's number of days.",
  why:
    "A password that somebody made up can be guessed, or was used elsewhere and leaked there. A password that never " +
    "changes works for everybody who ever saw it.",
  fix:
    "Generate the password (`random.RandomPassword`) into a secret and rotate it there, or set " +
    "`manageMasterUserPassword: true` where there are no read replicas; set `rotationRules.automaticallyAfterDays`.",
  severity: "high",
  identifiers: { fsbp: ["SecretsManager.4"], checkov: ["CKV_AWS_304"], cfnNag: ["F23"] },
  requirements: ["SE-2", "CO-3"],
  references: [
    {
      title: "AWS Secrets Manager User Guide, Rotate AWS Secrets Manager secrets",
      url: "https://docs.aws.amazon.com/secretsmanager/latest/userguide/rotating-secrets.html",
    },
    {
      title: "Amazon RDS User Guide, Password management with Amazon RDS and AWS Secrets Manager",
      url: "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/rds-secrets-manager.html",
    },
  ],
  types: [INSTANCE, CLUSTER, ROTATION],
  levels: MANDATORY_FROM_STAGING,
  configuration: {
    schema: {
      minimumPasswordLength: {
        type: "integer",
        minimum: 8,
        maximum: 30,
        description: "Fewest characters of a password that is taken for generated",
      },
      maximumRotationDays: {
        type: "integer",
        minimum: 1,
        maximum: 1000,
        description: "Most days between two rotations of a secret",
      },
    },
    defaults: {
      development: { minimumPasswordLength: 16, maximumRotationDays: 365 },
      staging: { minimumPasswordLength: 16, maximumRotationDays: 90 },
      production: { minimumPasswordLength: 16, maximumRotationDays: 90 },
    },
  },
  check: (resource, settings) =>
    resource.type === ROTATION
      ? rotatedTooSeldom(resource, settings)
      : PASSWORDS.flatMap((property) => madeUp(resource, property, settings)),
});

const PASSWORDS = ["password", "passwordWo", "masterPassword", "masterPasswordWo"];

/** Policies get secrets in plain text, so this can't tell whether Pulumi treats the password as a secret. */
function madeUp(database: ResourceView, property: string, { minimumPasswordLength }: Settings): Finding[] {
  const length = knownValue(database.string(property))?.length ?? 0;
  if (length === 0 || length >= minimumPasswordLength) return [];
  return [
    {
      property,
      withheld: true,
      problem: "it is so short that somebody made it up",
      allowed: `at least ${minimumPasswordLength} characters, generated`,
      fix: "generate it with random.RandomPassword and keep it in Secrets Manager, or set manageMasterUserPassword: true",
    },
  ];
}

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
