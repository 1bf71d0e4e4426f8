import type { ControlError } from "../../../localcloud/control/inspection";
import type { RunningChange } from "../../../localcloud/behaviour/model/running";
import { RunningState } from "../../../localcloud/behaviour/world/running-state";
import { liveFault } from "../../../localcloud/live/live-fault";
import { instance, service, SERVICE_ARN } from "../behaviour/ecs/tasks/cluster";
import { Deployed, resource } from "../behaviour/support/deployed";
import { databaseInstance } from "../runtimes/support/sample-stores";
import { runningTask } from "../runtimes/support/sample-tasks";

const TASKS = ["0a1b", "0a2c", "ffff"].map((id) =>
  runningTask(id, id === "ffff" ? { lastStatus: "STOPPED" } : { lastStatus: "RUNNING" }),
);
const ZONE = { region: "eu-west-1", availabilityZone: "eu-west-1a" };

function context(...changes: readonly RunningChange[]) {
  const running = new RunningState();
  running.apply([
    ...TASKS.map((value) => ({ kind: "task" as const, id: value.arn, value })),
    { kind: "instance", id: "i-one", value: instance("one", "a") },
    ...changes,
  ]);
  const subnet = resource("aws:ec2/subnet:Subnet", "subnet-1", {}, { availabilityZone: "eu-west-1a" });
  const databases = [databaseInstance("shop", { multiAz: true }), databaseInstance("alone")];
  return { running, cloud: new Deployed(service(), subnet, ...databases) };
}

function refusal(name: string, subject: string): Pick<ControlError, "message" | "nextStep"> {
  try {
    liveFault(name, subject, context());
  } catch (error) {
    const { message, nextStep } = error as ControlError;
    return { message, nextStep };
  }
  throw new Error("it was accepted");
}

describe("a fault of what runs", () => {
  it.each(["0a1", "0a1b", TASKS[0]?.arn ?? ""])("finds the task %s", (subject) => {
    const { task, observations } = liveFault("kill-task", subject, context());

    expect(task).toEqual({ arn: TASKS[0]?.arn, how: "crash" });
    expect(observations).toEqual([]);
  });

  it("lets a task hang", () => {
    expect(liveFault("hang-task", "0a2", context()).task).toEqual({ arn: TASKS[1]?.arn, how: "hang" });
  });

  it.each([
    ["slow-task", "slow"],
    ["leak-memory", "leak"],
    ["fail-health", "failHealth"],
  ])("%s lasts until it is cleared", (name, how) => {
    const { task, told } = liveFault(name, "0a2", context());

    expect(task).toEqual({ arn: TASKS[1]?.arn, how });
    expect(told).toContain("until npm run local -- cloud clear-faults");
  });

  it("throttles the API of a service, and of none that isn't answered", () => {
    expect(liveFault("throttle-api", "ecs", context()).throttledApi).toBe("ecs");
    expect(refusal("throttle-api", "lambda").nextStep).toContain("\n  ecs\n");
  });

  it("has a service's tasks end as soon as they have started", () => {
    expect(liveFault("crash-at-start", "web", context()).crashingService).toBe(SERVICE_ARN);
  });

  it("has a database with a standby fail over, and no other", () => {
    expect(liveFault("fail-over", "shop", context()).failOver).toEqual({ resource: "db-shop", seconds: 60 });
    expect(refusal("fail-over", "alone").message).toBe(
      "alone isn't configured for Multi-AZ: there is nothing to fail over to",
    );
    expect(refusal("fail-over", "none")).toEqual({
      message: "there is no database none",
      nextStep: "There are:\n  shop\n  alone",
    });
  });

  it("has an instance fail", () => {
    expect(liveFault("fail-instance", "i-one", context()).observations).toEqual([
      { kind: "instance-failed", instanceId: "i-one", reason: "EC2 instance status checks failed" },
    ]);
  });

  it.each([
    ["lose-zone", true],
    ["no-capacity", false],
  ])("%s takes the capacity of a zone", (name, isOutage) => {
    expect(liveFault(name, "eu-west-1a", context()).observations).toEqual([
      { kind: "capacity-lost", ...ZONE, isOutage },
    ]);
  });

  it.each([
    ["restore-zone", true],
    ["restore-capacity", false],
  ])("%s ends what was begun, and refuses what wasn't", (name, isOutage) => {
    const lost = (outage: boolean) =>
      context({ kind: "capacityShortage", id: "z", value: { ...ZONE, isOutage: outage, since: 0 } });

    expect(liveFault(name, "eu-west-1a", lost(isOutage)).observations).toEqual([
      { kind: "capacity-restored", ...ZONE, isOutage },
    ]);
    expect(() => liveFault(name, "eu-west-1a", lost(!isOutage))).toThrow(/zone eu-west-1a/);
  });

  it.each([
    ["kill-task", "0a", "2 tasks begin with 0a", "0a1b"],
    ["kill-task", "ffff", "there is no task ffff", "0a1b"],
    ["kill-task", "", "there is no task without a name", "0a2c"],
    ["crash-at-start", "wep", "there is no service wep", "web"],
    ["fail-instance", "i-two", "there is no instance i-two", "i-one"],
    ["lose-zone", "eu-west-1z", "there is no zone eu-west-1z", "eu-west-1a"],
    ["kill", "0a1b", "there is no fault kill", "kill-task"],
  ])("%s %s is refused with what there is", (name, subject, message, known) => {
    expect(refusal(name, subject)).toEqual({ message, nextStep: expect.stringContaining(`\n  ${known}`) as string });
  });
});
