import * as pulumi from "@pulumi/pulumi";
import type { LoadBalancerArgs, LoadBalancerTargetArgs } from "../../../components/load-balancer";
import { validateLoadBalancer } from "../../../components/load-balancer/validate";
import { ArgumentProblems } from "../../../components/shared/validation";
import { PLAIN, SECURE, TOPIC } from "./fixture";

function problemsOf(args: LoadBalancerArgs, name = "web"): string[] {
  const problems = new ArgumentProblems();
  validateLoadBalancer(args, problems, name);
  return problems.all.map(({ propertyPath, reason }) => `${propertyPath}: ${reason}`);
}

function withTarget(target: Partial<LoadBalancerTargetArgs>): LoadBalancerArgs {
  return { ...PLAIN, targets: { web: { port: 80, ...target } } };
}

/** Arguments with one thing wrong each, and what is said of it. */
function refused(rows: readonly (readonly [string, LoadBalancerArgs, string])[]): void {
  it.each(rows)("refuses %s", (_, args, problem) => {
    expect(problemsOf(args)).toEqual([expect.stringContaining(problem)]);
  });
}

describe("a load balancer's arguments", () => {
  it("may be the fewest, and may be outputs", () => {
    const later = pulumi.output("later");

    expect(problemsOf(PLAIN)).toEqual([]);
    expect(problemsOf({ ...PLAIN, certificateArn: later, subnetIds: later.apply((id) => [id]) })).toEqual([]);
  });

  it("are all judged at once", () => {
    const args = { ...PLAIN, alarmActions: [], subnetIds: [], targets: { web: { port: 0, slowStart: "1s" as const } } };

    expect(problemsOf(args).map((line) => line.split(":")[0])).toEqual([
      "subnetIds",
      "alarmActions",
      "targets.web.port",
      "targets.web.slowStart",
    ]);
  });

  it.each(["Web", "internal-web", "-web", "web-", "1web", "web.site", ""])("refuse the name %j", (name) => {
    expect(problemsOf(PLAIN, name)).toEqual([expect.stringContaining(`name: must be lower-case letters`)]);
  });

  it.each(["w", "proofpix-production", "internalweb"])("take the name %s", (name) => {
    expect(problemsOf(PLAIN, name)).toEqual([]);
  });

  refused([
    ["one subnet", { ...PLAIN, subnetIds: ["subnet-a"] }, "subnetIds: must be two subnets at least"],
    [
      "a certificate of IAM",
      { ...PLAIN, certificateArn: "arn:aws:iam::123456789012:server-certificate/x" },
      "certificateArn: must be a certificate of ACM",
    ],
    ["alarms that nobody hears", { ...PLAIN, alarmActions: [] }, "alarmActions: must be one to 5 ARNs"],
    ["six alarm actions", { ...PLAIN, alarmActions: Array<string>(6).fill(TOPIC) }, "got 6"],
    ["no days of logs", { ...PLAIN, accessLogRetentionDays: 0 }, "accessLogRetentionDays: must be a whole number"],
    ["no target", { ...PLAIN, targets: {} }, "targets: must name one target at least"],
    ["a target's name in capitals", { ...PLAIN, targets: { Web: { port: 80 } } }, "targets.Web: must be named with"],
    ["production's port for tests", { ...PLAIN, testListener: { port: 443 } }, "testListener.port: must differ"],
    ["a port beyond the last", { ...PLAIN, testListener: { port: 65_536 } }, "testListener.port: must be a whole"],
    [
      "tests from the whole internet",
      { ...PLAIN, testListener: { cidrBlocks: ["10.0.0.0/16", "0.0.0.0/0"] } },
      "testListener.cidrBlocks[1]: must be the block of those who test, /8 or smaller and not the whole internet",
    ],
    [
      "half of the internet for tests",
      { ...PLAIN, testListener: { cidrBlocks: ["128.0.0.0/1"] } },
      "testListener.cidrBlocks[0]: must be the block of those who test",
    ],
    [
      "an address in a block for tests",
      { ...PLAIN, testListener: { cidrBlocks: ["203.0.113.7/24"] } },
      'testListener.cidrBlocks[0]: must name the first address of its block, got "203.0.113.7/24"; write "203.0.113.0/24"',
    ],
    [
      "no block for tests",
      { ...PLAIN, testListener: { cidrBlocks: ["203.0.113.256/32"] } },
      "testListener.cidrBlocks[0]: must be an IPv4 block in CIDR notation",
    ],
    [
      "a block for tests twice",
      { ...PLAIN, testListener: { cidrBlocks: ["10.0.0.0/16", "10.0.0.0/16"] } },
      "testListener.cidrBlocks[1]: must be another block than before",
    ],
    ["a rate below AWS's least", { ...PLAIN, webFirewall: { requestsPerFiveMinutes: 9 } }, "from 10 to 2000000000"],
    ["a rule that is no name", { ...PLAIN, webFirewall: { countOnlyRules: ["a b"] } }, "webFirewall.countOnlyRules[0]"],
  ]);

  it("refuse a retention that CloudWatch Logs has not, as one from a configuration file may be", () => {
    const webFirewall = JSON.parse('{ "logRetentionDays": 89 }') as LoadBalancerArgs["webFirewall"];

    expect(problemsOf({ ...PLAIN, webFirewall })).toEqual([expect.stringContaining("webFirewall.logRetentionDays")]);
  });

  it("refuse more targets than a load balancer has room for, at two groups each", () => {
    const targets = (count: number) =>
      Object.fromEntries(
        Array.from({ length: count }, (_, index) => [`t${index}`, { port: 80, routing: { paths: [`/${index}/*`] } }]),
      );

    expect(problemsOf({ ...PLAIN, targets: targets(50) })).toEqual([]);
    expect(problemsOf({ ...PLAIN, targets: targets(51) })).toEqual([expect.stringContaining("got 51")]);
  });
});

