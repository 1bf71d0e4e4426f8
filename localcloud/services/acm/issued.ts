import type { CloudReader, CloudResource } from "../../model/resource";
import { texts } from "../../model/values";
import { publicAnswers } from "../route53/lookup";
import { validationRecord } from "./validation-records";

/**
 * Whether ACM has issued a certificate: when its validation records can be looked up, and from then on. Its `status`
 * output stays as it was at its creation, like that of a certificate that nobody refreshes.
 */
export function isIssued(certificate: CloudResource, cloud: CloudReader): boolean {
  const wasValidated = cloud
    .ofType("aws:acm/certificateValidation:CertificateValidation")
    .some((validation) => validation.inputs.certificateArn === certificate.id);
  return (
    wasValidated ||
    (certificate.inputs.validationMethod === "DNS" && unansweredDomain(certificate, cloud) === undefined)
  );
}

/** A domain of a certificate whose validation record no public hosted zone of the cloud answers; undefined if there is none. */
export function unansweredDomain(certificate: CloudResource, cloud: CloudReader): string | undefined {
  return domainsOf(certificate).find((domain) => {
    const { name, value } = validationRecord(cloud.accountId, domain);
    return !publicAnswers(cloud, name, "CNAME").includes(value.replace(/\.$/, ""));
  });
}

/** Every domain that a certificate is for. */
export function domainsOf(certificate: CloudResource): string[] {
  return texts(certificate.computed, "subjectAlternativeNames");
}
