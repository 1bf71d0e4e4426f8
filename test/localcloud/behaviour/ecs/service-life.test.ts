import { deployments } from "../../../../localcloud/behaviour/ecs/deployments/controller";
import { tasks } from "../../../../localcloud/behaviour/ecs/tasks/tasks";
import { targetHealth } from "../../../../localcloud/behaviour/elasticloadbalancing/target-health";
import type { Controller } from "../../../../localcloud/behaviour/model/controller";
import type { RunningReader } from "../../../../localcloud/behaviour/model/running";
import type { CloudResource } from "../../../../localcloud/model/resource";
import type { Properties } from "../../../../localcloud/model/values";
import { resource } from "../support/deployed";
import { smallWorld, type SmallWorld } from "../support/small-world";
import { APPLICATION, CLUSTER_ARN, SERVICE_ARN, service, surroundings, taskDefinition } from "./tasks/cluster";

const ARN = "arn:aws:elasticloadbalancing:eu-west-1:123456789012";
const BLUE = `${ARN}:targetgroup/blue/1`;
const GREEN = `${ARN}:targetgroup/green/1`;
const LISTENER_ARN = `${ARN}:listener/app/main/2/3`;
const PRODUCTION = `${ARN}:listener-rule/app/main/2/3/production`;
const TEST = `${ARN}:listener-rule/app/main/2/3/test`;

const CHECKED = { ...APPLICATION, healthCheck: { command: ["CMD", "true"] } };
const BAD = "3";

function targetGroup(arn: string): CloudResource {
  const healthCheck = {
    interval: 10,
    timeout: 5,
    healthyThreshold: 2,
    unhealthyThreshold: 3,
    path: "/health",
    matcher: "200",
  };
  const inputs = { port: 80, protocol: "HTTP", targetType: "ip", deregistrationDelay: 30, healthCheck };
  return resource("aws:lb/targetGroup:TargetGroup", arn, inputs, { arn });
}

function rule(arn: string, blue: number): CloudResource {
  const targetGroups = [
    { arn: BLUE, weight: blue },
    { arn: GREEN, weight: 100 - blue },
  ];
  const actions = [{ type: "forward", forward: { targetGroups } }];
  return resource("aws:lb/listenerRule:ListenerRule", arn, { listenerArn: LISTENER_ARN, actions });
}

/** A load balancer with two target groups, three zones, and three versions of a task definition. */
function environment(): CloudResource[] {
  const loadBalancerArn = `${ARN}:loadbalancer/app/main/2`;
  const subnets = ["subnet-a", "subnet-b", "subnet-c"];
  return [
    ...surroundings(),
    resource("aws:ecs/cluster:Cluster", CLUSTER_ARN, { name: "shop" }, { name: "shop" }),
    resource("aws:lb/loadBalancer:LoadBalancer", loadBalancerArn, {}, { subnets }),
    resource("aws:lb/listener:Listener", LISTENER_ARN, {
      loadBalancerArn,
      defaultActions: [{ type: "fixed-response", fixedResponse: { statusCode: "404" } }],
    }),
    ...[BLUE, GREEN].map(targetGroup),
    rule(PRODUCTION, 100),
    rule(TEST, 0),
    ...[1, 2, Number(BAD)].map((revision) => taskDefinition([CHECKED], {}, revision)),
  ];
}

function balanced(inputs: Properties = {}): CloudResource {
  const loadBalancer = { targetGroupArn: BLUE, containerName: "application", containerPort: 3000 };
  return service({
    desiredCount: 3,
    deploymentConfiguration: { strategy: "ROLLING" },
    deploymentCircuitBreaker: { enable: true, rollback: true },
    loadBalancers: [loadBalancer],
    ...inputs,
  });
}

function shifted(inputs: Properties = {}): CloudResource {
  const loadBalancer = {
    targetGroupArn: BLUE,
    containerName: "application",
    containerPort: 3000,
    advancedConfiguration: {
      alternateTargetGroupArn: GREEN,
      productionListenerRule: PRODUCTION,
      testListenerRule: TEST,
      roleArn: "arn:aws:iam::123456789012:role/traffic-shift",
    },
  };
  const deploymentConfiguration = { strategy: "BLUE_GREEN", bakeTimeInMinutes: "3" };
  return balanced({ loadBalancers: [loadBalancer], deploymentConfiguration, ...inputs });
}

/** Notes how few healthy targets a world ever had since it first had as many as are desired. */
class Fewest {
  private hasBegun = false;
  healthy = Number.POSITIVE_INFINITY;

  readonly controller: Controller = {
    name: "fewest",
    watches: ["target"],
    hears: [],
    reconcile: ({ running }) => {
      const count = healthyTargets(running);
      this.hasBegun ||= count >= 3;
      if (this.hasBegun) this.healthy = Math.min(this.healthy, count);
      return {};
    },
  };
}

function healthyTargets(running: RunningReader): number {
  return running.all("target").filter(({ state }) => state === "healthy").length;
}

