import { schedules } from "../../../../localcloud/behaviour/scheduler/schedules";
import type { CloudResource } from "../../../../localcloud/model/resource";
import type { Properties } from "../../../../localcloud/model/values";
import { CLUSTER_ARN, taskDefinition } from "../ecs/tasks/cluster";
import { SmallWorld } from "../ecs/tasks/small-world";
import { resource } from "../support/deployed";

/** The small world begins with the epoch: midnight of a Thursday in UTC, one o'clock in Berlin. */
const HOUR = 3600;
const ROLE = "arn:aws:iam::123456789012:role/schedule";

function roleResources(action = "*"): CloudResource[] {
  const policy = JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Action: action === "*" ? ["ecs:*", "iam:*"] : action, Resource: "*" }],
  });
  return [
    resource("aws:iam/role:Role", "schedule", {}, { arn: ROLE, name: "schedule" }),
    resource("aws:iam/rolePolicy:RolePolicy", "schedule", { role: "schedule", policy }),
  ];
}

function schedule(name: string, inputs: Properties, ofEcs: Properties = {}): CloudResource {
  const target = {
    arn: CLUSTER_ARN,
    roleArn: ROLE,
    ecsParameters: {
      taskDefinitionArn: taskDefinition().id,
      launchType: "FARGATE",
      networkConfiguration: { subnets: ["subnet-a", "subnet-b"] },
      ...ofEcs,
    },
  };
  return resource("aws:scheduler/schedule:Schedule", `default/${name}`, { target, ...inputs }, { name });
}

const CLUSTER = resource("aws:ecs/cluster:Cluster", CLUSTER_ARN, { name: "shop" }, { name: "shop" });

function world(...resources: readonly CloudResource[]): SmallWorld {
  return worldWithRuns(60, ...resources);
}

/** A world in which each run takes so many seconds. */
function worldWithRuns(exitSeconds: number, ...resources: readonly CloudResource[]): SmallWorld {
  return new SmallWorld({
    resources: [CLUSTER, taskDefinition(), ...roleResources(), ...resources],
    controllers: [schedules],
    conduct: () => ({ exitSeconds }),
  });
}

/** Deploys something as an update does. */
function deploy(small: SmallWorld, ...resources: readonly CloudResource[]): void {
  small.cloud.put(...resources);
  small.world.resourcesChanged();
}

function startsOf(small: SmallWorld): number[] {
  return small.tasks().map(({ createdAt }) => createdAt / 1000 / HOUR);
}

function toldOf(small: SmallWorld): string[] {
  return small.events.filter(({ source }) => source === "scheduler").map(({ message }) => message);
}

