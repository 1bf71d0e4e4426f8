import { resourceRule } from "../core";
import { isCopy } from "./shared/copies";
import { CLUSTER, INSTANCE } from "./shared/rds";
import { wrongSwitch } from "./shared/properties";

const GLOBAL_CLUSTER = "aws:rds/globalCluster:GlobalCluster";

export const rdsDeletionProtection = resourceRule({
  name: "rds-deletion-protection",
  title: "AWS refuses to delete databases",
  description:
    "RDS databases have AWS's deletion protection, besides Pulumi's `protect`, which stateful-protected checks. The " +
    "rule skips replicas, since they can be recreated.",
  why: "Pulumi's `protect` stops only Pulumi. A person in the console or a script can still delete the database.",
  fix: "Set `deletionProtection: true`. It takes effect at once, without downtime.",
  severity: "high",
  identifiers: {
    fsbp: ["RDS.7", "RDS.8"],
    checkov: ["CKV_AWS_139", "CKV_AWS_293"],
    trivy: ["AVD-AWS-0177", "AVD-AWS-0343"],
    cfnNag: ["F80"],
  },
  requirements: ["DB-2", "SE-8"],
  references: [
    {
      title: "Amazon RDS User Guide, Deleting a DB instance: prerequisites",
      url: "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_DeleteInstance.html",
    },
  ],
  types: [INSTANCE, CLUSTER, GLOBAL_CLUSTER],
  // As stateful-protected: staging is taken down and built anew.
  levels: { development: "disabled", staging: "disabled", production: "mandatory" },
  check: (database) =>
    isCopy(database)
      ? []
      : wrongSwitch(database, {
          property: "deletionProtection",
          problem: "whoever has the right may delete the database with all its data, by one call",
        }),
});
