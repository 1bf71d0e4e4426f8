import { createHash } from "node:crypto";
import type { CloudReader, CloudResource } from "../../model/resource";
import { texts, type Properties } from "../../model/values";
import { publicAnswers } from "../route53/lookup";

/** A DNS record by which the owner of a domain lets ACM issue certificates for it. */
export interface ValidationRecord {
  readonly name: string;
  readonly value: string;
}

/**
 * The record of a domain. A wildcard has the record of the domain that it belongs to, and an account has the same
 * record for every certificate, in any region (AWS Certificate Manager User Guide, "DNS validation").
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

/** The domain validation options of a certificate, as the provider lists them. */
export function validationOptions(accountId: string, domains: readonly string[]): Properties[] {
  return domains.map((domainName) => {
    const { name, value } = validationRecord(accountId, domainName);
    return { domainName, resourceRecordName: name, resourceRecordType: "CNAME", resourceRecordValue: value };
  });
}

/**
 * Whether ACM has issued a certificate: once its validation records can be looked up, and from then on. Its `status`
 * output stays as it was at its creation, like that of a certificate that nobody refreshes.
 */
export function isIssued(certificate: CloudResource, cloud: CloudReader): boolean {
  const wasValidated = cloud
    .ofType("aws:acm/certificateValidation:CertificateValidation")
    .some((validation) => validation.inputs.certificateArn === certificate.id);
  return (
    wasValidated ||
    (certificate.inputs.validationMethod === "DNS" && unvalidatedDomain(certificate, cloud) === undefined)
  );
}

/**
 * A domain of a certificate whose validation record is in no public hosted zone of the cloud; undefined if there is
 * none.
 */
export function unvalidatedDomain(certificate: CloudResource, cloud: CloudReader): string | undefined {
  return domainsOf(certificate).find((domain) => {
    const { name, value } = validationRecord(cloud.accountId, domain);
    return !publicAnswers(cloud, name, "CNAME").includes(value.replace(/\.$/, ""));
  });
}

/** Every domain of a certificate. */
export function domainsOf(certificate: CloudResource): string[] {
  return texts(certificate.computed, "subjectAlternativeNames");
}