describe("a schedule", () => {
  it("runs its task at its time, every day, to the task's end", () => {
    const small = world(
      schedule("nightly", { scheduleExpression: "cron(0 3 * * ? *)" }, { group: "schedule-nightly" }),
    );

    small.after(3 * HOUR - 1);
    expect(small.tasks()).toEqual([]);
    small.after(1);
    expect(small.tasks()).toMatchObject([
      {
        group: "schedule-nightly",
        startedBy: "chronos-schedule/nightly",
        launchType: "FARGATE",
        createdAt: 10_800_000,
      },
    ]);
    small.after(0.5 * HOUR);
    expect(small.tasks()).toMatchObject([{ lastStatus: "STOPPED", stopCode: "EssentialContainerExited" }]);
    small.after(24 * HOUR);
    expect(toldOf(small)).toEqual([expect.stringMatching(/^ran arn:.*:task\/shop\//), expect.stringMatching(/^ran /)]);
  });

  it("has the time of its time zone", () => {
    const inputs = { scheduleExpression: "cron(0 3 * * ? *)", scheduleExpressionTimezone: "Europe/Berlin" };
    const small = world(schedule("nightly", inputs));

    small.after(2 * HOUR);

    expect(startsOf(small)).toEqual([2]);
  });

  it("runs once at a single time", () => {
    const small = world(schedule("once", { scheduleExpression: "at(1970-01-01T05:00:00)" }));

    small.after(48 * HOUR);

    expect(toldOf(small)).toHaveLength(1);
  });

  it("begins a new rate at once, and one with a start date at that", () => {
    const startDate = "1970-01-01T02:30:00Z";
    const small = world(
      schedule("now", { scheduleExpression: "rate(2 hours)" }),
      schedule("later", { scheduleExpression: "rate(2 hours)", startDate, endDate: "1970-01-01T03:00:00Z" }),
    );

    small.after(5 * HOUR);

    const runs = small.events.filter(({ source }) => source === "scheduler");
    expect(runs.map(({ subject, at }) => [subject, at / 1000 / HOUR])).toEqual([
      ["now", 0],
      ["now", 2],
      ["later", 2.5],
      ["now", 4],
    ]);
  });

  it("starts the next run although the one before still goes on, as AWS does", () => {
    const small = worldWithRuns(300, schedule("often", { scheduleExpression: "rate(1 minute)" }));

    small.after(130);

    expect(small.tasks("RUNNING", "PENDING", "PROVISIONING").length).toBeGreaterThan(1);
  });

  it("gives each of several at one time an address of its own", () => {
    const at = { scheduleExpression: "cron(0 3 * * ? *)" };
    const small = world(schedule("one", at), schedule("two", at), schedule("three", at));

    small.after(3 * HOUR);

    expect(new Set(small.tasks().map(({ privateAddress }) => privateAddress)).size).toBe(3);
  });

  it("passes its overrides on, and runs several tasks", () => {
    const overrides = { containerOverrides: [{ name: "application", command: ["report"] }] };
    const given = schedule("report", { scheduleExpression: "at(1970-01-01T01:00:00)" }, { taskCount: 2 });
    const target = { ...(given.inputs.target as Properties), input: JSON.stringify(overrides) };
    const small = world({ ...given, inputs: { ...given.inputs, target } });

    small.after(HOUR);

    expect(small.tasks()).toMatchObject([{ overrides }, { overrides }]);
  });

  it("runs nothing while it is disabled, and makes up for nothing afterwards", () => {
    const expression = { scheduleExpression: "cron(0 * * * ? *)" };
    const small = world(schedule("hourly", { ...expression, state: "DISABLED" }));
    small.after(1.5 * HOUR);
    expect(small.tasks()).toEqual([]);

    deploy(small, schedule("hourly", { ...expression, state: "ENABLED" }));
    small.after(0.25 * HOUR);
    expect(small.tasks()).toEqual([]);
    small.after(0.25 * HOUR);
    expect(startsOf(small)).toEqual([2]);
  });

  it("counts from its change on when its time changes", () => {
    const small = world(schedule("nightly", { scheduleExpression: "cron(0 12 * * ? *)" }));
    small.after(4 * HOUR);

    // Three o'clock is over when the schedule learns of it.
    deploy(small, schedule("nightly", { scheduleExpression: "cron(0 3 * * ? *)" }));
    small.after(22 * HOUR);
    expect(small.tasks()).toEqual([]);
    small.after(HOUR);
    expect(startsOf(small)).toEqual([27]);
    deploy(small, schedule("nightly", { scheduleExpression: "rate(4 hours)" }));
    small.after(HOUR);
    expect(toldOf(small)).toHaveLength(1);
  });

  it("uses the new revision for its next run, and lets a run that goes on alone", () => {
    const small = worldWithRuns(2 * HOUR).after(60);
    deploy(small, schedule("often", { scheduleExpression: "rate(1 hour)" }));
    small.after(60);

    const next = taskDefinition(undefined, {}, 2);
    deploy(small, next, schedule("often", { scheduleExpression: "rate(1 hour)" }, { taskDefinitionArn: next.id }));
    small.after(HOUR);

    expect(small.tasks("RUNNING").map(({ taskDefinitionArn }) => taskDefinitionArn.split(":").at(-1))).toEqual([
      "1",
      "2",
    ]);
  });

  it("runs no more once it is deleted, and begins anew where it comes again", () => {
    const hourly = schedule("hourly", { scheduleExpression: "cron(0 * * * ? *)" });
    const small = world(hourly).after(HOUR);

    small.cloud.delete(hourly);
    small.world.resourcesChanged();
    small.after(3 * HOUR);
    expect(toldOf(small)).toHaveLength(1);
    deploy(small, hourly);
    small.after(0.5 * HOUR);
    expect(toldOf(small)).toHaveLength(1);
  });

  it("says why it could not run: its role, its task, or ECS", () => {
    const at = { scheduleExpression: "cron(0 1 * * ? *)" };
    const gone = schedule("gone", at, { taskDefinitionArn: `${taskDefinition().id}2` });
    const nowhere = schedule("nowhere", at, { networkConfiguration: { subnets: ["subnet-z"] } });
    const small = world(gone, nowhere).after(HOUR);
    expect(toldOf(small)).toEqual([
      "could not run its task: TaskDefinition not found.",
      expect.stringContaining("The subnet ID 'subnet-z' does not exist"),
    ]);

    deploy(small, ...roleResources("ecs:DescribeTasks"));
    small.after(24 * HOUR);
    expect(toldOf(small).slice(2)).toEqual([
      expect.stringContaining("is not authorized to perform: ecs:RunTask"),
      expect.stringContaining("is not authorized to perform: ecs:RunTask"),
    ]);
    expect(small.tasks()).toEqual([]);
  });
});
