import { parseArn } from "../../components/shared/arn";

/**
 * The person behind an identity, as far as its text tells: lower case, without what people and systems put around a
 * name. Of an ARN it is the user's name or the role session's, which the trust policies of the deployment roles bind to
 * the person; of an address `alice+deploy@example.com` the mailbox.
 * @returns an empty text where nobody is named.
 */
export function personOf(identity: string): string {
  const text = identity.normalize("NFKC").trim().toLowerCase();
  const [, mail = text] = /<([^<>]+)>$/.exec(text) ?? [];
  const name = text.startsWith("arn:") ? nameInArn(text) : mail.replace(/^mailto:/, "");
  return name
    .replace(/^.*\\/, "") // a domain of Windows
    .replace(/\+[^@]*(?=@)/, "")
    .trim();
}

/**
 * Whether two identities may be one person's. In doubt they are: a bare name, and an address whose mailbox has that
 * name.
 * Two addresses of different domains are two people.
 */
export function maySamePerson(one: string, other: string): boolean {
  const [first, second] = [personOf(one), personOf(other)];
  if (first.includes("@") && second.includes("@")) return first === second;
  return mailboxOf(first) === mailboxOf(second);
}

/** IAM User Guide, "IAM identifiers": `user/<path>/<name>`, `assumed-role/<role>/<session>`. */
function nameInArn(arn: string): string {
  const { accountId, resource } = parseArn(arn);
  const parts = resource.split("/");
  return parts.length > 1 ? (parts.at(-1) ?? "") : `${resource} of ${accountId}`;
}

function mailboxOf(person: string): string {
  return person.replace(/@.*$/, "");
}
