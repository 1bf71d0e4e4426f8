import { requireWhole } from "../shared/bounds";
import { KMS_KEY_ARN, parseArn } from "../shared/arn";
import { requireLogRetention } from "../shared/log-retention";
import { ALLOWED_REGION, OTHER_PARTITIONS, partitionOf, REGION } from "../shared/region";
import { checkTags } from "../shared/tag-rules";
import { type ArgumentProblems, literal } from "../shared/validation";
import type { DatabaseCredentialsArgs, RotationArgs, SecretReplicaArgs } from "./args";

/** The API takes 1000 (AWS Secrets Manager API Reference, RotationRulesType); a year is too long for any password. */
const DAYS = { smallest: 1, largest: 365 };
/** The window ends with the day (AWS Secrets Manager API Reference, RotationRulesType, Duration). */
const WINDOW_HOURS = { smallest: 1, largest: 24 };
/** AWS Secrets Manager API Reference, DeleteSecret. */
export const RECOVERY_DAYS = { smallest: 7, largest: 30 };
/** Part of a resource's name, which a file name or a hash may be. */
const REVISION = /^[\w.-]{1,32}$/;
/** Amazon RDS API Reference, CreateDBInstance, MasterUserPassword, for PostgreSQL. */
const PASSWORD_LENGTH = { smallest: 8, largest: 128 };

/** Records what Secrets Manager, RDS or the rotation's function would refuse. The password is never repeated. */
export function validateDatabaseCredentials(args: DatabaseCredentialsArgs, problems: ArgumentProblems): void {
  checkPassword(literal(args.database.password), problems);
  checkRevision(args.database.revision, problems);
  checkKey(literal(args.kmsKeyArn), "kmsKeyArn", problems);
  checkSubnets(literal(args.subnetIds), problems);
  checkRotation(args.rotation ?? {}, problems);
  checkReplica(args.replica, literal(args.kmsKeyArn), problems);
  const { recoveryWindowDays } = args;
  if (recoveryWindowDays !== 0) requireWhole(problems, "recoveryWindowDays", recoveryWindowDays, RECOVERY_DAYS);
  requireLogRetention(problems, "logRetentionDays", args.logRetentionDays);
  checkTags(problems, args.tags);
}

function checkPassword(password: string | undefined, problems: ArgumentProblems): void {
  if (password === undefined) return;
  const { smallest, largest } = PASSWORD_LENGTH;
  problems.require(
    password.length >= smallest && password.length <= largest && /^[\x21-\x7e]+$/.test(password),
    "database.password",
    `must have ${smallest} to ${largest} printable ASCII characters without spaces; generate it with random.RandomPassword`,
  );
  problems.require(
    !/[/@"]/.test(password),
    "database.password",
    'must have none of the characters /, @ and ", which RDS refuses; leave them out with overrideSpecial of random.RandomPassword',
  );
}

export function checkRevision(revision: string | undefined, problems: ArgumentProblems): void {
  problems.require(
    revision === undefined || REVISION.test(revision),
    "database.revision",
    `must have 1 to 32 letters, digits, dots, hyphens and underscores, got ${JSON.stringify(revision)}; count revisions: "1", "2"`,
  );
}

export function checkKey(kmsKeyArn: string | undefined, propertyPath: string, problems: ArgumentProblems): void {
  problems.require(
    kmsKeyArn === undefined || KMS_KEY_ARN.test(kmsKeyArn),
    propertyPath,
    `must be the ARN of a KMS key, got ${JSON.stringify(kmsKeyArn)}; an alias is not known to policies`,
  );
}

function checkSubnets(subnetIds: readonly unknown[] | undefined, problems: ArgumentProblems): void {
  problems.require(
    subnetIds === undefined || subnetIds.length > 0,
    "subnetIds",
    "must have one subnet at least, got none; give the private subnets of the network",
  );
}

function checkRotation({ days, windowHours }: RotationArgs, problems: ArgumentProblems): void {
  requireWhole(problems, "rotation.days", days, DAYS);
  requireWhole(problems, "rotation.windowHours", windowHours, WINDOW_HOURS);
}

function checkReplica(
  replica: SecretReplicaArgs | undefined,
  kmsKeyArn: string | undefined,
  problems: ArgumentProblems,
): void {
  if (replica === undefined) return;
  const { region } = replica;
  if (!REGION.test(region)) {
    problems.add("replica.region", `must be ${ALLOWED_REGION}, got ${JSON.stringify(region)}; ${OTHER_PARTITIONS}`);
    return;
  }
  if (kmsKeyArn !== undefined && KMS_KEY_ARN.test(kmsKeyArn)) {
    const own = parseArn(kmsKeyArn);
    problems.require(
      region !== own.region && partitionOf(region) === own.partition,
      "replica.region",
      `must be another region than ${own.region} in the partition ${own.partition}, got ${JSON.stringify(region)}`,
    );
  }
  checkReplicaKey(replica, problems);
}

function checkReplicaKey({ region, kmsKeyArn }: SecretReplicaArgs, problems: ArgumentProblems): void {
  const key = literal(kmsKeyArn);
  checkKey(key, "replica.kmsKeyArn", problems);
  problems.require(
    key === undefined || !KMS_KEY_ARN.test(key) || parseArn(key).region === region,
    "replica.kmsKeyArn",
    `must be a key of the region ${region}, got ${JSON.stringify(key)}; a key encrypts in its own region only`,
  );
}
