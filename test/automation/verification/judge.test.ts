import type { Before, Expectation } from "../../../automation/verification/expectation";
import type { Facts, ServiceFacts } from "../../../automation/verification/facts";
import { judge } from "../../../automation/verification/judge";
import { revision, SERVICE_ARN } from "../support/fake-aws";

const EXPECTED: Expectation = {
  services: [{ urn: "urn", arn: SERVICE_ARN, name: "web", cluster: "shop", taskDefinition: revision(2) }],
  alarms: [],
  healthUrls: [],
};

const HEALTHY: ServiceFacts = {
  arn: SERVICE_ARN,
  isActive: true,
  isObserved: true,
  taskDefinition: revision(2),
  desired: 2,
  running: 2,
  pending: 0,
  deployment: { arn: "deployment-2", status: "SUCCESSFUL" },
  targetGroups: [{ name: "web", targets: [target("healthy"), target("healthy")] }],
};

function target(state: string) {
  return { id: "10.0.0.1:3000", state };
}

function states(facts: Partial<Facts>, { isBaking = false, before }: { isBaking?: boolean; before?: Before } = {}) {
  const all: Facts = { services: [HEALTHY], alarms: [], endpoints: [], ...facts };
  const checks = judge({ ...EXPECTED, ...(before !== undefined && { before }) }, all, { isBaking });
  return Object.fromEntries(checks.map(({ kind, subject, state }) => [`${kind} of ${subject}`, state]));
}

function service(facts: Partial<ServiceFacts>, before?: Before) {
  return states({ services: [{ ...HEALTHY, ...facts }] }, before === undefined ? {} : { before });
}

const WELL = {
  "revision of web": "passed",
  "rollout of web": "passed",
  "tasks of web": "passed",
  "targets of web, target group web": "passed",
};