describe("a target's arguments", () => {
  it.each<Partial<LoadBalancerTargetArgs>>([
    { port: 65_535, deregistrationDelay: "1s", slowStart: "30s" },
    { deregistrationDelay: "1h", slowStart: "15m" },
    { healthCheck: { interval: "5s", timeout: "2s", healthyThreshold: 10, unhealthyThreshold: 2 } },
    { healthCheck: { interval: "5m", timeout: "2m", path: "/", matcher: "200,204,300-499" } },
    { stickiness: { kind: "load-balancer", duration: "1s" } },
    { stickiness: { kind: "application", cookieName: "session", duration: "7d" } },
    { algorithm: "least-connections", stickiness: { kind: "load-balancer" } },
    { algorithm: "weighted-random" },
    { alarms: { serverErrorPercent: 0, responseTime: "500ms" } },
  ])("may be %j", (target) => {
    expect(problemsOf(withTarget(target))).toEqual([]);
  });

  refused([
    ["port 0", withTarget({ port: 0 }), "targets.web.port: must be a whole number from 1 to 65535, got 0"],
    ["port 65536", withTarget({ port: 65_536 }), "targets.web.port"],
    ["a port and a half", withTarget({ port: 80.5 }), "targets.web.port"],
    ["an interval below 5 s", withTarget({ healthCheck: { interval: "4s", timeout: "2s" } }), "healthCheck.interval"],
    [
      "an interval over 5 min",
      withTarget({ healthCheck: { interval: "301s" } }),
      'must be whole seconds from "5s" to "300s"',
    ],
    ["a timeout below 2 s", withTarget({ healthCheck: { timeout: "1s" } }), "healthCheck.timeout"],
    ["a timeout over 2 min", withTarget({ healthCheck: { interval: "5m", timeout: "121s" } }), "healthCheck.timeout"],
    [
      "a timeout of the interval",
      withTarget({ healthCheck: { interval: "5s" } }),
      "must be less than the interval of 5 s",
    ],
    ["half a second", withTarget({ healthCheck: { timeout: "2500ms" } }), 'to "120s", got "2500ms"'],
    ["one success", withTarget({ healthCheck: { healthyThreshold: 1 } }), "healthCheck.healthyThreshold"],
    ["eleven failures", withTarget({ healthCheck: { unhealthyThreshold: 11 } }), "healthCheck.unhealthyThreshold"],
    [
      "a path without slash",
      withTarget({ healthCheck: { path: "health" } }),
      "healthCheck.path: must be a path that begins with /",
    ],
    ["a path too long", withTarget({ healthCheck: { path: `/${"h".repeat(1024)}` } }), "healthCheck.path"],
    ["a status of 5xx", withTarget({ healthCheck: { matcher: "200,500" } }), "healthCheck.matcher"],
    ["a range backwards", withTarget({ healthCheck: { matcher: "299-200" } }), "healthCheck.matcher"],
    ["too long a drain", withTarget({ deregistrationDelay: "61m" }), "deregistrationDelay"],
    ["too short a start", withTarget({ slowStart: "29s" }), 'slowStart: must be whole seconds from "30s" to "900s"'],
    ["too long a start", withTarget({ slowStart: "16m" }), "slowStart"],
    ["a week and more", withTarget({ stickiness: { kind: "load-balancer", duration: "8d" } }), "stickiness.duration"],
    [
      "AWS's own cookie",
      withTarget({ stickiness: { kind: "application", cookieName: "AWSALBAPP-0" } }),
      "stickiness.cookieName: must be a cookie's name that does not begin with AWSALB",
    ],
    [
      "a cookie with a space",
      withTarget({ stickiness: { kind: "application", cookieName: "my session" } }),
      "stickiness.cookieName",
    ],
    [
      "slow start with least connections",
      withTarget({ algorithm: "least-connections", slowStart: "30s" }),
      'slowStart: does not go with the algorithm "least-connections"',
    ],
    [
      "slow start with the load balancer's weighted random",
      { ...withTarget({ slowStart: "30s" }), algorithm: "weighted-random" },
      "slowStart: does not go with",
    ],
    [
      "stickiness with weighted random",
      withTarget({ algorithm: "weighted-random", stickiness: { kind: "load-balancer" } }),
      'stickiness: does not go with the algorithm "weighted-random"',
    ],
    ["every request an error", withTarget({ alarms: { serverErrorPercent: 100 } }), "alarms.serverErrorPercent"],
  ]);

  it("name a duration that is none, as one from a configuration file may be", () => {
    const target = JSON.parse(
      '{ "port": 80, "slowStart": "soon", "alarms": { "responseTime": "2" } }',
    ) as LoadBalancerTargetArgs;

    expect(problemsOf(withTarget(target))).toEqual([
      expect.stringMatching(/^targets\.web\.slowStart: .*got "soon"$/),
      expect.stringMatching(/^targets\.web\.alarms\.responseTime: .*got "2"$/),
    ]);
  });
});

