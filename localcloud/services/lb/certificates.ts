import { refuse } from "../../model/aws-error";
import type { Operation, Reference } from "../../model/resource-type";
import { text } from "../../model/values";
import { isIssued } from "../acm/issued";

const CERTIFICATE = "aws:acm/certificate:Certificate";

/** Certificate of a listener, which then can't be deleted. */
export const certificateReference: Reference = {
  input: "certificateArn",
  to: [CERTIFICATE],
  missing: { code: "CertificateNotFound", message: (arn) => `Certificate '${arn}' not found` },
  inUse: {
    code: "ResourceInUseException",
    message: (arn) => `Certificate ${arn} in account ${arn.split(":")[4] ?? ""} is in use.`,
  },
};

/** A load balancer takes issued certificates of its own region only. */
export function requireUsableCertificate({ inputs, region, cloud }: Operation): void {
  const certificate = cloud.find(CERTIFICATE, text(inputs, "certificateArn") ?? "");
  if (certificate === undefined) return;
  if (certificate.region !== region) {
    refuse("ValidationError", `Certificate ARN '${certificate.id}' is not valid in ${region}`, "certificateArn");
  }
  if (isIssued(certificate, cloud)) return;
  refuse(
    "UnsupportedCertificate",
    `The certificate '${certificate.id}' must have a fully-qualified domain name, a supported signature, and a supported key size. It is not issued yet`,
    "certificateArn",
  );
}
