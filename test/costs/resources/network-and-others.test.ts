import { costIn, monthlyIn, resource } from "../support/stack";

/** Type, properties, USD a month in the region, and how that is reckoned. */
type Case = readonly [type: string, inputs: Readonly<Record<string, unknown>>, region: string, usd: number];

const CASES: readonly Case[] = [
  // Amazon VPC pricing, "NAT gateway": 0.045 an hour in US East (Ohio), as in N. Virginia.
  ["aws:ec2/natGateway:NatGateway", {}, "us-east-1", 32.85], // 730 × 0.045
  ["aws:ec2/natGateway:NatGateway", {}, "eu-west-1", 35.04], // 730 × 0.048
  // AWS News Blog, "New – AWS Public IPv4 Address Charge": 0.005 an hour in all regions.
  ["aws:ec2/eip:Eip", {}, "eu-west-1", 3.65],
  // Elastic Load Balancing pricing: 0.0225 an hour in US East.
  ["aws:lb/loadBalancer:LoadBalancer", { internal: true }, "us-east-1", 16.43], // 730 × 0.0225
  ["aws:lb/loadBalancer:LoadBalancer", { subnets: ["a", "b"] }, "eu-west-1", 25.7], // 18.396 + 2 × 3.65
  ["aws:lb/loadBalancer:LoadBalancer", { loadBalancerType: "network" }, "us-east-1", 16.43],
  // AWS PrivateLink pricing: an endpoint is charged in each zone.
  ["aws:ec2/vpcEndpoint:VpcEndpoint", { vpcEndpointType: "Interface", subnetIds: ["a", "b"] }, "us-east-1", 14.6],
  ["aws:ec2/vpcEndpoint:VpcEndpoint", { vpcEndpointType: "Gateway" }, "us-east-1", 0],
  // Amazon Route 53 pricing: 0.50 a hosted zone.
  ["aws:route53/zone:Zone", {}, "eu-west-1", 0.5],
  ["aws:servicediscovery/privateDnsNamespace:PrivateDnsNamespace", {}, "eu-west-1", 0.5],
  ["aws:route53/healthCheck:HealthCheck", { type: "HTTPS" }, "us-east-1", 0.75],
  ["aws:route53/healthCheck:HealthCheck", { type: "CALCULATED" }, "us-east-1", 0.5],
  // Amazon CloudWatch pricing: 0.10 a metric of an alarm, 0.30 with high resolution, 0.50 a composite alarm.
  ["aws:cloudwatch/metricAlarm:MetricAlarm", { metricName: "CPUUtilization", period: 60 }, "us-east-1", 0.1],
  ["aws:cloudwatch/metricAlarm:MetricAlarm", { metricName: "CPUUtilization", period: 10 }, "us-east-1", 0.3],
  ["aws:cloudwatch/compositeAlarm:CompositeAlarm", {}, "eu-west-1", 0.5],
  ["aws:cloudwatch/dashboard:Dashboard", {}, "eu-west-1", 3],
  // AWS KMS pricing: 1 a key. AWS Secrets Manager pricing: 0.40 a secret, and a replica is one.
  ["aws:kms/key:Key", {}, "eu-central-1", 1],
  ["aws:secretsmanager/secret:Secret", {}, "eu-west-1", 0.4],
  ["aws:secretsmanager/secret:Secret", { replicas: [{ region: "eu-central-1" }] }, "eu-west-1", 0.8],
  // AWS WAF pricing, example 1: a web ACL with 19 rules of one's own and no group costs 5 + 19 without requests.
  ["aws:wafv2/webAcl:WebAcl", { rules: Array.from({ length: 19 }, () => ({})) }, "us-east-1", 24],
  ["aws:kinesis/stream:Stream", { shardCount: 4 }, "us-east-1", 43.8], // 4 × 730 × 0.015
  ["aws:kinesis/stream:Stream", { streamModeDetails: { streamMode: "ON_DEMAND" } }, "us-east-1", 29.2],
];

it.each(CASES)("%s %j in %s costs %d a month", (type, inputs, region, usd) => {
  expect(monthlyIn([resource(type, "it", inputs)], region)).toEqual([usd, usd]);
});

describe("alarms on several metrics", () => {
  const metric = (id: string) => ({ id, metric: { metricName: id, period: 60 } });

  it("are charged for each", () => {
    const alarm = resource("aws:cloudwatch/metricAlarm:MetricAlarm", "errors", {
      metricQueries: [metric("a"), metric("b"), { id: "rate", expression: "a / b" }],
    });
    expect(monthlyIn([alarm])).toEqual([0.2, 0.2]);
  });

  // Amazon CloudWatch pricing, "Anomaly detection": three metrics an alarm.
  it("on an anomaly are charged for the metric and both bounds of its band", () => {
    const alarm = resource("aws:cloudwatch/metricAlarm:MetricAlarm", "anomaly", {
      metricQueries: [metric("a"), { id: "band", expression: "ANOMALY_DETECTION_BAND(a, 2)" }],
    });
    expect(monthlyIn([alarm])).toEqual([0.3, 0.3]);
  });
});

describe("what depends on use", () => {
  it.each([
    ["aws:ec2/natGateway:NatGateway", {}, "GB", 0.045],
    ["aws:lb/loadBalancer:LoadBalancer", { internal: true }, "LCU-hour", 0.008],
    ["aws:cloudwatch/logGroup:LogGroup", {}, "GB", 0.5],
    ["aws:sqs/queue:Queue", {}, "million requests", 0.4],
    ["aws:sqs/queue:Queue", { fifoQueue: true }, "million requests", 0.5],
    ["aws:ecr/repository:Repository", {}, "GB", 0.1],
    ["aws:s3/bucket:Bucket", {}, "GB-month", undefined],
    ["aws:amp/workspace:Workspace", {}, "million samples", undefined],
  ])("%s %j is told by its unit, and is in no sum", (type, inputs, unit, usd) => {
    const cost = costIn([resource(type, "it", inputs)]);
    const usage = cost.kind === "priced" ? cost.usage : [];

    expect(usage.find((each) => each.unit === unit)?.price?.usd).toBe(usd);
  });
});

describe("a resource", () => {
  it("of a type that isn't known is unpriced, never free", () => {
    expect(costIn([resource("aws:quantum/computer:Computer", "it")])).toMatchObject({ kind: "unpriced" });
    expect(costIn([resource("datadog:index/monitor:Monitor", "it")])).toMatchObject({ kind: "unpriced" });
  });

  it("that AWS doesn't charge for is free, with AWS's word for it", () => {
    expect(costIn([resource("aws:iam/role:Role", "it")])).toEqual({
      kind: "free",
      reason: "AWS IAM: offered at no additional charge",
    });
  });

  it("has the prices of its provider's region", () => {
    const provider = resource("pulumi:providers:aws", "ireland", { region: "eu-west-1" });
    const gateway = resource("aws:ec2/natGateway:NatGateway", "nat", {}, { provider: `${provider.urn}::an-id` });

    expect(monthlyIn([gateway, provider], "us-east-1")).toEqual([35.04, 35.04]);
  });
});
