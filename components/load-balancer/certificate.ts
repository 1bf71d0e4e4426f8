import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { namedTags } from "../shared/tags";
import { transformed } from "../shared/transform";
import { validatedNames } from "./domain-names";
import type { LoadBalancerChildren } from "./args";

type ValidationOption = aws.types.output.acm.CertificateDomainValidationOption;

const VALIDATION_TTL_SECONDS = 300;

/** Issues a certificate that ACM renews for as long as its validation records stay. Resolves once it is issued. */
export function issueCertificate(
  children: LoadBalancerChildren,
  names: readonly string[],
  zoneId: pulumi.Input<string>,
): pulumi.Output<string> {
  const certificate = requestCertificate(children, names);
  const records = validatedNames(names).map((domain) =>
    createValidationRecord(children, domain, zoneId, validationOption(certificate, domain)),
  );
  const validation = new aws.acm.CertificateValidation(
    ...transformed(
      children.transform.certificateValidation,
      `${children.name}-certificate`,
      { certificateArn: certificate.arn, validationRecordFqdns: records.map((record) => record.fqdn) },
      { parent: children.parent },
    ),
  );
  return validation.certificateArn;
}

/** The validation record of a domain; ACM lists wildcards as entries of their own, with the record of their parent. */
export function optionFor(options: readonly ValidationOption[], domain: string): ValidationOption {
  const option = options.find(({ domainName }) => domainName === domain || domainName === `*.${domain}`);
  if (option === undefined) throw new Error(`ACM named no validation record for ${domain}`);
  return option;
}

function requestCertificate(
  children: LoadBalancerChildren,
  [domainName, ...others]: readonly string[],
): aws.acm.Certificate {
  const name = `${children.name}-certificate`;
  return new aws.acm.Certificate(
    ...transformed(
      children.transform.certificate,
      name,
      {
        domainName,
        subjectAlternativeNames: others,
        validationMethod: "DNS",
        tags: namedTags(name, children.tags),
      },
      { parent: children.parent },
    ),
  );
}

function validationOption(certificate: aws.acm.Certificate, domain: string): pulumi.Output<ValidationOption> {
  return certificate.domainValidationOptions.apply((options) => optionFor(options, domain));
}

function createValidationRecord(
  children: LoadBalancerChildren,
  domain: string,
  zoneId: pulumi.Input<string>,
  option: pulumi.Output<ValidationOption>,
): aws.route53.Record {
  return new aws.route53.Record(
    ...transformed(
      children.transform.dnsRecord,
      `${children.name}-validation-${domain}`,
      {
        zoneId,
        name: option.resourceRecordName,
        type: option.resourceRecordType,
        records: [option.resourceRecordValue],
        ttl: VALIDATION_TTL_SECONDS,
        // ACM asks the same record of every certificate that an account has for a name, in any region.
        allowOverwrite: true,
      },
      { parent: children.parent },
    ),
  );
}
