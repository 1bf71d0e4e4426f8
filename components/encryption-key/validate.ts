import { checkAccountId } from "../shared/account-id";
import { ALLOWED_REGION, OTHER_PARTITIONS, REGION } from "../shared/region";
import { checkTags } from "../shared/tag-rules";
import { type ArgumentProblems, literal } from "../shared/validation";
import type { EncryptionKeyArgs } from "./args";

/** AWS KMS API Reference, ScheduleKeyDeletion. */
const MINIMUM_DELETION_WINDOW_DAYS = 7;
const MAXIMUM_DELETION_WINDOW_DAYS = 30;

/** AWS KMS API Reference, CreateAlias: 256 characters with `alias/`, and `alias/aws/` is AWS's own. */
const ALIAS = /^(?!aws\/)[a-zA-Z0-9/_-]{1,250}$/;

/** Records a name that can't be an alias, and what KMS would refuse. */
export function validateEncryptionKey(args: EncryptionKeyArgs, problems: ArgumentProblems, name: string): void {
  problems.require(
    ALIAS.test(name),
    "name",
    `must work as an alias: up to 250 letters, digits, hyphens, underscores and slashes, not starting with "aws/", got "${name}"`,
  );
  checkScope(problems, literal(args.accountId), literal(args.region));
  checkDeletionWindow(problems, args.deletionWindowDays);
  checkTags(problems, args.tags);
}

function checkScope(problems: ArgumentProblems, accountId: string | undefined, region: string | undefined): void {
  checkAccountId(problems, accountId);
  if (region !== undefined) {
    problems.require(
      REGION.test(region),
      "region",
      `must be ${ALLOWED_REGION}, such as "eu-central-1", got "${region}"; ${OTHER_PARTITIONS}`,
    );
  }
}

function checkDeletionWindow(problems: ArgumentProblems, days: number | undefined): void {
  if (days === undefined) return;
  problems.require(
    Number.isInteger(days) && days >= MINIMUM_DELETION_WINDOW_DAYS && days <= MAXIMUM_DELETION_WINDOW_DAYS,
    "deletionWindowDays",
    `must be a whole number from ${MINIMUM_DELETION_WINDOW_DAYS} to ${MAXIMUM_DELETION_WINDOW_DAYS}, got ${days}`,
  );
}