describe("ip-hash", () => {
  const ipHash: LoadBalancerArgs = { ...SECURE, algorithm: "ip-hash" };
  const only = (target: Partial<LoadBalancerTargetArgs>): LoadBalancerArgs => ({
    ...ipHash,
    targets: { web: { port: 80, ...target } },
  });

  it("takes one plain target with a certificate or a domain", () => {
    expect(problemsOf({ ...ipHash, webFirewall: false })).toEqual([]);
    expect(problemsOf({ ...ipHash, certificateArn: undefined, domain: { name: "app.example.com" } })).toEqual([]);
    expect(problemsOf(only({ deregistrationDelay: "5m", healthCheck: { path: "/up" } }))).toEqual([]);
  });

  refused([
    [
      "a second target",
      { ...ipHash, targets: { web: { port: 80 }, api: { port: 81 } } },
      'targets: "ip-hash" serves one',
    ],
    ["plain HTTP", { ...ipHash, certificateArn: undefined }, 'domain: "ip-hash" has no plain HTTP'],
    ["a web firewall", { ...ipHash, webFirewall: {} }, "webFirewall: needs a load balancer that understands HTTP"],
    ["a test listener", { ...ipHash, testListener: {} }, "testListener: needs"],
    ["routing", only({ routing: { paths: ["/*"] } }), "targets.web.routing: needs"],
    ["a cookie", only({ stickiness: { kind: "load-balancer" } }), "targets.web.stickiness: needs"],
    ["slow start", only({ slowStart: "30s" }), "targets.web.slowStart: needs"],
    ["another algorithm", only({ algorithm: "round-robin" }), "targets.web.algorithm: needs"],
    ["a latency alarm", only({ alarms: { responseTime: "1s" } }), "targets.web.alarms: needs"],
    ["TLS to the instances", only({ protocol: "HTTPS" }), "targets.web.protocol: source addresses stick"],
  ]);
});