/** The scheduler with the deployments and the health checks; tasks of the bad revision answer with errors. */
function begin(...deployed: readonly CloudResource[]): SmallWorld & { readonly fewest: Fewest } {
  const fewest = new Fewest();
  const small: SmallWorld = smallWorld(
    [deployments, tasks, targetHealth, fewest.controller],
    [...environment(), ...deployed],
    {
      runtime: ({ clock, observe }) => ({
        "start-task": ({ task: { arn: taskArn } }) => {
          clock.at(clock.now() + 3_000, () => {
            observe({ kind: "task-started", taskArn, addresses: [] });
            observe({ kind: "container-health", taskArn, container: "application", status: "HEALTHY" });
          });
        },
        "stop-task": ({ taskArn }) => {
          clock.at(clock.now() + 1_000, () => {
            observe({ kind: "task-ended", taskArn });
          });
        },
        "check-target": ({ target, taskArn = "" }) => {
          const isBad = small.running.find("task", taskArn)?.taskDefinitionArn.endsWith(`:${BAD}`) === true;
          observe({ kind: "target-checked", target, answer: { kind: "response", status: isBad ? 500 : 200 } });
        },
      }),
    },
  );
  return { ...small, fewest };
}

/** Running tasks of each version, such as `{ "web:1": 3 }`. */
function versions({ running }: SmallWorld): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { lastStatus, taskDefinitionArn } of running.all("task")) {
    const version = taskDefinitionArn.split("/").at(-1) ?? "";
    if (lastStatus === "RUNNING") counts[version] = (counts[version] ?? 0) + 1;
  }
  return counts;
}

const version = (revision: number | string) => ({ taskDefinition: taskDefinition([CHECKED], {}, Number(revision)).id });
const statuses = ({ running }: SmallWorld) => running.all("serviceDeployment").map(({ status }) => status);

describe("A service with its deployments, tasks and health checks", () => {
  it("gets its tasks, and is steady once they are healthy", () => {
    const world = begin(balanced());
    world.pass(120);
    expect(versions(world)).toEqual({ "web:1": 3 });
    expect(healthyTargets(world.running)).toBe(3);
    const messages = world.events.filter(({ source }) => source === "ecs").map(({ message }) => message);
    expect(messages.at(0)).toMatch(/^\(service web\) has started 3 tasks: \(task [0-9a-f]{32}\)/);
    expect(messages.slice(-2)).toEqual([
      expect.stringContaining("deployment completed.") as string,
      "(service web) has reached a steady state.",
    ]);
    expect(world.running.all("task")[0]?.startedBy).toBe(world.running.all("serviceDeployment")[0]?.id);
  });

  it("rolls to another version without ever having fewer healthy targets than are desired", () => {
    const world = begin(balanced());
    world.pass(120);
    world.deploy(balanced(version(2)));
    world.pass(600);
    expect(versions(world)).toEqual({ "web:2": 3 });
    expect(world.fewest.healthy).toBe(3);
    expect(statuses(world)).toEqual(["SUCCESSFUL", "SUCCESSFUL"]);
    expect(world.running.all("target")).toHaveLength(3);
  });

  it("is rolled back where the new version fails its health checks, and keeps what served", () => {
    const world = begin(balanced());
    world.pass(120);
    const before = world.running.all("task").map(({ arn }) => arn);
    world.deploy(balanced(version(BAD)));
    world.pass(3_600);
    expect(versions(world)).toEqual({ "web:1": 3 });
    expect(statuses(world)).toEqual(["SUCCESSFUL", "ROLLBACK_SUCCESSFUL"]);
    expect(world.fewest.healthy).toBe(3);
    expect(before.every((arn) => world.running.find("task", arn)?.lastStatus === "RUNNING")).toBe(true);
  });

  it("starts the green tasks beside the blue ones, and stops the blue ones after the bake time", () => {
    const world = begin(shifted());
    world.pass(600);
    const groupOf = (): string[] => [
      ...new Set(world.running.all("target").map(({ targetGroupArn }) => targetGroupArn)),
    ];
    const first = groupOf();
    world.deploy(shifted(version(2)));
    world.pass(120);
    expect(versions(world)).toEqual({ "web:1": 3, "web:2": 3 });
    world.pass(600);
    expect(versions(world)).toEqual({ "web:2": 3 });
    expect(groupOf()).toEqual([BLUE, GREEN].filter((arn) => !first.includes(arn)));
    expect(world.fewest.healthy).toBe(3);
  });

  it("follows its desired count without a deployment", () => {
    const world = begin(balanced());
    world.pass(120);
    world.deploy(balanced({ desiredCount: 5 }));
    world.pass(120);
    expect(versions(world)).toEqual({ "web:1": 5 });
    world.deploy(balanced({ desiredCount: 2 }));
    world.pass(120);
    expect(versions(world)).toEqual({ "web:1": 2 });
    expect(statuses(world)).toEqual(["SUCCESSFUL"]);
  });

  it("runs again after the local cloud ended", () => {
    const world = begin(balanced());
    world.pass(120);
    world.world.observe({ kind: "world-started" });
    world.pass(120);
    expect(versions(world)).toEqual({ "web:1": 3 });
    expect(healthyTargets(world.running)).toBe(3);
  });

  it("leaves nothing behind once it is deleted", () => {
    const world = begin(balanced());
    world.pass(120);
    world.cloud.remove("aws:ecs/service:Service", SERVICE_ARN);
    world.world.resourcesChanged();
    world.pass(120);
    expect(versions(world)).toEqual({});
    for (const kind of ["service", "serviceRevision", "target", "taskScheduling"] as const) {
      expect(world.running.all(kind)).toEqual([]);
    }
    world.pass(3_600);
    expect(world.running.all("task")).toEqual([]);
  });
});
