import type { CheckAnswer } from "../../../../localcloud/behaviour/model/observation";
import { targetKey } from "../../../../localcloud/behaviour/model/target";
import { MIDNIGHT, type SmallWorld } from "../support/small-world";
import {
  balancedWorld,
  DEPLOYED,
  GROUP_ARN,
  LISTENER,
  loadBalancer,
  OK,
  registered,
  rule,
  SUBNETS,
  target,
  targetGroup,
} from "./support";

const KEY = targetKey(target());
const FAILING: CheckAnswer = { kind: "response", status: 502 };

function health({ running }: SmallWorld): string {
  const found = running.find("target", KEY);
  return found === undefined ? "gone" : [found.state, found.reason, found.description].filter(Boolean).join(", ");
}

describe("the health of a target", () => {
  it("is healthy after the first check that it passes", () => {
    const world = balancedWorld(() => OK);
    world.change(registered(target()));
    expect(health(world)).toBe("initial, Elb.RegistrationInProgress, Target registration is in progress");
    world.pass(10);
    expect(health(world)).toBe("healthy");
    expect(world.running.find("target", KEY)?.healthySince).toBe(MIDNIGHT + (world.checkedAt[0] ?? 0) * 1_000);
    expect(world.paths[0]).toBe("HTTP 8080 /health 5s");
  });

  it("is checked at its interval from the first check on", () => {
    const world = balancedWorld(() => OK);
    world.change(registered(target()));
    world.pass(60);
    const [first = 0] = world.checkedAt;
    expect(first).toBeGreaterThanOrEqual(5);
    expect(first).toBeLessThan(10);
    expect(world.checkedAt.slice(0, 5)).toEqual([0, 10, 20, 30, 40].map((seconds) => first + seconds));
  });

  it("stays initial, with its reason, while no check was answered", () => {
    const world = balancedWorld(() => undefined);
    world.change(registered(target()));
    world.pass(60);
    expect(health(world)).toBe("initial, Elb.InitialHealthChecking, Initial health checks in progress");
  });

  it.each<[string, CheckAnswer, string]>([
    ["another code", FAILING, "Target.ResponseCodeMismatch, Health checks failed with these codes: [502]"],
    ["no answer in time", { kind: "timeout" }, "Target.Timeout, Request timed out"],
    ["no connection", { kind: "refused", reason: "ECONNREFUSED" }, "Target.FailedHealthChecks, Health checks failed"],
  ])("becomes unhealthy with the third failure in a row: %s", (_name, failure, reason) => {
    const world = balancedWorld((check) => (check === 1 ? OK : failure));
    world.change(registered(target()));
    world.pass(10);
    const first = world.checkedAt[0] ?? 0;
    world.pass(first + 29 - 10);
    expect(health(world)).toBe("healthy");
    world.pass(1);
    expect(health(world)).toBe(`unhealthy, ${reason}`);
    expect(world.running.find("target", KEY)?.healthySince).toBeUndefined();
  });

  it("becomes unhealthy before it ever was healthy", () => {
    const world = balancedWorld(() => FAILING);
    world.change(registered(target()));
    world.pass(60);
    expect(world.events.map(({ message }) => message)).toEqual([
      "Target 10.0.0.1:8080 is unhealthy (Target.ResponseCodeMismatch)",
    ]);
    expect((world.events[0]?.at ?? 0) - MIDNIGHT).toBe((world.checkedAt[2] ?? 0) * 1_000);
  });

  it("becomes healthy again with as many successes as its threshold", () => {
    const world = balancedWorld((check) => (check <= 3 ? FAILING : OK));
    world.change(registered(target()));
    world.pass(60);
    const states = world.events.map(({ message }) => message);
    expect(states).toEqual([
      "Target 10.0.0.1:8080 is unhealthy (Target.ResponseCodeMismatch)",
      "Target 10.0.0.1:8080 is healthy",
    ]);
    const [unhealthyAt = 0, healthyAt = 0] = world.events.map(({ at }) => at);
    expect(healthyAt - unhealthyAt).toBe(20_000);
  });

  it("forgets failures with a success between them", () => {
    const world = balancedWorld((check) => (check % 3 === 0 ? OK : check === 1 ? OK : FAILING));
    world.change(registered(target()));
    world.pass(300);
    expect(world.events.map(({ message }) => message)).toEqual(["Target 10.0.0.1:8080 is healthy"]);
  });

  it.each([
    ["200", 201, "unhealthy"],
    ["200,204", 204, "healthy"],
    ["200-299", 299, "healthy"],
    ["200-299", 300, "unhealthy"],
  ])("goes by the matcher %s for %d", (matcher, status, state) => {
    const resources = [...DEPLOYED, targetGroup({ matcher })];
    const world = balancedWorld(() => ({ kind: "response", status }), resources);
    world.change(registered(target()));
    world.pass(60);
    expect(health(world).split(",")[0]).toBe(state);
  });

  it("is checked at the port of the health check, where that isn't the port of the traffic", () => {
    const world = balancedWorld(() => OK, [...DEPLOYED, targetGroup({ port: "9000", path: "/ready" })]);
    world.change(registered(target()));
    world.pass(10);
    expect(world.paths).toEqual(["HTTP 9000 /ready 5s"]);
  });

  it("is unused until a listener forwards to its group, also with a weight of zero", () => {
    const world = balancedWorld(() => OK, [...SUBNETS, targetGroup(), loadBalancer(), LISTENER]);
    world.change(registered(target()));
    world.pass(60);
    expect(health(world)).toBe(
      "unused, Target.NotInUse, Target group is not configured to receive traffic from the load balancer",
    );
    expect(world.checkedAt).toEqual([]);
    world.deploy(rule(0));
    expect(health(world)).toContain("initial, Elb.RegistrationInProgress");
    world.pass(10);
    expect(health(world)).toBe("healthy");
  });

  it("is unused in a zone that the load balancer isn't enabled in", () => {
    const world = balancedWorld(() => OK);
    world.change(registered(target({ availabilityZone: "eu-west-1c" })));
    world.pass(20);
    expect(health(world)).toBe(
      "unused, Target.NotInUse, Target is in an Availability Zone that is not enabled for the load balancer",
    );
  });

  it("drains for exactly the deregistration delay, without checks", () => {
    const world = balancedWorld(() => OK);
    world.change(registered(target()));
    world.pass(60);
    const checks = world.checkedAt.length;
    world.change(registered(target({ state: "healthy", drainingSince: MIDNIGHT + 60_000 })));
    expect(health(world)).toBe("draining, Target.DeregistrationInProgress, Target deregistration is in progress");
    world.pass(29.999);
    expect(health(world)).toContain("draining");
    world.pass(0.001);
    expect(health(world)).toBe("gone");
    expect(world.running.all("targetChecks")).toEqual([]);
    expect(world.checkedAt).toHaveLength(checks);
  });

  it("is deregistered at once where its group isn't in use, and with its group", () => {
    const unused = balancedWorld(() => OK, [...SUBNETS, targetGroup(), loadBalancer(), LISTENER]);
    unused.change(registered(target({ drainingSince: MIDNIGHT })));
    expect(health(unused)).toBe("gone");
    const deleted = balancedWorld(() => OK);
    deleted.change(registered(target()));
    deleted.cloud.delete({ type: "aws:lb/targetGroup:TargetGroup", id: GROUP_ARN });
    deleted.deploy();
    expect(health(deleted)).toBe("gone");
  });

  it("takes a changed threshold and interval from the next check on", () => {
    const world = balancedWorld((check) => (check === 1 ? OK : FAILING));
    world.change(registered(target()));
    world.pass(10);
    const first = world.checkedAt[0] ?? 0;
    world.deploy(targetGroup({ interval: 30, unhealthyThreshold: 2 }));
    world.pass(first + 59 - 10);
    expect(world.checkedAt).toEqual([first, first + 30]);
    expect(health(world)).toBe("healthy");
    world.pass(1);
    expect(health(world)).toContain("unhealthy");
  });

  it("spreads the first checks of targets that register together", () => {
    const world = balancedWorld(() => OK);
    const ids = Array.from({ length: 20 }, (_, index) => `10.0.0.${index + 1}`);
    world.change(...ids.map((targetId) => registered(target({ targetId }))));
    world.pass(10);
    expect(world.checkedAt).toHaveLength(20);
    expect(new Set(world.checkedAt).size).toBe(5);
  });

  it("goes by connections for a Network Load Balancer, and needs its threshold from the beginning", () => {
    const network = targetGroup({ protocol: "TCP", path: undefined, matcher: undefined }, { protocol: "TCP" });
    const world = balancedWorld(
      (check) => (check <= 2 ? { kind: "connected" } : { kind: "timeout" }),
      [...DEPLOYED, network, loadBalancer({ loadBalancerType: "network" })],
    );
    world.change(registered(target()));
    world.pass(119);
    expect(world.checkedAt).toEqual([]);
    world.pass(120);
    const [healthyAt = 0, unhealthyAt = 0] = world.events.map(({ at }) => (at - MIDNIGHT) / 1_000);
    expect([healthyAt, unhealthyAt]).toEqual([world.checkedAt[1], world.checkedAt[4]]);
    expect(health(world)).toBe("unhealthy, Target.FailedHealthChecks, Health checks failed");
  });
});

