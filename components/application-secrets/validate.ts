import { isArnIn } from "../shared/arn";
import { ALLOWED_REGION, REGION } from "../shared/region";
import { checkTags } from "../shared/tag-rules";
import { type ArgumentProblems, literal } from "../shared/validation";
import type { ApplicationSecret, ApplicationSecretsArgs, SecretReplica } from "./args";

/** Names of secrets; a logical name, to which Pulumi appends a hyphen and seven digits. */
export const SECRET_NAME = /^[a-z](?:[a-z0-9-]{0,30}[a-z0-9])?$/;

export const ALLOWED_SECRET_NAME =
  "at most 32 lower-case letters, digits and hyphens, beginning with a letter and not ending with a hyphen";

/** AWS Secrets Manager User Guide, "AWS Secrets Manager quotas": secret value. */
const MOST_BYTES = 65_536;
/** AWS Secrets Manager API Reference, DescribeSecret: Description. */
const LONGEST_DESCRIPTION = 2048;

/** Records malformed names, values that Secrets Manager refuses, and replicas whose key is of another region. */
export function validateApplicationSecrets(args: ApplicationSecretsArgs, problems: ArgumentProblems): void {
  const secrets = Object.entries(args.secrets);
  problems.require(
    secrets.length > 0,
    "secrets",
    "must have at least one secret; name one, or leave the component out",
  );
  for (const [name, secret] of secrets) checkSecret(name, secret, problems);
  if (args.replica !== undefined) checkReplica(args.replica, problems);
  checkTags(problems, args.tags);
}

function checkSecret(name: string, secret: ApplicationSecret, problems: ArgumentProblems): void {
  const path = `secrets.${name}`;
  problems.require(SECRET_NAME.test(name), path, `must be named by ${ALLOWED_SECRET_NAME}`);
  checkValue(`${path}.value`, literal(secret.value), problems);
  const { recoveryWindowInDays: days = 30, description = "" } = secret;
  problems.require(
    days === 0 || (Number.isInteger(days) && days >= 7 && days <= 30),
    `${path}.recoveryWindowInDays`,
    `must be a whole number of days from 7 to 30, or 0 for none, got ${days}`,
  );
  problems.require(
    description.length <= LONGEST_DESCRIPTION,
    `${path}.description`,
    `must have at most ${LONGEST_DESCRIPTION} characters, got ${description.length}; shorten it`,
  );
}

/** The value is not echoed. */
function checkValue(path: string, value: string | undefined, problems: ArgumentProblems): void {
  if (value === undefined) return;
  const bytes = Buffer.byteLength(value);
  problems.require(value !== "", path, "must not be empty; leave it out to create the secret without a value");
  problems.require(
    bytes <= MOST_BYTES,
    path,
    `must have at most ${MOST_BYTES} bytes, got ${bytes} (the value is not shown here); keep larger things in S3, encrypted`,
  );
}

function checkReplica({ region, kmsKeyArn }: SecretReplica, problems: ArgumentProblems): void {
  problems.require(REGION.test(region), "replica.region", `must be ${ALLOWED_REGION}, got "${region}"`);
  const key = literal(kmsKeyArn);
  problems.require(
    key === undefined || isArnIn(region, key),
    "replica.kmsKeyArn",
    `must be the ARN of a key of the region "${region}", got "${key ?? ""}"; a key encrypts in its own region only`,
  );
}
