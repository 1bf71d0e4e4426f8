import { describeRules, inLocalCloud, itRefuses, refusalOf, type TestCloud } from "../../support";
import { VPC } from "../ec2/network";
import { forwardTo, group, LISTENER, listening, split, TARGET_GROUP } from "./balanced";

const INPUTS = { name: "web", port: 8080, protocol: "HTTP", targetType: "ip" };
const NETWORK = { protocol: "TCP" };

function prepared(cloud: TestCloud) {
  const vpcId = cloud.create(VPC, { cidrBlock: "10.0.0.0/16" }).id;
  group(cloud, vpcId, { name: "taken" });
  return { inputs: { ...INPUTS, vpcId } };
}

describeRules(TARGET_GROUP, prepared, [
  [
    "a name that another one has",
    { name: "taken" },
    { name: "taken-too" },
    "DuplicateTargetGroupName",
    "the same name 'taken' exists",
  ],
  ["a VPC that isn't there", { vpcId: "vpc-0" }, {}, "InvalidVpcID.NotFound", "'vpc-0' does not exist (vpcId)"],
  ["no port", { port: undefined }, {}, "ValidationError", "A port must be specified (port)"],
  [
    "neither protocol nor VPC",
    { protocol: undefined, vpcId: undefined },
    {},
    "ValidationError",
    "A protocol, vpcId must be specified",
  ],
  [
    "checks of connections for an application load balancer",
    { healthCheck: { protocol: "TCP" } },
    { ...NETWORK, healthCheck: { protocol: "TCP" } },
    "ValidationError",
    "Health check protocol 'TCP' must be one of 'HTTP, HTTPS' (healthCheck.protocol)",
  ],
  [
    "a timeout as long as the interval",
    { healthCheck: { interval: 10, timeout: 10 } },
    { healthCheck: { interval: 10, timeout: 9 } },
    "ValidationError",
    "got 10 and 10 (healthCheck.interval, healthCheck.timeout)",
  ],
  [
    "an interval as short as the default timeout",
    { healthCheck: { interval: 5 } },
    { healthCheck: { interval: 6 } },
    "ValidationError",
    "got 5 and 5",
  ],
  [
    "an interval as short as the default timeout of connections",
    { ...NETWORK, healthCheck: { protocol: "TCP", interval: 10 } },
    { ...NETWORK, healthCheck: { protocol: "HTTP", interval: 10 } },
    "ValidationError",
    "got 10 and 10",
  ],
  [
    "a path for checks of connections",
    { ...NETWORK, healthCheck: { protocol: "TCP", path: "/health" } },
    { ...NETWORK, healthCheck: { protocol: "HTTP", path: "/health" } },
    "ValidationError",
    "neither path nor matcher (healthCheck.path)",
  ],
  [
    "a server error as healthy",
    { healthCheck: { matcher: "200,500" } },
    { healthCheck: { matcher: "200,404" } },
    "ValidationError",
    "'200,500' must be within '200-499' inclusive (healthCheck.matcher)",
  ],
  [
    "a range of statuses that is none",
    { healthCheck: { matcher: "299-200" } },
    { healthCheck: { matcher: "200-299" } },
    "ValidationError",
    "'299-200'",
  ],
  [
    "statuses of HTTP from gRPC",
    { protocolVersion: "GRPC", healthCheck: { matcher: "200" } },
    { protocolVersion: "GRPC", healthCheck: { matcher: "0-99" } },
    "ValidationError",
    "'200' must be within '0-99'",
  ],
  [
    "attributes of network load balancers",
    { preserveClientIp: "false" },
    { ...NETWORK, preserveClientIp: "false" },
    "InvalidConfigurationRequest",
    "not supported with the HTTP protocol (preserveClientIp)",
  ],
  [
    "attributes of application load balancers",
    { ...NETWORK, slowStart: 30 },
    { slowStart: 30 },
    "InvalidConfigurationRequest",
    "not supported with the TCP protocol (slowStart)",
  ],
  [
    "slow start with least outstanding requests",
    { slowStart: 30, loadBalancingAlgorithmType: "least_outstanding_requests" },
    { slowStart: 30, loadBalancingAlgorithmType: "round_robin" },
    "InvalidConfigurationRequest",
    "slow start and the least outstanding requests algorithm",
  ],
  [
    "stickiness with the weighted algorithm",
    { loadBalancingAlgorithmType: "weighted_random", stickiness: { type: "lb_cookie" } },
    { loadBalancingAlgorithmType: "weighted_random", stickiness: { type: "lb_cookie", enabled: false } },
    "InvalidConfigurationRequest",
    "both stickiness and weighted random algorithm",
  ],
  [
    "anomaly mitigation with another algorithm",
    { loadBalancingAnomalyMitigation: "on" },
    { loadBalancingAnomalyMitigation: "on", loadBalancingAlgorithmType: "weighted_random" },
    "InvalidConfigurationRequest",
    "without weighted random algorithm",
  ],
  [
    "stickiness by address for HTTP",
    { stickiness: { type: "source_ip", enabled: false } },
    { ...NETWORK, stickiness: { type: "source_ip" } },
    "InvalidConfigurationRequest",
    "Stickiness type 'source_ip' is not supported for target groups with the HTTP protocol (stickiness.type)",
  ],
  [
    "stickiness by cookie for connections",
    { ...NETWORK, stickiness: { type: "lb_cookie", enabled: false } },
    { stickiness: { type: "lb_cookie" } },
    "InvalidConfigurationRequest",
    "with the TCP protocol",
  ],
  [
    "a cookie of an application without name",
    { stickiness: { type: "app_cookie" } },
    { stickiness: { type: "app_cookie", cookieName: "session" } },
    "ValidationError",
    "Cookie name '' is not valid",
  ],
  [
    "a cookie with a name of AWS's own",
    { stickiness: { type: "app_cookie", cookieName: "AWSALBAPP" } },
    { stickiness: { type: "app_cookie", cookieName: "ALBAPP" } },
    "ValidationError",
    "(stickiness.cookieName)",
  ],
]);

