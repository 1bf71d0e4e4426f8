import { checkAccountId } from "../shared/account-id";
import { checkTags } from "../shared/tag-rules";
import { type ArgumentProblems, literal } from "../shared/validation";
import type { AlarmTopicArgs } from "./args";

/** What a mail server can deliver to, not all that RFC 5322 allows: no quotes, comments or address literals. */
const EMAIL_ADDRESS = /^[\w.!#$%&'*+/=?^`{|}~-]+@(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}$/i;

/** Records a malformed account, addresses that no mail reaches or that are listed twice, and tags that AWS refuses. */
export function validateAlarmTopic(args: AlarmTopicArgs, problems: ArgumentProblems): void {
  checkAccountId(problems, literal(args.accountId));
  checkRecipients(problems, args.emailRecipients ?? []);
  checkTags(problems, args.tags);
}

function checkRecipients(problems: ArgumentProblems, recipients: readonly string[]): void {
  const addresses = recipients.map((recipient) => recipient.toLowerCase());
  recipients.forEach((recipient, index) => {
    const path = `emailRecipients[${index}]`;
    const isFirst = addresses.indexOf(recipient.toLowerCase()) === index;
    problems.require(EMAIL_ADDRESS.test(recipient), path, `must be an email address, got "${recipient}"`);
    problems.require(isFirst, path, `"${recipient}" is listed twice; list each address once`);
  });
}
