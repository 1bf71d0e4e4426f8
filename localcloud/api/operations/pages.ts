import { AwsError } from "../../model/aws-error";
import { number, text, type Properties } from "../../model/values";

/** Names of the members by which an operation gives its results in pages. */
export interface PageMembers {
  /** Where the next page begins, in the input. @default "nextToken" */
  readonly token?: string;
  /** The same in the output. @default that of the input */
  readonly nextToken?: string;
  /** The most results of a page. @default "maxResults" */
  readonly limit?: string;
  /** The most results of a page that doesn't say it. @default 100 */
  readonly most?: number;
}

/** Operations whose members begin with a capital letter. */
export const CAPITAL_PAGES: PageMembers = { token: "NextToken", limit: "MaxRecords" };

/** A page of results, and what the output says of the next one. */
export interface Page<Element> {
  readonly elements: readonly Element[];
  readonly next: Properties;
}

/** The page of all results that the input asks for. */
export function pageOf<Element>(all: readonly Element[], input: Properties, members: PageMembers = {}): Page<Element> {
  const { token = "nextToken", nextToken = token, limit = "maxResults", most = 100 } = members;
  const start = startOf(text(input, token));
  const end = start + (number(input, limit) ?? most);
  return {
    elements: all.slice(start, end),
    next: end < all.length ? { [nextToken]: Buffer.from(String(end)).toString("base64") } : {},
  };
}

function startOf(token: string | undefined): number {
  if (token === undefined || token === "") return 0;
  const start = Number(Buffer.from(token, "base64").toString("utf8"));
  if (Number.isSafeInteger(start) && start >= 0) return start;
  throw new AwsError("InvalidParameterException", "The token is not one of an earlier answer.", "");
}
