import { ADVISORY_FROM_STAGING, resourceRule } from "../core";
import { isCopy } from "./shared/copies";
import { engineOf, INSTANCE } from "./shared/rds";
import { wrongSwitch } from "./shared/properties";

export const rdsMultipleZones = resourceRule({
  name: "rds-multiple-zones",
  title: "Databases survive the loss of a zone",
  description:
    "RDS instances have a standby in another Availability Zone. The rule skips read replicas and clusters; " +
    "rds-replicas counts a cluster's instances.",
  why:
    "An instance without a standby is down as long as its zone is, and for every patch of the operating system. A " +
    "standby takes over within two minutes.",
  fix: "Set `multiAz: true`. That doubles the instance's price, and works without downtime.",
  severity: "high",
  identifiers: { fsbp: ["RDS.5"], cis: ["3.2.4"], checkov: ["CKV_AWS_157"] },
  requirements: ["DB-1"],
  references: [
    {
      title: "Amazon RDS User Guide, Configuring and managing a Multi-AZ deployment for Amazon RDS",
      url: "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Concepts.MultiAZ.html",
    },
  ],
  types: [INSTANCE],
  levels: ADVISORY_FROM_STAGING,
  check(instance) {
    const isOfCluster = engineOf(instance)?.startsWith("aurora") ?? false;
    if (isCopy(instance) || isOfCluster) return [];
    return wrongSwitch(instance, {
      property: "multiAz",
      problem: "the database is down for as long as its zone is, and while it is patched",
    });
  },
});
