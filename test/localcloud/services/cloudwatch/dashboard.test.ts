import { describeLimits } from "../../limits/inputs";
import { describeRules, inLocalCloud } from "../../support";

const DASHBOARD = "aws:cloudwatch/dashboard:Dashboard";
const METRICS = [["AWS/SQS", "NumberOfMessagesSent", "QueueName", "jobs"]];

function body(widget: object): { readonly dashboardBody: string } {
  return { dashboardBody: JSON.stringify({ widgets: [widget] }) };
}

function metricWidget(properties: object, position: object = {}): { readonly dashboardBody: string } {
  return body({ type: "metric", width: 12, height: 6, ...position, properties: { metrics: METRICS, ...properties } });
}

describeLimits(DASHBOARD, [
  ["dashboardName", "with space", "with-hyphen", "ValidationError", "at 'dashboardName'"],
  ["dashboardName", "x".repeat(256), "x".repeat(255), "ValidationError", "at 'dashboardName'"],
]);

const REGION = { region: "eu-west-1" };
const OK = metricWidget(REGION);

describeRules(DASHBOARD, () => ({ inputs: { dashboardName: "production", ...OK } }), [
  ["a body that is no JSON", { dashboardBody: "widgets" }, OK, "InvalidParameterInput", "the body is no JSON object"],
  [
    "a body without widgets",
    { dashboardBody: "{}" },
    { dashboardBody: '{"widgets":[]}' },
    "InvalidParameterInput",
    "widgets must be an array",
  ],
  ["a widget of no type", body({ type: "graph", properties: {} }), OK, "InvalidParameterInput", "widgets/0/type"],
  [
    "metrics without a region",
    metricWidget({}),
    OK,
    "InvalidParameterInput",
    "widgets/0/properties/region is required",
  ],
  [
    "a widget that is wider than the dashboard",
    metricWidget(REGION, { width: 25 }),
    metricWidget(REGION, { width: 24 }),
    "InvalidParameterInput",
    "widgets/0/width must be a whole number from 1 to 24, got 25",
  ],
  [
    "alarms without any",
    body({ type: "alarm", properties: {} }),
    body({ type: "alarm", properties: { alarms: [] } }),
    "InvalidParameterInput",
    "widgets/0/properties/alarms is required",
  ],
  [
    "a query of logs without a region",
    body({ type: "log", properties: { query: "fields @message" } }),
    body({ type: "log", properties: { query: "fields @message", ...REGION } }),
    "InvalidParameterInput",
    "widgets/0/properties/region is required",
  ],
]);

describe("a dashboard", () => {
  it("has an ARN without a region, and differs by content, not by spaces", () => {
    const cloud = inLocalCloud();
    const dashboard = cloud.create(DASHBOARD, { dashboardName: "production", ...OK });
    const compared = (dashboardBody: string) => cloud.cloud.typeOf(DASHBOARD).comparedInputs?.({ dashboardBody });

    expect(cloud.outputs(dashboard)).toMatchObject({
      dashboardArn: "arn:aws:cloudwatch::123456789012:dashboard/production",
    });
    expect(compared('{"widgets": []}')).toEqual(compared('{"widgets":[]}'));
  });
});
