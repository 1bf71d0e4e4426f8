import { describeLimits } from "./inputs";

const x = (length: number) => "x".repeat(length);

describeLimits("aws:route53/record:Record", [
  ["type", "ALIAS", "AAAA", "InvalidInput", "resourceRecordSet.type'"],
  ["ttl", -1, 0, "InvalidInput", "greater than or equal to 0"],
  ["zoneId", x(33), x(32), "InvalidInput", "at 'hostedZoneId'"],
  ["weightedRoutingPolicies[0].weight", 256, 255, "InvalidInput", "less than or equal to 255"],
  ["setIdentifier", x(129), x(128), "InvalidInput", "less than or equal to 128"],
  ["records[0]", x(4001), x(4000), "InvalidInput", "resourceRecords.1.member.value'"],
]);
