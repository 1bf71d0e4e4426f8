import { parseArn } from "../../../components/shared/arn";
import { refuse } from "../../model/aws-error";
import { outputsOf } from "../../model/resource";
import type { Operation, Reference, ResourceType } from "../../model/resource-type";
import { text } from "../../model/values";
import { isIssued } from "../acm/validation-records";
import { ENCRYPTED_PROTOCOLS } from "./protocols";

const CERTIFICATE = "aws:acm/certificate:Certificate";

/** The certificate of a listener, which can't be deleted before the listener. */
export const certificateReference: Reference = {
  input: "certificateArn",
  to: [CERTIFICATE],
  missing: { code: "CertificateNotFound", message: (arn) => `Certificate '${arn}' not found` },
  inUse: {
    code: "ResourceInUseException",
    message: (arn) => `Certificate ${arn} in account ${parseArn(arn).accountId} is in use.`,
  },
};

/** A listener has a certificate once, however often it is added (API Reference, AddListenerCertificates). */
export const listenerCertificate: ResourceType = {
  type: "aws:lb/listenerCertificate:ListenerCertificate",
  mapping: {
    operation: "elbv2.AddListenerCertificates",
    inputs: { certificateArn: "Certificates.CertificateArn" },
  },
  replaceOnChanges: ["certificateArn", "listenerArn", "region"],
  references: [
    {
      input: "listenerArn",
      to: ["aws:lb/listener:Listener"],
      missing: { code: "ListenerNotFound", message: (id) => `One or more listeners not found: '${id}'` },
    },
    certificateReference,
  ],
  rules: [requireEncryptedListener, requireUsableCertificate],
  make: ({ inputs }) => ({
    id: `${text(inputs, "listenerArn") ?? ""}_${text(inputs, "certificateArn") ?? ""}`,
    computed: {},
  }),
};

function requireEncryptedListener({ inputs, cloud }: Operation): void {
  const listener = cloud.find("aws:lb/listener:Listener", text(inputs, "listenerArn") ?? "");
  const protocol = listener === undefined ? "" : (text(outputsOf(listener), "protocol") ?? "");
  if (ENCRYPTED_PROTOCOLS.includes(protocol)) return;
  refuse("ValidationError", `A certificate cannot be specified for ${protocol} listeners`, "listenerArn");
}

/** A listener takes issued certificates of its own region only. */
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
