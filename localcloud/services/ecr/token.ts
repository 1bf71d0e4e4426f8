import { hexadecimalToken } from "../../model/token";
import { isProperties } from "../../model/values";
import type { EcrRegistry } from "./address";

/** User name for a login with a token (Amazon ECR API Reference, GetAuthorizationToken). */
export const TOKEN_USER = "AWS";

/** A new password for a registry. It doesn't expire in the local cloud. */
export function issueToken({ accountId, region }: EcrRegistry): string {
  const payload = { accountId, region, payload: hexadecimalToken(32) };
  return Buffer.from(JSON.stringify(payload)).toString("base64");
}

/** Whether a registry issued the password. */
export function isTokenOf({ accountId, region }: EcrRegistry, password: string): boolean {
  try {
    const content: unknown = JSON.parse(Buffer.from(password, "base64").toString("utf8"));
    return isProperties(content) && content.accountId === accountId && content.region === region;
  } catch {
    return false;
  }
}
