import type { Properties } from "../../../../localcloud/model/values";
import { TAGS } from "./values";

/** Load balancers and what stands in front of them. */
export const LOAD_BALANCING_SAMPLES: Readonly<Record<string, Properties>> = {
  "aws:route53/record:Record": {
    zoneId: "Z0123456789ABCDEFGHIJ",
    name: "proofpix.example.com",
    type: "A",
    aliases: [{ name: "lb.eu-west-1.elb.amazonaws.com", zoneId: "Z32O12XQLNTSW2", evaluateTargetHealth: true }],
  },
  "aws:route53/zone:Zone": { name: "example.com", comment: "ProofPix", tags: TAGS },
};
