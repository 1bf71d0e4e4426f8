import type { CloudResource } from "../../../../localcloud/model/resource";
import type { TestCloud } from "../../support";
import { exampleZone, RECORD, validationRecords } from "../route53/zones";

export const CERTIFICATE = "aws:acm/certificate:Certificate";
export const VALIDATION = "aws:acm/certificateValidation:CertificateValidation";

/** A certificate that ACM has been asked for, and no more. */
export function pendingCertificate(cloud: TestCloud, domainName = "www.example.com"): CloudResource {
  return cloud.create(CERTIFICATE, { domainName, validationMethod: "DNS" });
}

/** A certificate whose validation records are in a hosted zone. */
export function issuedCertificate(cloud: TestCloud): CloudResource {
  const certificate = pendingCertificate(cloud);
  for (const record of validationRecords(certificate, exampleZone(cloud).id)) cloud.create(RECORD, record);
  return certificate;
}
