import { ecrRegistry } from "../../../components/shared/ecr-registry";
import { hexadecimalToken } from "../../model/identifiers";
import { isProperties } from "../../model/values";

/** An Amazon ECR private registry (Amazon ECR User Guide, "Amazon ECR private registry"). */
export interface EcrRegistry {
  readonly accountId: string;
  readonly region: string;
}

/** Host of an account's registry in a region. */
export function ecrHost({ accountId, region }: EcrRegistry): string {
  return `${accountId}.dkr.ecr.${region}.amazonaws.com`;
}

/** The Amazon ECR registry of a host; undefined for the host of another registry. */
export function ecrRegistryAt(host: string): EcrRegistry | undefined {
  const found = ecrRegistry(host);
  return found && { accountId: found.registryId, region: found.region };
}

/** The host under which the local cloud stores the images of a registry that has several hosts. */
export function storedHost(host: string): string {
  const ecr = ecrRegistryAt(host);
  return ecr === undefined ? host : ecrHost(ecr);
}

/** User name for a login with a token (Amazon ECR API Reference, GetAuthorizationToken). */
export const TOKEN_USER = "AWS";

/** Amazon ECR API Reference, GetAuthorizationToken: how long a password is good for. */
export const TOKEN_LIFETIME_MILLISECONDS = 12 * 60 * 60 * 1000;

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
