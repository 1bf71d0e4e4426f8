import { validateContainer } from "../container-service/container-validation";
import { validateTaskSize } from "../container-service/task-size";
import { KMS_KEY_ARN } from "../shared/arn";
import { requireSeconds, requireWhole } from "../shared/bounds";
import { requireLogRetention } from "../shared/log-retention";
import { isSecretArn } from "../shared/secrets";
import { checkTags } from "../shared/tag-rules";
import { type ArgumentProblems, literal } from "../shared/validation";
import type { DatabaseMigrationArgs, MigrationRoleArgs } from "./args";
import { DEFAULTS, migrationTaskArgs, ROLE_VARIABLES } from "./task-arguments";

const TIMEOUT = { smallest: 60, largest: 6 * 3600 };
/** AWS Secrets Manager API Reference, DeleteSecret. */
const RECOVERY_DAYS = { smallest: 7, largest: 30 };
/** PostgreSQL, "Identifiers and Key Words": what needs no quotes, at most 63 bytes. */
export const ROLE_NAME = /^[a-z_][a-z0-9_]{0,62}$/;
/** PostgreSQL, "Predefined Roles", and Amazon RDS User Guide, "Understanding PostgreSQL roles and permissions". */
const RESERVED_NAME = /^(?:pg_.*|rds.*|postgres|public|none)$/;

/** Records what ECS, Secrets Manager or PostgreSQL would refuse. */
export function validateDatabaseMigration(args: DatabaseMigrationArgs, problems: ArgumentProblems): void {
  const task = migrationTaskArgs(args, "");
  validateTaskSize(task, "fargate", problems);
  validateContainer(task, false, problems);
  validateRole(args.role, problems);
  validateVariables(args.environment, problems);
  requireSeconds(problems, "timeout", args.timeout, TIMEOUT);
  validateAdministrator(literal(args.database.administratorSecretArn), problems);
  validateKey(literal(args.kmsKeyArn), problems);
  const { recoveryWindowDays } = args;
  if (recoveryWindowDays !== 0) requireWhole(problems, "recoveryWindowDays", recoveryWindowDays, RECOVERY_DAYS);
  requireLogRetention(problems, "logRetentionDays", args.logRetentionDays);
  checkTags(problems, args.tags);
}

function validateRole({ username = DEFAULTS.username, command }: MigrationRoleArgs, problems: ArgumentProblems): void {
  problems.require(
    ROLE_NAME.test(username) && !RESERVED_NAME.test(username),
    "role.username",
    `must be 1 to 63 lower-case letters, digits and underscores, none of PostgreSQL's and RDS's own names, got ${JSON.stringify(username)}; choose a name such as "migration"`,
  );
  problems.require(command.length > 0, "role.command", "must name what makes the role, got []");
}

/** Records variables that the container of the role finds in secrets; those of the migration's own were told of. */
function validateVariables(environment: DatabaseMigrationArgs["environment"], problems: ArgumentProblems): void {
  for (const name of Object.keys(environment ?? {}).filter((each) => ROLE_VARIABLES.includes(each))) {
    problems.add(`environment.${name}`, "is a variable by which the role's command is told the role; rename it");
  }
}

function validateAdministrator(secretArn: string | undefined, problems: ArgumentProblems): void {
  problems.require(
    secretArn === undefined || isSecretArn(secretArn),
    "database.administratorSecretArn",
    `must be the ARN of a Secrets Manager secret, without a key behind it, got ${JSON.stringify(secretArn)}; DatabaseCredentials tells it as secretArn`,
  );
}

function validateKey(kmsKeyArn: string | undefined, problems: ArgumentProblems): void {
  problems.require(
    kmsKeyArn === undefined || KMS_KEY_ARN.test(kmsKeyArn),
    "kmsKeyArn",
    `must be the ARN of a KMS key, got ${JSON.stringify(kmsKeyArn)}; an alias is not known to policies`,
  );
}
