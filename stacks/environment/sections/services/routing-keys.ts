import { GIVEN_PRIORITIES } from "../../../../components/load-balancer/priorities";
import { HOST_PATTERN, PATH_PATTERN } from "../../../../components/load-balancer/validate-routing";
import { group, textList, wholeNumber } from "../../../configuration/schema/fields";

const changing = "requests take the new way within seconds, without downtime";

export const routing = group(
  {
    paths: textList(PATH_PATTERN, {
      description: "Paths that lead to this service; `*` stands for any characters, `?` for one.",
      allowed: "a path of at most 128 letters, digits and _-.$/~\"'@:+&*? that begins with /",
      changing,
      examples: ["/api/*"],
    }).optional(),
    hosts: textList(HOST_PATTERN, {
      description: "Host names that lead to this service; the certificate and the DNS have to know them.",
      allowed: "a host name of at most 128 characters, with letters alone after its last dot",
      changing,
      examples: ["api.proofpix.com"],
    }).optional(),
    priority: wholeNumber(GIVEN_PRIORITIES.smallest, GIVEN_PRIORITIES.largest, {
      description:
        "Place among the routes, lowest first; every route with a priority comes before those without. Unless given, hosts come before paths and deep paths before shallow ones.",
      changing: "requests take the new way within seconds, without downtime; services may swap priorities",
      examples: [10],
    }).optional(),
  },
  {
    description:
      "Which requests lead to this service, at most five paths and hosts. The one service without routing receives every other request.",
    changing,
    examples: [{ paths: ["/api/*"] }],
  },
);