describe("judge", () => {
  it("passes a service that is as it should be", () => {
    expect(states({})).toEqual(WELL);
  });

  it("fails a service that runs another task definition, and names both", () => {
    const facts = { ...HEALTHY, taskDefinition: revision(1) };
    const [check] = judge(EXPECTED, { services: [facts], alarms: [], endpoints: [] }, { isBaking: false });

    expect(check).toEqual({
      kind: "revision",
      subject: "web",
      state: "failed",
      detail: "runs web:1, and not web:2, which was asked for",
    });
  });

  it("takes any revision of a family that the program names without one", () => {
    const [asked] = EXPECTED.services.map((each) => ({ ...each, taskDefinition: "web" }));
    const services = asked === undefined ? [] : [asked];

    expect(
      judge({ ...EXPECTED, services }, { services: [HEALTHY], alarms: [], endpoints: [] }, { isBaking: false })[0],
    ).toMatchObject({ kind: "revision", state: "passed" });
  });

  it("fails a service that ECS doesn't have", () => {
    expect(service({ isActive: false })).toEqual({ "revision of web": "failed" });
  });

  // Amazon ECS API Reference, ServiceDeployment: `status`.
  it.each([
    ["PENDING", "waiting"],
    ["IN_PROGRESS", "waiting"],
    ["SUCCESSFUL", "passed"],
    ["STOP_REQUESTED", "failed"],
    ["STOPPED", "failed"],
    ["ROLLBACK_REQUESTED", "failed"],
    ["ROLLBACK_IN_PROGRESS", "failed"],
    ["ROLLBACK_SUCCESSFUL", "failed"],
    ["ROLLBACK_FAILED", "failed"],
  ])("takes a deployment that is %s as %s", (status, state) => {
    expect(service({ deployment: { arn: "deployment-2", status } })).toEqual({ ...WELL, "rollout of web": state });
  });

  it("takes a deployment that failed before the update for nothing of it", () => {
    const deployment = { arn: "deployment-1", status: "ROLLBACK_SUCCESSFUL" };

    expect(service({ deployment }, { ringing: [], deployments: ["deployment-1"] })).toEqual(WELL);
    expect(service({ deployment }, { ringing: [], deployments: ["deployment-0"] })).toMatchObject({
      "rollout of web": "failed",
    });
  });

  it("takes a service that was last deployed more than 90 days ago as rolled out", () => {
    expect(service({ deployment: undefined })).toEqual(WELL);
  });

  it.each([
    [{ running: 1 }, "waiting"],
    [{ running: 3 }, "waiting"],
    [{ pending: 1 }, "waiting"],
    [{ desired: 0, running: 0 }, "passed"],
  ])("judges counts of tasks %j as %s", (counts, state) => {
    expect(service(counts)["tasks of web"]).toBe(state);
  });

  it.each([
    [["healthy", "healthy", "draining"], "passed"],
    [["healthy", "healthy", "unused"], "passed"],
    [["healthy", "unavailable"], "passed"],
    [["healthy", "unhealthy"], "waiting"],
    [["healthy", "healthy", "initial"], "waiting"],
    [["healthy"], "waiting"],
    [["unused", "unused"], "waiting"],
  ])("judges targets %j as %s", (given, state) => {
    expect(service({ targetGroups: [{ name: "web", targets: given.map(target) }] })).toEqual({
      ...WELL,
      "targets of web, target group web": state,
    });
  });

  it("looks at nothing but the revision of a service that isn't observed", () => {
    expect(service({ isObserved: false, running: 0, targetGroups: [] })).toEqual({ "revision of web": "passed" });
  });

  describe("alarms", () => {
    const SCALING =
      "arn:aws:autoscaling:eu-west-1:123456789012:scalingPolicy:ac542982:resource/ecs/service/shop/web:policyName/down";
    const GROUP_SCALING =
      "arn:aws:autoscaling:eu-west-1:123456789012:scalingPolicy:5d6e:autoScalingGroupName/shop:policyName/up";
    const TOPIC = "arn:aws:sns:eu-west-1:123456789012:alarms";

    function alarm(name: string, actions: readonly string[], state = "ALARM") {
      return { name, state, actions, reason: "Threshold Crossed" };
    }

    it("are quiet where they are OK or have no data", () => {
      const alarms = [alarm("errors", [TOPIC], "OK"), alarm("queue", [TOPIC], "INSUFFICIENT_DATA")];

      expect(states({ services: [HEALTHY], alarms })).toEqual({ ...WELL, "alarms of the stack's alarms": "passed" });
    });

    it("that only scale don't count", () => {
      const alarms = [alarm("scale-down", [SCALING]), alarm("scale-up", [GROUP_SCALING, SCALING])];

      expect(states({ alarms })).toEqual(WELL);
    });

    it("that also tell people count, and so do those that only others look at", () => {
      const alarms = [alarm("cpu", [SCALING, TOPIC]), alarm("part", [])];

      expect(states({ alarms })).toEqual({ ...WELL, "alarms of cpu": "waiting", "alarms of part": "waiting" });
    });

    it("that ring once everything was well fail the release", () => {
      expect(states({ alarms: [alarm("errors", [TOPIC])] }, { isBaking: true })["alarms of errors"]).toBe("failed");
    });

    it("that rang before the update are told, and fail nothing", () => {
      const checks = judge(
        { ...EXPECTED, services: [], before: { ringing: ["errors"], deployments: [] } },
        { services: [], alarms: [alarm("errors", [TOPIC])], endpoints: [] },
        { isBaking: true },
      );

      expect(checks).toEqual([
        {
          kind: "alarms",
          subject: "errors",
          state: "passed",
          detail: "it rang before the update, too: Threshold Crossed",
        },
      ]);
    });
  });

  describe("health endpoints", () => {
    const url = "https://shop.example/health";

    it.each([
      [{ status: 200 }, "passed", "answers 200"],
      [{ status: 204 }, "passed", "answers 204"],
      [{ status: 301 }, "waiting", "answers 301"],
      [{ status: 503 }, "waiting", "answers 503"],
      [{ problem: "connect ECONNREFUSED" }, "waiting", "doesn't answer: connect ECONNREFUSED"],
      [
        { status: 503, excuse: "the cache doesn't run here" },
        "passed",
        "answers 503, which counts for nothing: the cache doesn't run here",
      ],
    ])("that answer %j are %s", (answer, state, detail) => {
      const facts: Facts = { services: [HEALTHY], alarms: [], endpoints: [{ url, ...answer }] };

      expect(judge(EXPECTED, facts, { isBaking: false }).at(-1)).toEqual({
        kind: "endpoints",
        subject: url,
        state,
        detail,
      });
    });
  });
});
