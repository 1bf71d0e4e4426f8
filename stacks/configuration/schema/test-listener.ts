import { group, textList, wholeNumber } from "./fields";

const changing = "takes effect within seconds, without downtime";
const CIDR_BLOCK = /^\d{1,3}(?:\.\d{1,3}){3}\/\d{1,2}$/;

export const testListener = group(
  {
    cidrBlocks: textList(CIDR_BLOCK, {
      description:
        "Who may reach the test listener, by the public addresses that they have on the internet: an office, a VPN, a pipeline.",
      allowed: "an IPv4 block of /8 or smaller",
      changing,
      examples: ["203.0.113.0/24"],
    }),
    port: wholeNumber(1, 65_535, {
      description: "Port of the test listener: 8443 unless given, or 8080 without a certificate.",
      changing: "the listener moves to the other port: tests fail for some seconds",
      examples: [8443],
    }).optional(),
  },
  {
    description:
      "Who sees a new revision before it gets requests, at the address of the output testUrl (LB-5); nobody unless given.",
    changing,
    examples: [{ cidrBlocks: ["203.0.113.0/24"] }],
  },
);