describe("the counts of hosts", () => {
  it("are published each minute, for the group and for each zone", () => {
    const world = balancedWorld((_check, targetId) => (targetId === "10.0.0.1" ? OK : FAILING));
    world.change(registered(target()), registered(target({ targetId: "10.0.0.2", availabilityZone: "eu-west-1b" })));
    world.pass(120);
    const dimensions = { TargetGroup: "targetgroup/blue/1", LoadBalancer: "app/main/2" };
    const ofMinute = world.metrics.data.filter(({ at }) => at === MIDNIGHT + 60_000);
    const common = { region: "eu-west-1", namespace: "AWS/ApplicationELB", unit: "Count", at: MIDNIGHT + 60_000 };
    expect(ofMinute).toHaveLength(6);
    expect(ofMinute.slice(0, 3)).toEqual([
      { ...common, metricName: "HealthyHostCount", value: 1, dimensions },
      { ...common, metricName: "UnHealthyHostCount", value: 1, dimensions },
      {
        ...common,
        metricName: "HealthyHostCount",
        value: 1,
        dimensions: { ...dimensions, AvailabilityZone: "eu-west-1a" },
      },
    ]);
  });

  it("are not published without registered targets, nor for those that drain", () => {
    const world = balancedWorld(() => OK);
    world.pass(120);
    expect(world.metrics.data).toEqual([]);
    world.change(registered(target({ drainingSince: MIDNIGHT + 100_000 })));
    world.pass(20);
    expect(world.metrics.data).toEqual([]);
  });
});
