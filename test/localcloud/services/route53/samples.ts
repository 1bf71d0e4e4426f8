import type { Samples } from "../../limits/samples";
import { TAGS } from "../../limits/samples/values";

export const SAMPLES: Samples = {
  "aws:route53/record:Record": {
    zoneId: "Z0123456789ABCDEFGHIJ",
    name: "proofpix.example.com",
    type: "A",
    aliases: [{ name: "lb.eu-west-1.elb.amazonaws.com", zoneId: "Z32O12XQLNTSW2", evaluateTargetHealth: true }],
  },
  "aws:route53/zone:Zone": { name: "example.com", comment: "ProofPix", tags: TAGS },
};
