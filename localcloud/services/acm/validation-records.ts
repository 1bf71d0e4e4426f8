import { createHash } from "node:crypto";
import type { Properties } from "../../model/values";

/** A DNS record by which the owner of a domain lets ACM issue certificates for it. */
export interface ValidationRecord {
  readonly name: string;
  readonly value: string;
}

/**
 * The record of a domain. A wildcard shares that of the domain that it stands under, and an account gets the same one for
 * every certificate, in any region (AWS Certificate Manager User Guide, "DNS validation").
 */
export function validationRecord(accountId: string, domain: string): ValidationRecord {
  const base = domain.toLowerCase().replace(/^\*\./, "");
  const digits = (purpose: string): string =>
    createHash("sha256").update(`${accountId} ${base} ${purpose}`).digest("hex");
  const group = digits("group")
    .replace(/[^a-z]/g, "")
    .slice(0, 10)
    .padEnd(10, "x");
  return {
    name: `_${digits("name").slice(0, 32)}.${base}.`,
    value: `_${digits("value").slice(0, 32)}.${group}.acm-validations.aws.`,
  };
}

/** Validation options of a certificate for some domains, as the provider lists them. */
export function validationOptions(accountId: string, domains: readonly string[]): Properties[] {
  return domains.map((domainName) => {
    const { name, value } = validationRecord(accountId, domainName);
    return { domainName, resourceRecordName: name, resourceRecordType: "CNAME", resourceRecordValue: value };
  });
}
