import type { Samples } from "../../limits/samples";
import { CERTIFICATE, TAGS } from "../../limits/samples/values";

/** What usual programs ask of certificates, by resource type: AWS accepts all of it. */
export const SAMPLES: Samples = {
  "aws:acm/certificate:Certificate": {
    domainName: "proofpix.example.com",
    subjectAlternativeNames: ["*.proofpix.example.com"],
    validationMethod: "DNS",
    tags: TAGS,
  },
  "aws:acm/certificateValidation:CertificateValidation": {
    certificateArn: CERTIFICATE,
    validationRecordFqdns: ["_1.example.com"],
  },
};
