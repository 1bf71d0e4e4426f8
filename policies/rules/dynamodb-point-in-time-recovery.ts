import { MANDATORY_IN_PRODUCTION, resourceRule } from "../core";
import { wrongSwitch } from "./shared/properties";

export const dynamodbPointInTimeRecovery = resourceRule({
  name: "dynamodb-point-in-time-recovery",
  title: "Tables can go back to any second",
  description: "DynamoDB tables have point-in-time recovery.",
  why: "Without it, a fault in the program that overwrites items can't be undone: DynamoDB keeps no earlier versions.",
  fix: "Set `pointInTimeRecovery: { enabled: true }`.",
  severity: "medium",
  identifiers: { fsbp: ["DynamoDB.2"], checkov: ["CKV_AWS_28"] },
  requirements: ["SE-8"],
  references: [
    {
      title: "Amazon DynamoDB Developer Guide, Point-in-time backups for DynamoDB",
      url: "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Point-in-time-recovery.html",
    },
  ],
  types: ["aws:dynamodb/table:Table"],
  levels: MANDATORY_IN_PRODUCTION,
  check: (table) =>
    wrongSwitch(table, {
      property: "pointInTimeRecovery.enabled",
      problem: "items that are overwritten or deleted by mistake can't be had back",
      fix: "set pointInTimeRecovery: { enabled: true }",
    }),
});
