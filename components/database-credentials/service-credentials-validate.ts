import { requireWhole } from "../shared/bounds";
import { checkRoleName } from "../shared/database-role";
import { checkTags } from "../shared/tag-rules";
import { type ArgumentProblems, literal } from "../shared/validation";
import type { ServiceCredentialsArgs } from "./service-credentials-args";
import { checkKey, checkRevision, RECOVERY_DAYS } from "./validate";

export const DEFAULT_SERVICE_USERNAME = "service";

/** Records what Secrets Manager or PostgreSQL would refuse. */
export function validateServiceCredentials(args: ServiceCredentialsArgs, problems: ArgumentProblems): void {
  checkRoleName(args.username ?? DEFAULT_SERVICE_USERNAME, "username", DEFAULT_SERVICE_USERNAME, problems);
  checkRevision(args.database.revision, problems);
  checkKey(literal(args.kmsKeyArn), "kmsKeyArn", problems);
  const { recoveryWindowDays } = args;
  if (recoveryWindowDays !== 0) requireWhole(problems, "recoveryWindowDays", recoveryWindowDays, RECOVERY_DAYS);
  checkTags(problems, args.tags);
}
