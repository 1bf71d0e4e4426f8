import { checkAccountId } from "../shared/account-id";
import { checkTags } from "../shared/tag-rules";
import { ArgumentProblems, literal } from "../shared/validation";
import type { AlarmTopicArgs } from "./alarm-topic";

/** What a mail server can deliver to, not all that RFC 5322 allows: no quotes, comments or address literals. */
const EMAIL_ADDRESS = /^[\w.!#$%&'*+/=?^`{|}~-]+@(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}$/i;

/** @throws {pulumi.InputPropertiesError} naming everything that is wrong with the arguments. */
export function validateAlarmTopicArgs(args: AlarmTopicArgs): void {
  const problems = new ArgumentProblems();
  checkAccountId(problems, literal(args.accountId));
  checkRecipients(problems, args.emailRecipients ?? []);
  checkTags(problems, args.tags);
  problems.throwIfAny("Invalid arguments for AlarmTopic");
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
