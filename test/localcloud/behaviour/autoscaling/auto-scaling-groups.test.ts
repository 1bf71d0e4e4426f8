import { autoScalingGroups } from "../../../../localcloud/behaviour/autoscaling/auto-scaling-groups";
import { targetHealth } from "../../../../localcloud/behaviour/elasticloadbalancing/target-health";
import type { CheckAnswer } from "../../../../localcloud/behaviour/model/observation";
import type { Properties } from "../../../../localcloud/model/values";
import { GROUP_ARN, LISTENER, loadBalancer, OK, rule, targetGroup } from "../elasticloadbalancing/support";
import { MIDNIGHT, type SmallWorld } from "../support/small-world";
import {
  ATTACHMENT,
  capacityProvider,
  CLUSTER_ARN,
  group,
  GROUP_NAME,
  groupWorld,
  inService,
  instances,
  launchTemplate,
  states,
  task,
  zones,
} from "./support";

describe("an Auto Scaling group", () => {
  it("launches what it wants, balanced over its zones, in service after the launch", () => {
    const world = groupWorld([group({ minSize: 5 })]);
    expect(states(world)).toEqual({ Pending: 5 });
    expect(zones(instances(world))).toEqual({ "eu-west-1a": 2, "eu-west-1b": 2, "eu-west-1c": 1 });
    world.pass(59.999);
    expect(states(world)).toEqual({ Pending: 5 });
    world.pass(0.001);
    expect(states(world)).toEqual({ InService: 5 });
    expect(instances(world)[0]).toMatchObject({
      ...{ instanceType: "m6i.large", imageId: "ami-1", launchTemplateId: "lt-1", launchTemplateVersion: "1" },
      ...{ launchedAt: MIDNIGHT, inServiceAt: MIDNIGHT + 60_000, healthStatus: "Healthy", subnetId: "subnet-a" },
    });
    expect(new Set(instances(world).map(({ privateAddress }) => privateAddress)).size).toBe(5);
    expect(instances(world)[0]?.privateAddress).toMatch(/^10\.0\.\d+\.\d+$/);
  });

  it("records its activities in AWS's words", () => {
    const world = groupWorld([group({ minSize: 1 })]);
    const [{ id } = { id: "" }] = instances(world);
    const launching = {
      resourceId: GROUP_NAME,
      description: `Launching a new EC2 instance: ${id}`,
      startedAt: MIDNIGHT,
    };
    const cause =
      "At 2026-11-30T00:00:00Z an instance was started in response to a difference between desired and actual capacity, increasing the capacity from 0 to 1.";
    expect(world.running.all("scalingActivity")).toEqual([
      expect.objectContaining({ ...launching, cause, status: "InProgress" }),
    ]);
    world.pass(60);
    expect(world.running.all("scalingActivity")).toEqual([
      expect.objectContaining({ ...launching, status: "Successful", endedAt: MIDNIGHT + 60_000 }),
    ]);
    expect(world.events.map(({ message }) => message)).toEqual([`Launching a new EC2 instance: ${id} ${cause}`]);
  });

  it("registers instances with the cluster that their user data names, with what their type offers", () => {
    const world = groupWorld([group({ minSize: 1 })]);
    world.pass(60);
    expect(instances(world)[0]?.containerInstance).toEqual({
      arn: expect.stringMatching(
        /^arn:aws:ecs:eu-west-1:123456789012:container-instance\/main\/[0-9a-f]{32}$/,
      ) as string,
      clusterArn: CLUSTER_ARN,
      capacityProvider: "spare",
      status: "ACTIVE",
      agentConnected: true,
      registeredCpu: 2048,
      registeredMemory: 7270, // 8,192 MiB less what firmware and kernel hold by the plan's estimate, and 256 MiB reserved
      taskNetworkInterfaces: 2, // 3 less the instance's own
      registeredAt: MIDNIGHT + 60_000,
    });
  });

  it("offers the interfaces of trunking where the account has it, and joins no cluster without user data", () => {
    const trunked = groupWorld([group({ minSize: 1 })], { parameters: { networkInterfaceTrunking: true } });
    trunked.pass(60);
    expect(instances(trunked)[0]?.containerInstance?.taskNetworkInterfaces).toBe(10);
    const alone = groupWorld([group({ minSize: 1 }), launchTemplate(1, { userData: undefined })]);
    alone.pass(60);
    expect(instances(alone)[0]).toMatchObject({ lifecycleState: "InService" });
    expect(instances(alone)[0]?.containerInstance).toBeUndefined();
  });

  it("has its instances belong to a capacity provider that is attached later", () => {
    const world = groupWorld([group({ minSize: 1 }), { ...ATTACHMENT, inputs: { capacityProviders: ["FARGATE"] } }]);
    world.pass(60);
    expect(instances(world)[0]?.containerInstance?.capacityProvider).toBeUndefined();
    world.deploy(ATTACHMENT);
    expect(instances(world)[0]?.containerInstance?.capacityProvider).toBe("spare");
  });

  it("follows the desired capacity up and down, and ends where it says", () => {
    const world = groupWorld([group({ minSize: 1 }, 2)]);
    world.pass(60);
    world.deploy(group({ minSize: 1 }, 4));
    expect(states(world)).toEqual({ InService: 2, Pending: 2 });
    world.pass(60);
    world.deploy(group({ minSize: 1 }, 1));
    expect(states(world)).toEqual({ InService: 1, Terminating: 3 });
    world.pass(30);
    expect(states(world)).toEqual({ InService: 1 });
    expect(world.events.at(-1)?.message).toMatch(
      /^Terminating EC2 instance: (i-[0-9a-f]{17}) At 2026-11-30T00:02:00Z an instance was taken out of service in response to a difference between desired and actual capacity, shrinking the capacity from 2 to 1\. At 2026-11-30T00:02:00Z instance \1 was selected for termination\.$/,
    );
  });

  it.each([
    [2, 12, 10],
    [3, 1, 3],
  ])("stays within its bounds: minimum %d, desired %d", (minSize, desired, count) => {
    const world = groupWorld([group({ minSize, maxSize: 10 }, desired)]);
    world.pass(60);
    expect(inService(world)).toHaveLength(count);
  });

  it("drains instances before it terminates them, until their tasks have stopped", () => {
    const world = groupWorld([group({}, 1)]);
    world.pass(60);
    const [instance] = instances(world);
    const busy = task("task-1", { instanceId: instance?.id });
    world.change({ kind: "task", id: busy.arn, value: busy });
    world.deploy(group({}, 0));
    world.pass(3_600);
    expect(instances(world)[0]).toMatchObject({
      lifecycleState: "Terminating",
      containerInstance: { status: "DRAINING" },
    });
    world.change({ kind: "task", id: busy.arn, value: { ...busy, lastStatus: "STOPPED" } });
    expect(instances(world)[0]).toMatchObject({ shutdownAt: MIDNIGHT + 3_660_000 });
    expect(instances(world)[0]?.containerInstance).toBeUndefined();
    world.pass(29.999);
    expect(instances(world)).toHaveLength(1);
    world.pass(0.001);
    expect(instances(world)).toEqual([]);
  });

  it("waits 48 hours at most for tasks that never stop", () => {
    const world = groupWorld([group({}, 1)]);
    world.pass(60);
    const busy = task("task-1", { instanceId: instances(world)[0]?.id });
    world.change({ kind: "task", id: busy.arn, value: busy });
    world.deploy(group({}, 0));
    world.pass(48 * 3_600 + 29);
    expect(states(world)).toEqual({ Terminating: 1 });
    world.pass(1);
    expect(instances(world)).toEqual([]);
  });

  it("terminates at once without managed draining", () => {
    const world = groupWorld([group({}, 1), capacityProvider({ managedDraining: "DISABLED" })]);
    world.pass(60);
    const busy = task("task-1", { instanceId: instances(world)[0]?.id });
    world.change({ kind: "task", id: busy.arn, value: busy });
    world.deploy(group({}, 0));
    expect(instances(world)[0]?.containerInstance).toBeUndefined();
    world.pass(30);
    expect(instances(world)).toEqual([]);
  });

  it("never takes away an instance that is protected from scale-in", () => {
    const world = groupWorld([group({ protectFromScaleIn: true }, 3)]);
    world.pass(60);
    world.deploy(group({ protectFromScaleIn: true }, 1));
    world.pass(3_600);
    expect(states(world)).toEqual({ InService: 3 });
  });

  it("takes instances without tasks away under managed termination protection, and no other", () => {
    const resources = [
      group({ protectFromScaleIn: true }, 3),
      capacityProvider({ managedTerminationProtection: "ENABLED" }),
    ];
    const world = groupWorld(resources);
    world.pass(60);
    const [first, second] = instances(world);
    for (const [index, instance] of [first, second].entries()) {
      const busy = task(`task-${index}`, { instanceId: instance?.id });
      world.change({ kind: "task", id: busy.arn, value: busy });
    }
    world.deploy(group({ protectFromScaleIn: true }, 0));
    world.pass(60);
    expect(instances(world).map(({ id }) => id)).toEqual([first?.id, second?.id]);
  });

  it("replaces an instance that has failed once its status checks say so", () => {
    const world = groupWorld([group({}, 2)]);
    world.pass(120);
    const [failed] = instances(world);
    world.world.observe({ kind: "instance-failed", instanceId: failed?.id ?? "", reason: "killed" });
    world.pass(59);
    expect(instances(world)[0]).toMatchObject({
      ...{ lifecycleState: "InService", containerInstance: { agentConnected: false } },
      failure: { reason: "killed", at: MIDNIGHT + 120_000 },
    });
    world.pass(1);
    expect(states(world)).toEqual({ Terminating: 1, InService: 1, Pending: 1 });
    expect(world.events.at(-2)?.message).toContain(
      "an instance was taken out of service in response to an EC2 health check indicating it has been terminated or stopped.",
    );
    world.pass(60);
    expect(states(world)).toEqual({ InService: 2 });
    expect(instances(world).map(({ id }) => id)).not.toContain(failed?.id);
  });

  it("terminates an instance on request, and wants one less where that was asked for", () => {
    const world = groupWorld([group({ minSize: 1 }, 2)]);
    world.pass(60);
    const ids = instances(world).map(({ id }) => id);
    const request = { kind: "termination-requested", decrementsCapacity: true } as const;
    world.world.observe({ ...request, instanceId: ids[0] ?? "" });
    world.pass(60);
    expect(instances(world).map(({ id }) => id)).toEqual([ids[1]]);
    world.world.observe({ ...request, instanceId: ids[1] ?? "" });
    world.pass(60);
    expect(instances(world).map(({ id }) => id)).toEqual([ids[1]]); // AWS refuses to go below the minimum
    world.world.observe({ ...request, instanceId: ids[1] ?? "", decrementsCapacity: false });
    world.pass(90);
    expect(states(world)).toEqual({ InService: 1 });
    expect(instances(world)[0]?.id).not.toBe(ids[1]);
  });

  it("tries again to launch what EC2 has no capacity for, with AWS's message", () => {
    const world = groupWorld([group()]);
    const shortage = { region: "eu-west-1", isOutage: false } as const;
    world.world.observe({ kind: "capacity-lost", ...shortage });
    world.pass(0);
    world.deploy(group({}, 1));
    world.pass(150);
    expect(instances(world)).toEqual([]);
    const failures = world.running.all("scalingActivity");
    expect(failures).toHaveLength(3);
    expect(failures[0]).toMatchObject({
      status: "Failed",
      statusMessage:
        "We currently do not have sufficient m6i.large capacity in the Availability Zone you requested (eu-west-1a). Our system will be working on provisioning additional capacity. You can currently get m6i.large capacity by not specifying an Availability Zone in your request or choosing eu-west-1b, eu-west-1c. Launching EC2 instance failed.",
    });
    world.world.observe({ kind: "capacity-restored", ...shortage });
    world.pass(90);
    expect(states(world)).toEqual({ InService: 1 });
  });

  it("takes the next type, and then the next zone, that has capacity", () => {
    const world = groupWorld([group()]);
    const lost = (other: { availabilityZone: string; instanceType?: string }) => {
      world.world.observe({ kind: "capacity-lost", region: "eu-west-1", isOutage: false, ...other });
    };
    lost({ availabilityZone: "eu-west-1a", instanceType: "m6i.large" });
    lost({ availabilityZone: "eu-west-1b" });
    world.pass(0);
    world.deploy(group({}, 2));
    expect(instances(world).map((each) => `${each.instanceType} ${each.availabilityZone}`)).toEqual([
      "m5.large eu-west-1a",
      "m6i.large eu-west-1c",
    ]);
  });

  it("replaces the instances of a lost zone in the others", () => {
    const world = groupWorld([group({}, 3)]);
    world.pass(60);
    world.world.observe({ kind: "capacity-lost", region: "eu-west-1", availabilityZone: "eu-west-1a", isOutage: true });
    world.pass(0);
    expect(instances(world).filter(({ failure }) => failure !== undefined)).toHaveLength(1);
    world.pass(120);
    expect(zones(inService(world))).toEqual({ "eu-west-1b": 2, "eu-west-1c": 1 });
  });

  it("takes its instances with it when it is deleted", () => {
    const world = groupWorld([group({}, 2)]);
    world.pass(60);
    world.cloud.delete({ type: "aws:autoscaling/group:Group", id: GROUP_NAME });
    world.deploy();
    world.pass(30);
    expect(instances(world)).toEqual([]);
  });

  it("doesn't launch while that process is suspended", () => {
    const world = groupWorld([group({ suspendedProcesses: ["Launch"] }, 2)]);
    world.pass(120);
    expect(instances(world)).toEqual([]);
    world.deploy(group({}, 2));
    expect(states(world)).toEqual({ Pending: 2 });
  });

  describe("with a target group of its own", () => {
    const balanced = (inputs: Properties = {}) => group({ targetGroupArns: [GROUP_ARN], ...inputs }, 2);
    const ofInstances = targetGroup({}, { targetType: "instance", port: 80 });

    function balancedGroup(answer: (targetId: string) => CheckAnswer, inputs: Properties = {}): SmallWorld {
      return groupWorld([balanced(inputs), ofInstances, loadBalancer(), LISTENER, rule(100)], {
        controllers: [autoScalingGroups, targetHealth],
        runtime: ({ observe }) => ({
          "check-target": ({ target }) => {
            observe({ kind: "target-checked", target, answer: answer(target.split("|")[1] ?? "") });
          },
        }),
      });
    }

    it("registers instances in service, and drains their connections before it terminates them", () => {
      const world = balancedGroup(() => OK);
      world.pass(60);
      const ids = instances(world).map(({ id }) => id);
      expect(world.running.all("target").map(({ targetId, port }) => `${targetId} ${port}`)).toEqual(
        ids.map((id) => `${id} 80`),
      );
      world.deploy(group({ targetGroupArns: [GROUP_ARN] }, 1));
      expect(world.running.all("target").map(({ state }) => state)).toContain("draining");
      world.pass(29.999); // the deregistration delay
      expect(instances(world).every(({ shutdownAt }) => shutdownAt === undefined)).toBe(true);
      world.pass(0.001);
      expect(world.running.all("target")).toHaveLength(1);
      world.pass(30);
      expect(instances(world)).toHaveLength(1);
    });

    it("replaces instances that fail the load balancer's checks after the grace period, where it goes by them", () => {
      const world = balancedGroup(() => ({ kind: "timeout" }), { healthCheckType: "ELB", healthCheckGracePeriod: 600 });
      world.pass(60 + 599);
      expect(states(world)).toEqual({ InService: 2 });
      world.pass(1);
      expect(states(world)).toEqual({ Terminating: 2, Pending: 2 });
      expect(world.events.map(({ message }) => message).join()).toContain(
        "in response to an ELB system health check failure.",
      );
      const patient = balancedGroup(() => ({ kind: "timeout" }));
      patient.pass(3_600);
      expect(states(patient)).toEqual({ InService: 2 });
    });
  });
});
