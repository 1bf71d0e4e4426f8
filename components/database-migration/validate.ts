import { validateContainer } from "../container-service/container-validation";
import { validateTaskSize } from "../container-service/task-size";
import { KMS_KEY_ARN } from "../shared/arn";
import { requireSeconds, requireWhole } from "../shared/bounds";
import { checkRoleName } from "../shared/database-role";
import { requireLogRetention } from "../shared/log-retention";
import { isSecretArn } from "../shared/secrets";
import { checkTags } from "../shared/tag-rules";
import { type ArgumentProblems, literal } from "../shared/validation";
import type { DatabaseMigrationArgs, MigrationRoleArgs } from "./args";
import { DEFAULTS, migrationTaskArgs, ROLE_VARIABLES } from "./task-arguments";

const TIMEOUT = { smallest: 60, largest: 6 * 3600 };
/** AWS Secrets Manager API Reference, DeleteSecret. */
const RECOVERY_DAYS = { smallest: 7, largest: 30 };
/** Records what ECS, Secrets Manager or PostgreSQL would refuse. */
export function validateDatabaseMigration(args: DatabaseMigrationArgs, problems: ArgumentProblems): void {
  const task = migrationTaskArgs(args, "");
  validateTaskSize(task, "fargate", problems);
  validateContainer(task, false, problems);
  validateRole(args.role, problems);
  validateVariables(args.environment, problems);
  requireSeconds(problems, "timeout", args.timeout, TIMEOUT);
  const { database, service } = args;
  validateSecret(literal(database.administratorSecretArn), "database.administratorSecretArn", "Database", problems);
  validateSecret(literal(service?.secretArn), "service.secretArn", "Service", problems);
  validateKey(literal(args.kmsKeyArn), problems);
  const { recoveryWindowDays } = args;
  if (recoveryWindowDays !== 0) requireWhole(problems, "recoveryWindowDays", recoveryWindowDays, RECOVERY_DAYS);
  requireLogRetention(problems, "logRetentionDays", args.logRetentionDays);
  checkTags(problems, args.tags);
}

function validateRole({ username = DEFAULTS.username, command }: MigrationRoleArgs, problems: ArgumentProblems): void {
  checkRoleName(username, "role.username", DEFAULTS.username, problems);
  problems.require(command.length > 0, "role.command", "must name what makes the role, got []");
}

/** Records variables that the container of the role finds in secrets; those of the migration's own were told of. */
function validateVariables(environment: DatabaseMigrationArgs["environment"], problems: ArgumentProblems): void {
  for (const name of Object.keys(environment ?? {}).filter((each) => ROLE_VARIABLES.includes(each))) {
    problems.add(`environment.${name}`, "is a variable by which the role's command is told the role; rename it");
  }
}

function validateSecret(
  secretArn: string | undefined,
  propertyPath: string,
  whose: "Database" | "Service",
  problems: ArgumentProblems,
): void {
  problems.require(
    secretArn === undefined || isSecretArn(secretArn),
    propertyPath,
    `must be the ARN of a Secrets Manager secret, without a key behind it, got ${JSON.stringify(secretArn)}; ${whose}Credentials tells it as secretArn`,
  );
}

function validateKey(kmsKeyArn: string | undefined, problems: ArgumentProblems): void {
  problems.require(
    kmsKeyArn === undefined || KMS_KEY_ARN.test(kmsKeyArn),
    "kmsKeyArn",
    `must be the ARN of a KMS key, got ${JSON.stringify(kmsKeyArn)}; an alias is not known to policies`,
  );
}
