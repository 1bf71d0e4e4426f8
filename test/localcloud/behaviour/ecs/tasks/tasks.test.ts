import { APPLICATION, REVISION_ARN, SERVICE_ARN, service, steady, TARGET_GROUP_ARN, taskDefinition } from "./cluster";
import { worldOf } from "./small-world";

const TARGETS = [{ targetGroupArn: TARGET_GROUP_ARN, container: "application", containerPort: 3000 }];

describe("A task's life", () => {
  it("leads from PROVISIONING over PENDING to RUNNING", () => {
    const world = worldOf(service(), taskDefinition()).after(1);
    expect(world.tasks().map(({ lastStatus }) => lastStatus)).toEqual(["PROVISIONING", "PROVISIONING"]);
    expect(world.commands).toEqual([]);
    world.after(20);
    expect(world.tasks().map(({ lastStatus }) => lastStatus)).toEqual(["PENDING", "PENDING"]);
    expect(world.commands.map(({ kind }) => kind)).toEqual(["start-task", "start-task"]);
    world.after(3);
    expect(world.tasks().map(({ lastStatus }) => lastStatus)).toEqual(["RUNNING", "RUNNING"]);
    expect(world.messages()).toEqual(["(service web) has started 2 tasks: (task) (task)."]);
  });

  it("spreads across the zones, each task with an address of its own", () => {
    const world = worldOf(service({ desiredCount: 4 }), taskDefinition()).after(60);
    expect(
      world.tasks().map(({ availabilityZone, privateAddress }) => `${availabilityZone} ${privateAddress}`),
    ).toEqual(["eu-west-1a 10.0.0.4", "eu-west-1b 10.0.1.4", "eu-west-1c 10.0.2.4", "eu-west-1a 10.0.0.5"]);
  });

  it("registers it with its target group while it is ACTIVATING", () => {
    const world = worldOf(service({ desiredCount: 1 }), taskDefinition(), { targetGroups: TARGETS }).after(24);
    expect(world.tasks("ACTIVATING")).toHaveLength(1);
    expect(world.running.all("target")).toMatchObject([
      { targetGroupArn: TARGET_GROUP_ARN, targetId: "10.0.0.4", port: 3000, state: "initial" },
    ]);
    world.after(2);
    expect(world.tasks("RUNNING")).toHaveLength(1);
  });

  it("drains its target before its containers are stopped, and then takes its interface away", () => {
    const web = service({ desiredCount: 1 });
    const world = worldOf(web, taskDefinition(), { targetGroups: TARGETS }).after(60);
    world.apply({ kind: "service", id: SERVICE_ARN, value: steady(web, 0).running }).after(29);
    expect(world.tasks("DEACTIVATING")).toHaveLength(1);
    expect(world.running.all("target")).toMatchObject([{ state: "draining", drainingSince: 60_000 }]);
    expect(world.commands.map(({ kind }) => kind)).toEqual(["start-task"]);
    world.after(1);
    expect(world.commands.map(({ kind }) => kind)).toEqual(["start-task", "stop-task"]);
    world.after(2);
    expect(world.tasks("DEPROVISIONING")).toHaveLength(1);
    world.after(5);
    expect(world.tasks("STOPPED")).toMatchObject([
      { stopCode: "ServiceSchedulerInitiated", stoppedAt: 96_000, stoppingAt: 60_000 },
    ]);
  });

  it("ends although its containers don't stop", () => {
    const web = service({ desiredCount: 1 });
    const world = worldOf(web, taskDefinition(), { conduct: () => ({ ignoresStop: true }) }).after(60);
    world.apply({ kind: "service", id: SERVICE_ARN, value: steady(web, 0).running }).after(59);
    expect(world.tasks("STOPPING")).toHaveLength(1);
    world.after(1);
    expect(world.commands.map(({ kind }) => kind)).toEqual(["start-task", "stop-task", "kill-task"]);
    expect(world.after(5).tasks("STOPPED")).toHaveLength(1);
  });

  it("is shown for an hour after its end", () => {
    const web = service({ desiredCount: 1 });
    const world = worldOf(web, taskDefinition()).after(60);
    world.apply({ kind: "service", id: SERVICE_ARN, value: steady(web, 0).running }).after(6);
    expect(world.tasks("STOPPED")).toHaveLength(1);
    expect(world.after(3_599).tasks()).toHaveLength(1);
    expect(world.after(1).tasks()).toHaveLength(0);
  });
});

