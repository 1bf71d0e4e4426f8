import { dynamodbPointInTimeRecovery as rule } from "../../../policies/rules/dynamodb-point-in-time-recovery";
import { describeRule, resource, UNKNOWN, type TestResource } from "../support";
import { addStateful } from "../support/mutation";

function table(properties: TestResource["properties"]): TestResource {
  return resource("aws:dynamodb/table:Table", "sessions", properties);
}

describeRule(rule, {
  accepts: {
    "a table with recovery": { given: table({ pointInTimeRecovery: { enabled: true, recoveryPeriodInDays: 7 } }) },
    "other resources": { given: resource("aws:dynamodb/tableItem:TableItem", "session") },
  },
  refuses: {
    "a table whose recovery is off": {
      given: table({ pointInTimeRecovery: { enabled: false } }),
      violations: ["sessions: pointInTimeRecovery.enabled is false: items that are overwritten"],
    },
  },
  boundaries: { "a boolean written as text": { given: table({ pointInTimeRecovery: { enabled: "true" } }) } },
  missing: { "all of it": { given: table({}), violations: ["sessions: pointInTimeRecovery.enabled is not set"] } },
  unknown: {
    "an unknown setting": {
      given: table({ pointInTimeRecovery: UNKNOWN }),
      remarks: ["sessions: Not determinable yet: pointInTimeRecovery.enabled isn't known"],
    },
  },
  production: addStateful("aws:dynamodb/table:Table", { deletionProtectionEnabled: true }),
});
