import { KMS_KEY_ARN, parseArn } from "../shared/arn";
import { requireWhole } from "../shared/bounds";
import { ALLOWED_REGION, OTHER_PARTITIONS, partitionOf, REGION } from "../shared/region";
import { type ArgumentProblems, literal } from "../shared/validation";
import type { CacheArgs } from "./args";

const PASSWORD_VERSIONS = { smallest: 1, largest: 1_000_000 };
/** AWS Secrets Manager API Reference, DeleteSecret. */
const RECOVERY_DAYS = { smallest: 7, largest: 30 };
const USERNAME = /^[A-Za-z][\w-]{0,99}$/;
/** Rules that set or take away passwords, or all of a user (Valkey documentation, "ACL"). */
const PASSWORD_RULE = /(?:^|\s)(?:reset|resetpass|nopass|[><#!]\S*)(?=\s|$)/;

/** Records a user whom ElastiCache would refuse, or who could not log in. */
export function checkUser(args: CacheArgs, problems: ArgumentProblems): void {
  const { username, accessString, passwordVersion, recoveryWindowDays } = args;
  problems.require(
    username === undefined || (USERNAME.test(username) && username.toLowerCase() !== "default"),
    "username",
    `must be letters, digits, hyphens and underscores, beginning with a letter, and not "default", whose user may do nothing, got ${JSON.stringify(username)}`,
  );
  requireWhole(problems, "passwordVersion", passwordVersion, PASSWORD_VERSIONS);
  if (recoveryWindowDays !== 0) requireWhole(problems, "recoveryWindowDays", recoveryWindowDays, RECOVERY_DAYS);
  checkAccessString(accessString, problems);
}

/** What may be a password is not repeated. */
function checkAccessString(accessString: string | undefined, problems: ArgumentProblems): void {
  if (accessString === undefined) return;
  if (PASSWORD_RULE.test(accessString)) {
    problems.add("accessString", "must have no rule that sets or takes away passwords; the password is generated");
    return;
  }
  problems.require(
    /^on(?:\s|$)/.test(accessString),
    "accessString",
    `must begin with "on", or nobody can log in, got ${JSON.stringify(accessString)}`,
  );
}

/** Records a copy of the secret where Secrets Manager keeps none. */
export function checkReplica({ replica, kmsKeyArn }: CacheArgs, problems: ArgumentProblems): void {
  if (replica === undefined) return;
  const { region } = replica;
  if (!REGION.test(region)) {
    problems.add("replica.region", `must be ${ALLOWED_REGION}, got ${JSON.stringify(region)}; ${OTHER_PARTITIONS}`);
    return;
  }
  const own = literal(kmsKeyArn) ?? "";
  if (KMS_KEY_ARN.test(own)) {
    const { region: ownRegion, partition } = parseArn(own);
    problems.require(
      region !== ownRegion && partitionOf(region) === partition,
      "replica.region",
      `must be another region than ${ownRegion} in the partition ${partition}, got ${JSON.stringify(region)}`,
    );
  }
  const key = literal(replica.kmsKeyArn);
  problems.require(
    key === undefined || (KMS_KEY_ARN.test(key) && parseArn(key).region === region),
    "replica.kmsKeyArn",
    `must be the ARN of a KMS key of the region ${region}, got ${JSON.stringify(key)}; a key encrypts in its own region only`,
  );
}