itRefuses(
  "to delete a group to which a listener forwards",
  (cloud) => {
    const { blue, green, listener } = listening(cloud);
    const deleteBlue = () => {
      const found = cloud.cloud.state.find(TARGET_GROUP, blue);
      if (found !== undefined) cloud.delete(found);
    };
    return {
      violation: deleteBlue,
      neighbour: () => {
        cloud.update(listener, { defaultActions: [forwardTo(green)] });
        deleteBlue();
      },
    };
  },
  "ResourceInUse",
  "is currently in use by a listener or a rule",
);

itRefuses(
  "to make a group sticky behind an action that spreads freely",
  (cloud) => {
    const { blue, green, loadBalancerArn } = listening(cloud);
    const port = 8080;
    const free = split([blue, green]);
    const listener = cloud.create(LISTENER, { loadBalancerArn, port, defaultActions: [free] });
    const stick = () => {
      const found = cloud.cloud.state.find(TARGET_GROUP, blue);
      if (found !== undefined) cloud.update(found, { stickiness: { type: "lb_cookie" } });
    };
    return {
      violation: stick,
      neighbour: () => {
        const sticky = split([blue, green], { enabled: true, duration: 3600 });
        cloud.update(listener, { defaultActions: [sticky] });
        stick();
      },
    };
  },
  "InvalidConfigurationRequest",
  "You must enable group stickiness before enabling target stickiness (stickiness)",
);

describe("a target group", () => {
  it.each([
    [
      "of HTTP",
      {},
      { healthCheck: { path: "/", matcher: "200", healthyThreshold: 5, unhealthyThreshold: 2, timeout: 5 } },
    ],
    [
      "with a check",
      { healthCheck: { path: "/up" } },
      { healthCheck: { path: "/up", healthyThreshold: 3, timeout: 5 } },
    ],
    ["of gRPC", { protocolVersion: "GRPC" }, { healthCheck: { path: "/AWS.ALB/healthcheck", matcher: "12" } }],
    ["of TCP", NETWORK, { healthCheck: { protocol: "TCP", timeout: 10 }, stickiness: { type: "source_ip" } }],
    ["of HTTP", {}, { protocolVersion: "HTTP1", loadBalancingAlgorithmType: "round_robin", deregistrationDelay: 300 }],
  ])("%s gets AWS's defaults", (_, inputs, outputs) => {
    const cloud = inLocalCloud();
    const given = prepared(cloud);

    expect(cloud.outputs(cloud.create(TARGET_GROUP, { ...given.inputs, ...inputs }))).toMatchObject(outputs);
  });

  it("has its ARN as id, and the ARN's suffix for CloudWatch", () => {
    const cloud = inLocalCloud();
    const { arn, arnSuffix, id } = cloud.outputs(cloud.create(TARGET_GROUP, prepared(cloud).inputs));

    expect(arnSuffix).toMatch(/^targetgroup\/web\/[0-9a-f]{16}$/);
    expect(id).toBe(`arn:aws:elasticloadbalancing:eu-west-1:123456789012:${String(arnSuffix)}`);
    expect(arn).toBe(id);
  });

  it("has a name with the given prefix", () => {
    const cloud = inLocalCloud();
    const given = { ...prepared(cloud).inputs, name: undefined, namePrefix: "web-" };

    expect(cloud.outputs(cloud.create(TARGET_GROUP, given)).name).toMatch(/^web-.{26}$/);
  });

  it("changes its health check", () => {
    const cloud = inLocalCloud();
    const made = cloud.create(TARGET_GROUP, prepared(cloud).inputs);
    const changed = cloud.update(made, { healthCheck: { path: "/up", interval: 10 } });

    expect(cloud.outputs(changed).healthCheck).toMatchObject({ path: "/up", interval: 10, protocol: "HTTP" });
    expect(refusalOf(() => cloud.update(made, { healthCheck: { interval: 5 } }))).toContain("got 5 and 5");
  });

  it.each([
    ["functions", { targetType: "lambda" }],
    ["load balancers", { targetType: "alb", protocol: "TCP" }],
    ["gateway load balancers", { protocol: "GENEVE" }],
  ])("for %s is not modelled", (_, inputs) => {
    const cloud = inLocalCloud();
    const given = prepared(cloud);

    expect(() => cloud.create(TARGET_GROUP, { ...given.inputs, ...inputs })).toThrow("doesn't model");
  });
});
