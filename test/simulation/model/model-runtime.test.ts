import { VirtualClock } from "../../../localcloud/behaviour/clock/virtual-clock";
import type { Observation } from "../../../localcloud/behaviour/model/observation";
import type { RunningTask } from "../../../localcloud/behaviour/model/task";
import { RunningState } from "../../../localcloud/behaviour/world/running-state";
import { ModelRuntime } from "../../../simulation/model/model-runtime";
import { DEFAULT_MODEL } from "../../../simulation/model/service-model";
import { runningTask } from "../../localcloud/runtimes/support/sample-tasks";

const CONTAINERS: RunningTask["containers"] = ["application", "sidecar"].map((name) => ({
  ...{ name, essential: true, lastStatus: "PENDING", healthStatus: "UNKNOWN" },
}));

function begin() {
  const clock = new VirtualClock(0);
  const observed: Observation[] = [];
  const observe = (...observations: readonly Observation[]): void => void observed.push(...observations);
  const runtime = new ModelRuntime({ clock, running: new RunningState(), observe, modelOf: () => DEFAULT_MODEL });
  const start = (task: RunningTask): void => runtime.handlers["start-task"]?.({ kind: "start-task", task });
  const pass = (seconds: number): void => {
    clock.runUntil(clock.now() + seconds * 1000);
  };
  return { runtime, observed, start, pass };
}

describe("tasks of the model", () => {
  it("end with exit code 0 once they have done their work, where no service wants them", () => {
    const { observed, start, pass } = begin();
    const { arn: taskArn, ...task } = runningTask("one", { containers: CONTAINERS });
    start({ arn: taskArn, ...task });
    pass(DEFAULT_MODEL.startUpSeconds + 9);
    expect(observed).toEqual([{ kind: "task-started", taskArn, addresses: [] }]);
    pass(1);
    expect(observed.slice(1)).toEqual(
      ["application", "sidecar"].map((container) => ({ kind: "container-exited", taskArn, container, exitCode: 0 })),
    );
  });

  it("answer later, and fewer requests, while they are slow", () => {
    const { runtime, start, pass } = begin();
    start(runningTask("one", { containers: CONTAINERS, serviceArn: "arn:aws:ecs:eu-west-1:1:service/shop" }));
    pass(DEFAULT_MODEL.startUpSeconds);
    const [modelled] = runtime.all();
    if (modelled === undefined) throw new Error("the task doesn't run");
    const before = runtime.serve(modelled, 20, 60);
    modelled.slowness = 10;
    const after = runtime.serve(modelled, 20, 60);

    expect(after?.served ?? 0).toBeLessThan(before?.served ?? 0);
    expect(after?.responseSeconds ?? 0).toBeGreaterThanOrEqual(10 * DEFAULT_MODEL.responseSeconds);
  });

  it("run on where a service wants them, and where they are being stopped already", () => {
    const { runtime, observed, start, pass } = begin();
    const ofService = runningTask("one", {
      containers: CONTAINERS,
      serviceArn: "arn:aws:ecs:eu-west-1:1:service/shop",
    });
    const stopped = runningTask("two", { containers: CONTAINERS });
    start(ofService);
    start(stopped);
    pass(DEFAULT_MODEL.startUpSeconds + 9);
    runtime.handlers["stop-task"]?.({ kind: "stop-task", taskArn: stopped.arn });
    pass(3600);
    expect(observed.filter(({ kind }) => kind !== "task-started")).toEqual([
      { kind: "task-ended", taskArn: stopped.arn },
    ]);
  });
});
