import { group, text, textList } from "./fields";

const DOMAIN_NAME = /^[a-z0-9-]+(?:\.[a-z0-9-]+)+$/;
const DOMAIN_OR_WILDCARD = /^(?:\*\.)?[a-z0-9-]+(?:\.[a-z0-9-]+)+$/;

export const domain = group(
  {
    name: text(DOMAIN_NAME, {
      description: "Name under which the environment is reached (LB-4).",
      allowed: "a lower-case domain name",
      changing: "a new certificate and DNS record; the old name stops working at once",
      examples: ["app.proofpix.com"],
    }),
    alternativeNames: textList(DOMAIN_OR_WILDCARD, {
      description: "Further names that certificate and DNS cover, for the hosts of routes.",
      allowed: "a lower-case domain name, or one below `*.`",
      changing: "a new certificate, without downtime",
      examples: ["*.app.proofpix.com"],
    }).optional(),
    hostedZone: text(DOMAIN_NAME, {
      description: "Route 53 zone that holds the name and proves the certificate; the name's parent unless given.",
      allowed: "the lower-case name of a public hosted zone that contains the domain name",
      changing: "a new DNS record and proof of the certificate",
      examples: ["proofpix.com"],
    }).optional(),
  },
  {
    description: "Domain of the environment, with certificate and DNS record made from its name alone (LB-4).",
    changing: "see its keys; without a domain or certificate the load balancer answers plain HTTP",
    examples: [{ name: "app.proofpix.com", hostedZone: "proofpix.com" }],
  },
);
