import { refuse } from "../../model/aws-error";
import type { CloudReader, CloudResource } from "../../model/resource";
import type { Operation, ResourceType } from "../../model/resource-type";
import { text, texts } from "../../model/values";
import { domainsOf, isIssued, unvalidatedDomain, validationRecord } from "./validation-records";

const VALIDATION = "aws:acm/certificateValidation:CertificateValidation";
const CERTIFICATE = "aws:acm/certificate:Certificate";

/** AWS has no such resource: the provider waits here until a certificate is issued. */
export const certificateValidation: ResourceType = {
  type: VALIDATION,
  mapping: { operation: "acm.DescribeCertificate" },
  replaceOnChanges: ["certificateArn", "validationRecordFqdns", "region"],
  references: [
    {
      input: "certificateArn",
      to: [CERTIFICATE],
      missing: { code: "ResourceNotFoundException", message: (arn) => `Could not find certificate ${arn}` },
    },
  ],
  rules: [requireAllRecords, requireIssued],
  make: ({ cloud }) => ({ id: timeOfIssue(cloud), computed: {} }),
};

/** The provider's id is the time at which the certificate was issued, as Go writes it. */
function timeOfIssue(cloud: CloudReader): string {
  let milliseconds = Date.now();
  while (cloud.find(VALIDATION, inGo(milliseconds)) !== undefined) milliseconds++;
  return inGo(milliseconds);
}

function inGo(milliseconds: number): string {
  const [day = "", time = ""] = new Date(milliseconds).toISOString().split("T");
  return `${day} ${time.replace("Z", "")} +0000 UTC`;
}

/** The provider compares the named records with those that ACM asks for. */
function requireAllRecords({ inputs, cloud }: Operation): void {
  const named = texts(inputs, "validationRecordFqdns").map(withoutDot);
  if (named.length === 0) return;
  for (const certificate of certificateOf(inputs, cloud)) {
    if (certificate.inputs.validationMethod !== "DNS") {
      refuse(
        "InvalidParameter",
        `validation_record_fqdns is not valid for ${String(certificate.inputs.validationMethod)} validation`,
        "validationRecordFqdns",
      );
    }
    for (const domain of domainsOf(certificate)) {
      const fqdn = withoutDot(validationRecord(cloud.accountId, domain).name);
      if (named.includes(fqdn)) continue;
      refuse("InvalidParameter", `missing ${domain} DNS validation record: ${fqdn}`, "validationRecordFqdns");
    }
  }
}

/** The provider waits for 75 minutes. Nothing changes in the local cloud meanwhile, so that it fails at once. */
function requireIssued({ inputs, cloud }: Operation): void {
  for (const certificate of certificateOf(inputs, cloud)) {
    if (isIssued(certificate, cloud)) continue;
    refuse(
      "Timeout",
      `waiting for ACM Certificate (${certificate.id}) to be issued: timeout while waiting for state to become 'ISSUED' ` +
        `(last state: 'PENDING_VALIDATION', timeout: 1h15m0s); ${pendingFor(certificate, cloud)}`,
      "certificateArn",
    );
  }
}

function pendingFor(certificate: CloudResource, cloud: CloudReader): string {
  if (certificate.inputs.validationMethod !== "DNS") return "nobody reads ACM's mail in the local cloud";
  const { name, value } = validationRecord(cloud.accountId, unvalidatedDomain(certificate, cloud) ?? "");
  return `no public hosted zone answers ${name} CNAME with ${value}`;
}

function certificateOf(inputs: Operation["inputs"], cloud: CloudReader): CloudResource[] {
  const found = cloud.find(CERTIFICATE, text(inputs, "certificateArn") ?? "");
  return found === undefined ? [] : [found];
}

function withoutDot(name: string): string {
  return name.replace(/\.$/, "");
}
