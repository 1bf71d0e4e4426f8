import { randomUUID } from "node:crypto";
import { refuse } from "../../model/aws-error";
import { arn } from "../../model/identifiers";
import type { Operation, ResourceType } from "../../model/resource-type";
import { object, objects, text, texts } from "../../model/values";
import { refuseUnmodelled } from "../shared/inputs";
import { validationOptions } from "./validation-records";

/** A certificate that ACM issues once its owner has proved control of the domains. */
export const certificate: ResourceType = {
  type: "aws:acm/certificate:Certificate",
  mapping: { operation: "acm.RequestCertificate", inputs: { validationOptions: "DomainValidationOptions" } },
  documentedLimits: {
    domainName: [
      {
        document: "AWS Certificate Manager API Reference, RequestCertificate",
        maxLength: 64,
        message: (value) => `The first domain name can be no longer than 64 characters: '${value}'`,
      },
    ],
  },
  replaceOnChanges: [
    "certificateAuthorityArn",
    "domainName",
    "keyAlgorithm",
    "subjectAlternativeNames",
    "validationMethod",
    "validationOptions",
    "region",
  ],
  secrets: ["privateKey", "privateKeyWo"],
  rules: [
    refuseUnmodelled(
      ["certificateAuthorityArn", "certificateBody", "certificateChain", "earlyRenewalDuration", "privateKey"],
      "imported certificates and those of a private authority",
      "services/acm/certificate.ts",
    ),
    requireDomain,
    requireValidationMethod,
    requireIssuableKey,
    requireFewNames,
    requireValidationDomains,
  ],
  make: ({ inputs, region, accountId }) => {
    const id = arn("acm", region, accountId, `certificate/${randomUUID()}`);
    const domains = namesOf(inputs);
    const isDnsValidated = text(inputs, "validationMethod") === "DNS";
    return {
      id,
      computed: {
        arn: id,
        domainValidationOptions: isDnsValidated ? validationOptions(accountId, domains) : [],
        keyAlgorithm: text(inputs, "keyAlgorithm") ?? "RSA_2048",
        pendingRenewal: false,
        renewalEligibility: "INELIGIBLE",
        renewalSummaries: [],
        status: "PENDING_VALIDATION",
        subjectAlternativeNames: domains,
        type: "AMAZON_ISSUED",
        validationEmails: [],
        ...optionsOutput(inputs),
      },
    };
  },
  recomputed: ["options"],
  remake: ({ inputs }) => optionsOutput(inputs),
};

function optionsOutput(inputs: Operation["inputs"]): { readonly options: object } {
  const defaults = { certificateTransparencyLoggingPreference: "ENABLED", export: "DISABLED" };
  return { options: { ...defaults, ...object(inputs, "options") } };
}

/** The provider requires a domain where no certificate is imported. */
function requireDomain({ inputs }: Operation): void {
  if (text(inputs, "domainName") !== undefined) return;
  refuse("ValidationException", "One of domain name and private key must be specified", "domainName");
}

/** AWS Certificate Manager API Reference, RequestCertificate: validation by HTTP is for CloudFront only. */
function requireValidationMethod({ inputs }: Operation): void {
  const method = text(inputs, "validationMethod");
  if (method === undefined) {
    refuse(
      "ValidationException",
      "A validation method must be set when creating an ACM certificate",
      "validationMethod",
    );
  }
  if (method !== "HTTP") return;
  refuse("ValidationException", "HTTP validation is for certificates of CloudFront only", "validationMethod");
}

/**
 * AWS Certificate Manager API Reference, RequestCertificate, KeyAlgorithm: the other algorithms are for imported
 * certificates.
 */
function requireIssuableKey({ inputs }: Operation): void {
  const algorithm = text(inputs, "keyAlgorithm") ?? "RSA_2048";
  if (["RSA_2048", "EC_prime256v1", "EC_secp384r1"].includes(algorithm)) return;
  refuse("ValidationException", `The key algorithm ${algorithm} is not supported for requests`, "keyAlgorithm");
}

/** AWS Certificate Manager User Guide, "Quotas": the default number of names of a certificate. */
function requireFewNames(operation: Operation): void {
  const { length } = namesOf(operation.inputs);
  if (length <= 10) return;
  refuse("LimitExceededException", `Domain list length ${length} exceeds the limit of 10`, "subjectAlternativeNames");
}

/**
 * AWS Certificate Manager API Reference, DomainValidationOption: mail for a name goes to that domain or to a domain
 * above it.
 */
function requireValidationDomains({ inputs }: Operation): void {
  objects(inputs, "validationOptions").forEach((option, index) => {
    const domain = text(option, "domainName") ?? "";
    const mailed = text(option, "validationDomain") ?? "";
    if (`.${domain}`.endsWith(`.${mailed}`) && namesOf(inputs).includes(domain)) return;
    refuse(
      "InvalidDomainValidationOptionsException",
      `The validation domain has to be a name of the certificate or a domain above it, got ${mailed} for ${domain}`,
      `validationOptions[${index}]`,
    );
  });
}

function namesOf(inputs: Operation["inputs"]): string[] {
  return [...new Set([text(inputs, "domainName") ?? "", ...texts(inputs, "subjectAlternativeNames")])];
}
