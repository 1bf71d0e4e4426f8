import type { Check } from "../../../automation/model/verification";
import { type ServiceSources, serviceStatus } from "../../../automation/status/service-status";
import { SERVICE_ARN, revision } from "../support/fake-aws";
import { SERVICE_URN } from "../support/samples";

const [ASKED, OTHER] = ["sha256:asked", "sha256:other"];

function sources(changes: Partial<ServiceSources> = {}): ServiceSources {
  return {
    expected: { urn: SERVICE_URN, arn: SERVICE_ARN, name: "web", cluster: "shop", taskDefinition: revision(2) },
    facts: {
      ...{ arn: SERVICE_ARN, isActive: true, isObserved: true, taskDefinition: revision(2), targetGroups: [] },
      ...{ desired: 2, running: 2, pending: 0 },
    },
    checks: [check("passed", "web")],
    deployed: {
      ...{ name: "enterprise", serviceName: "web", clusterName: "shop" },
      bounds: { minInstances: 1, maxInstances: 3 },
      scalingAlarmNames: ["busy"],
    },
    runningDigest: ASKED,
    askedDigest: ASKED,
    ...changes,
  };
}

function check(state: Check["state"], subject: string): Check {
  return { kind: "tasks", subject, state, detail: `${subject} is ${state}` };
}

describe("serviceStatus", () => {
  it("has the name of the configuration, and is healthy where all checks passed", () => {
    expect(serviceStatus(sources())).toEqual({
      ...{ name: "enterprise", health: "healthy", running: 2, desired: 2, pending: 0, isScaled: true, problems: [] },
      ...{ bounds: { minInstances: 1, maxInstances: 3 }, taskDefinition: "web:2" },
      ...{ runningDigest: ASKED, askedDigest: ASKED },
    });
  });

  it.each<[string, Partial<ServiceSources>, string, readonly string[]]>([
    ["a check that can still pass", { checks: [check("waiting", "web")] }, "changing", ["web is waiting"]],
    [
      "a check of its target group",
      { checks: [check("waiting", "web, target group g")] },
      "changing",
      ["web, target group g is waiting"],
    ],
    ["a check that can't pass any more", { checks: [check("failed", "web")] }, "unhealthy", ["web is failed"]],
    ["another image", { runningDigest: OTHER }, "unhealthy", ["another image runs than was asked for"]],
    ["a check of another service", { checks: [check("failed", "web-2")] }, "healthy", []],
  ])("is told by %s", (_what, changes, health, problems) => {
    expect(serviceStatus(sources(changes))).toMatchObject({ health, problems });
  });

  it("has the resource's name for a service of the platform, which a rehearsal doesn't run", () => {
    const { facts } = sources();
    const status = serviceStatus(
      sources({ deployed: undefined, facts: { ...facts, isObserved: false }, runningDigest: undefined }),
    );

    expect(status).toMatchObject({ name: "web", health: "not observed", isScaled: false });
    expect(status.bounds).toBeUndefined();
  });
});
