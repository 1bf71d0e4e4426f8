import type { ArgumentProblems } from "./validation";

/** An AWS account: 12 digits. */
export const ACCOUNT_ID = /^\d{12}$/;

/** Records an `accountId` that is no account's; AWS judges one that isn't known yet. */
export function checkAccountId(problems: ArgumentProblems, accountId: string | undefined): void {
  if (accountId === undefined) return;
  problems.require(ACCOUNT_ID.test(accountId), "accountId", `must be an account's 12 digits, got "${accountId}"`);
}
