import { describeRules, inLocalCloud, itWarns, type TestCloud } from "../../support";
import { createAcl, LOGGING } from "./firewall";

const LOG_GROUP = "aws:cloudwatch/logGroup:LogGroup";
const BLOCKED = { actionCondition: { action: "BLOCK" } };

function filter(condition: object) {
  const filters = [{ behavior: "KEEP", requirement: "MEETS_ANY", conditions: [condition] }];
  return { loggingFilter: { defaultBehavior: "DROP", filters } };
}

function prepared(cloud: TestCloud) {
  const resourceArn = createAcl(cloud, "web").computed.arn;
  const name = "aws-waf-logs-web";
  const groupArn = cloud.create(LOG_GROUP, { name }).computed.arn;
  const farGroup = cloud.create(LOG_GROUP, { name: `${name}-far` }, "eu-west-2").computed.arn;
  cloud.create("aws:s3/bucket:Bucket", { bucket: name });
  return { groupArn, farGroup, inputs: { resourceArn, logDestinationConfigs: [groupArn] } };
}

describeRules(LOGGING, prepared, [
  [
    "a web ACL that isn't there",
    { resourceArn: "arn:aws:wafv2:eu-west-1:123456789012:regional/webacl/web/12345678-1234-1234-1234-123456789012" },
    {},
    "WAFNonexistentItemException",
    "(resourceArn)",
  ],
  [
    "two destinations",
    ({ groupArn }) => ({ logDestinationConfigs: [groupArn, "arn:aws:s3:::aws-waf-logs-web"] }),
    ({ groupArn }) => ({ logDestinationConfigs: [`${String(groupArn)}:*`] }),
    "WAFInvalidParameterException",
    "field: LOG_DESTINATION, parameter: LogDestinationConfigs (logDestinationConfigs)",
  ],
  [
    "a log group that isn't there",
    { logDestinationConfigs: ["arn:aws:logs:eu-west-1:123456789012:log-group:aws-waf-logs-nobody"] },
    {},
    "WAFLogDestinationPermissionIssueException",
    "Unable to deliver logs to the configured destination.",
  ],
  [
    "a log group of another region",
    ({ farGroup }) => ({ logDestinationConfigs: [farGroup] }),
    {},
    "WAFLogDestinationPermissionIssueException",
    "(logDestinationConfigs[0])",
  ],
  [
    "a bucket that isn't there",
    { logDestinationConfigs: ["arn:aws:s3:::aws-waf-logs-nobody"] },
    { logDestinationConfigs: ["arn:aws:s3:::aws-waf-logs-web/folder"] },
    "WAFLogDestinationPermissionIssueException",
    "arn:aws:s3:::aws-waf-logs-nobody",
  ],
  [
    "an empty condition",
    filter({}),
    filter(BLOCKED),
    "WAFInvalidParameterException",
    "(loggingFilter.filters[0].conditions[0]: none of actionCondition, labelNameCondition)",
  ],
  [
    "a condition of two kinds",
    filter({ ...BLOCKED, labelNameCondition: { labelName: "awswaf:managed" } }),
    filter({ labelNameCondition: { labelName: "awswaf:managed" } }),
    "WAFInvalidParameterException",
    "field: LOGGING_FILTER",
  ],
  [
    "a redacted field of two kinds",
    { redactedFields: [{ uriPath: {}, singleHeader: { name: "cookie" } }] },
    { redactedFields: [{ uriPath: {} }, { singleHeader: { name: "cookie" } }] },
    "WAFInvalidParameterException",
    "field: FIELD_TO_MATCH, parameter: FieldToMatch (redactedFields[0]: singleHeader, uriPath)",
  ],
]);

itWarns(
  "a second logging configuration of a web ACL",
  (cloud) => {
    const { inputs } = prepared(cloud);
    cloud.update(cloud.create(LOGGING, inputs), filter(BLOCKED));
    cloud.create(LOGGING, inputs);
  },
  "the web ACL has a logging configuration already",
);

describe("a web ACL's logging configuration", () => {
  it("has the web ACL's ARN as id", () => {
    const cloud = inLocalCloud();
    const { inputs } = prepared(cloud);

    expect(cloud.create(LOGGING, inputs).id).toBe(inputs.resourceArn);
  });

  it("with Firehose is not modelled", () => {
    const cloud = inLocalCloud();
    const { inputs } = prepared(cloud);
    const logDestinationConfigs = ["arn:aws:firehose:eu-west-1:123456789012:deliverystream/aws-waf-logs-web"];

    expect(() => cloud.create(LOGGING, { ...inputs, logDestinationConfigs })).toThrow("doesn't model");
  });
});
