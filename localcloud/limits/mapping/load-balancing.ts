import type { TypeMapping } from "../types";

/** DNS. */
export const LOAD_BALANCING: Readonly<Record<string, TypeMapping>> = {
  "aws:route53/zone:Zone": {
    operation: "route53.CreateHostedZone",
    inputs: { comment: "HostedZoneConfig.Comment" },
  },
  "aws:route53/record:Record": {
    operation: "route53.ChangeResourceRecordSets",
    within: "ChangeBatch.Changes.ResourceRecordSet",
    inputs: {
      zoneId: "HostedZoneId",
      records: "ChangeBatch.Changes.ResourceRecordSet.ResourceRecords",
      "records[]": "ChangeBatch.Changes.ResourceRecordSet.ResourceRecords.Value",
      aliases: "ChangeBatch.Changes.ResourceRecordSet.AliasTarget",
      "aliases[].name": "ChangeBatch.Changes.ResourceRecordSet.AliasTarget.DNSName",
      "aliases[].zoneId": "ChangeBatch.Changes.ResourceRecordSet.AliasTarget.HostedZoneId",
      "failoverRoutingPolicies[].type": "ChangeBatch.Changes.ResourceRecordSet.Failover",
      "latencyRoutingPolicies[].region": "ChangeBatch.Changes.ResourceRecordSet.Region",
      "weightedRoutingPolicies[].weight": "ChangeBatch.Changes.ResourceRecordSet.Weight",
    },
  },
};