describe("A task whose containers end", () => {
  it("ends with its essential container, and is replaced", () => {
    const world = worldOf(service({ desiredCount: 1 }), taskDefinition(), { conduct: () => ({ exitSeconds: 60 }) });
    world.after(84);
    const [first] = world.tasks();
    expect(first).toMatchObject({
      desiredStatus: "STOPPED",
      stopCode: "EssentialContainerExited",
      stoppedReason: "Essential container in task exited",
      containers: [{ name: "application", exitCode: 1, lastStatus: "STOPPED" }],
    });
    expect(world.tasks("PROVISIONING")).toHaveLength(1);
  });

  it("goes on where the container isn't essential", () => {
    const helper = { name: "helper", essential: false };
    const world = worldOf(service({ desiredCount: 1 }), taskDefinition([APPLICATION, helper])).after(60);
    const [task] = world.tasks("RUNNING");
    world.observe({ kind: "container-exited", taskArn: task?.arn ?? "", container: "helper", exitCode: 0 }).after(1);
    expect(world.tasks()).toMatchObject([
      { lastStatus: "RUNNING", containers: [{ lastStatus: "RUNNING" }, { lastStatus: "STOPPED", exitCode: 0 }] },
    ]);
  });

  it("fails where one that others wait for fails", () => {
    const configuration = { name: "configuration", essential: false };
    const waiting = { ...APPLICATION, dependsOn: [{ containerName: "configuration", condition: "SUCCESS" }] };
    const world = worldOf(service({ desiredCount: 1 }), taskDefinition([waiting, configuration]), {
      conduct: () => ({ startSeconds: Number.POSITIVE_INFINITY }),
    }).after(21);
    const [task] = world.tasks("PENDING");
    const exit = { kind: "container-exited", taskArn: task?.arn ?? "", container: "configuration" } as const;
    world.observe({ ...exit, exitCode: 1 }).after(1);
    expect(world.tasks()[0]).toMatchObject({ stopCode: "TaskFailedToStart", desiredStatus: "STOPPED" });
  });

  it("keeps the reason for which it can't start", () => {
    const failure = "CannotPullContainerError: pull image manifest: shop/web:1: not found";
    const world = worldOf(service({ desiredCount: 1 }), taskDefinition(), { conduct: () => ({ failure }) }).after(24);
    expect(world.tasks()[0]).toMatchObject({ stopCode: "TaskFailedToStart", stoppedReason: failure });
  });
});

describe("StopTask", () => {
  it.each([
    ["", "Task stopped by user"],
    ["looks hung", "looks hung"],
  ])("stops a task for the reason %p, and the service replaces it", (reason, stoppedReason) => {
    const world = worldOf(service({ desiredCount: 1 }), taskDefinition()).after(60);
    const [task] = world.tasks("RUNNING");
    world.observe({ kind: "stop-requested", taskArn: task?.arn ?? "", reason }).after(60);
    expect(world.running.find("task", task?.arn ?? "")).toMatchObject({ stopCode: "UserInitiated", stoppedReason });
    expect(world.tasks("RUNNING")).toHaveLength(1);
  });
});

describe("The start of the world", () => {
  it("knows that no task of before runs, and replaces each", () => {
    const world = worldOf(service(), taskDefinition(), { targetGroups: TARGETS }).after(60);
    const before = world.tasks().map(({ arn }) => arn);
    world.observe({ kind: "world-started" }).after(1);
    for (const arn of before) {
      expect(world.running.find("task", arn)).toMatchObject({ lastStatus: "STOPPED", stopCode: "TerminationNotice" });
    }
    expect(world.commands.filter(({ kind }) => kind === "stop-task")).toEqual([]);
    expect(world.after(60).tasks("RUNNING")).toHaveLength(2);
    expect(world.running.all("target").map(({ state }) => state)).toEqual(["healthy", "healthy"]);
  });
});

describe("A service that is gone", () => {
  it("leaves no task behind", () => {
    const world = worldOf(service(), taskDefinition()).after(60);
    world.apply({ kind: "service", id: SERVICE_ARN }, { kind: "serviceRevision", id: REVISION_ARN }).after(20);
    expect(world.tasks().map(({ lastStatus }) => lastStatus)).toEqual(["STOPPED", "STOPPED"]);
  });
});
