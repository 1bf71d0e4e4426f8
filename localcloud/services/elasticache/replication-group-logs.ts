import { refuse } from "../../model/aws-error";
import { warningOf } from "../../model/warning";
import type { Operation, Rule } from "../../model/resource-type";
import { objects, text } from "../../model/values";
import { actualVersion, engineOf, isAtLeast } from "./engine-versions";

/** Delivery of logs (Amazon ElastiCache User Guide, "Log delivery"). */
export const logRules: readonly Rule[] = [
  refuseTypesTwice,
  requireVersionForLogs,
  requireKnownValues,
  // The state of the delivery then is "error", and the replication group is there all the same.
  warningOf(requireLogGroups, "no logs are delivered"),
];

const PATH = "logDeliveryConfigurations";

/** Oldest version of Redis OSS that delivers a kind of log. */
const OLDEST: Readonly<Record<string, string>> = { "slow-log": "6.0", "engine-log": "6.2" };

function refuseTypesTwice({ inputs }: Operation): void {
  const types = objects(inputs, PATH).map((each) => text(each, "logType"));
  if (new Set(types).size === types.length) return;
  refuse("InvalidParameterCombination", `Each log type can be delivered once, got ${types.join(", ")}`, PATH);
}

function requireVersionForLogs({ inputs }: Operation): void {
  if (engineOf(inputs) === "valkey") return;
  objects(inputs, PATH).forEach((each, index) => {
    const oldest = OLDEST[text(each, "logType") ?? ""];
    if (oldest === undefined || isAtLeast(actualVersion(inputs), oldest)) return;
    refuse(
      "InvalidParameterCombination",
      `Log type ${text(each, "logType") ?? ""} is supported from engine version ${oldest} on`,
      `${PATH}[${index}].logType, engineVersion`,
    );
  });
}

/** Amazon ElastiCache API Reference, LogDeliveryConfigurationRequest. */
const VALUES: Readonly<Record<string, readonly string[]>> = {
  destinationType: ["cloudwatch-logs", "kinesis-firehose"],
  logFormat: ["json", "text"],
  logType: ["engine-log", "slow-log"],
};

function requireKnownValues({ inputs }: Operation): void {
  objects(inputs, PATH).forEach((each, index) => {
    for (const [input, values] of Object.entries(VALUES)) {
      if (values.includes(text(each, input) ?? "")) continue;
      const got = text(each, input) ?? "nothing";
      refuse("InvalidParameterValue", `${got} is none of ${values.join(", ")}`, `${PATH}[${index}].${input}`);
    }
  });
}

function requireLogGroups({ inputs, region, cloud }: Operation): void {
  objects(inputs, PATH).forEach((each, index) => {
    const name = text(each, "destination") ?? "";
    const isThere = cloud.find("aws:cloudwatch/logGroup:LogGroup", name)?.region === region;
    if (isThere || text(each, "destinationType") !== "cloudwatch-logs") return;
    refuse("InvalidParameterValue", `The log group '${name}' does not exist`, `${PATH}[${index}].destination`);
  });
}
