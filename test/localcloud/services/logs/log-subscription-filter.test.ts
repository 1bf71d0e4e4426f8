import { difference } from "../../../../localcloud/provider/difference";
import { describeRules, inLocalCloud, itWarns } from "../../support";
import { FILTER, roleOf, subscribed } from "../firehose/streaming";

const INVALID = "InvalidParameterException";

describeRules(
  FILTER,
  (cloud) => {
    const given = subscribed(cloud);
    return {
      ...given,
      foreign: roleOf(cloud, "foreign", "firehose", ["firehose:*"]),
      poor: roleOf(cloud, "poor", "logs", ["firehose:PutRecord"]),
    };
  },
  [
    [
      "a log group that isn't there",
      { logGroup: "/ecs/other" },
      {},
      "ResourceNotFoundException",
      "The specified log group does not exist.",
    ],
    [
      "a stream that isn't there",
      ({ stream }) => ({ destinationArn: `${stream.id}-2` }),
      {},
      INVALID,
      "Could not deliver test message",
    ],
    ["no role", { roleArn: undefined }, {}, INVALID, "requires a roleArn"],
    [
      "a role that isn't there",
      ({ roleArn }) => ({ roleArn: `${roleArn}-2` }),
      {},
      INVALID,
      "Could not assume the role",
    ],
    [
      "a role that CloudWatch Logs may not assume",
      ({ foreign }) => ({ roleArn: foreign }),
      {},
      INVALID,
      "Could not assume the role",
    ],
    [
      "a role that may not put records",
      ({ poor }) => ({ roleArn: poor }),
      {},
      INVALID,
      "poor may not firehose:PutRecordBatch",
    ],
  ],
);

describeRules(
  FILTER,
  (cloud) => {
    const given = subscribed(cloud);
    for (const name of ["first", "second"]) cloud.create(FILTER, { ...given.inputs, name });
    const other = cloud.create("aws:cloudwatch/logGroup:LogGroup", { name: "/ecs/other" }).id;
    return { ...given, other };
  },
  [["a third filter of a group", {}, ({ other }) => ({ logGroup: other }), "LimitExceededException", "limit exceeded"]],
);

itWarns(
  "a second filter of one name",
  (cloud) => {
    const { inputs } = subscribed(cloud);
    cloud.create(FILTER, inputs);
    return cloud.create(FILTER, inputs);
  },
  "overwrites the first",
);

describe("a change of a subscription filter", () => {
  it.each([
    ["another stream", { destinationArn: "arn:2" }, ["destinationArn"]],
    ["another group", { logGroup: "/ecs/other" }, ["logGroup"]],
    ["another pattern", { filterPattern: "ERROR" }, []],
    ["another role", { roleArn: "arn:role" }, []],
  ])("to %s replaces %j: %j", (_, change, replaced) => {
    const type = inLocalCloud().cloud.typeOf(FILTER);
    const before = { name: "datadog", logGroup: "/ecs/shop", destinationArn: "arn:1", filterPattern: "" };

    expect(difference(type, before, { ...before, ...change }).replacing).toEqual(replaced);
  });
});
