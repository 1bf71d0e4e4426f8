import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { VirtualClock } from "../../../../localcloud/behaviour/clock/virtual-clock";
import type { Command } from "../../../../localcloud/behaviour/model/command";
import type { Controller, Outcome, Situation } from "../../../../localcloud/behaviour/model/controller";
import type { RunningAlarm } from "../../../../localcloud/behaviour/model/scaling";
import { DEFAULT_PARAMETERS } from "../../../../localcloud/behaviour/parameters";
import { seededDraw } from "../../../../localcloud/behaviour/world/draw";
import { RunningState } from "../../../../localcloud/behaviour/world/running-state";
import { World, type WorldParts } from "../../../../localcloud/behaviour/world/world";
import { Journal } from "../../../../localcloud/state/journal";

const ALARM: RunningAlarm = {
  arn: "arn:aws:cloudwatch:eu-west-1:123456789012:alarm:cpu",
  name: "cpu",
  region: "eu-west-1",
  state: "OK",
  reason: "",
  updatedAt: 0,
  transitionedAt: 0,
};

function controller(
  name: string,
  reconcile: (situation: Situation) => Outcome,
  other: Partial<Controller> = {},
): Controller {
  return { name, watches: [], hears: [], reconcile, ...other };
}

function worldOf(
  controllers: readonly Controller[],
  other: Partial<WorldParts> = {},
): { world: World; clock: VirtualClock; running: RunningState } {
  const clock = new VirtualClock(0);
  const running = new RunningState();
  const world = new World({
    clock,
    cloud: { accountId: "123456789012", find: () => undefined, ofType: () => [], put: () => undefined },
    running,
    metrics: { values: () => [], add: () => undefined },
    controllers,
    runtimes: [],
    parameters: DEFAULT_PARAMETERS,
    draw: seededDraw(1),
    ...other,
  });
  return { world, clock, running };
}

describe("World", () => {
  it("lets a controller look again when it said", () => {
    const looked: number[] = [];
    const { world, clock } = worldOf([
      controller("minutely", ({ now }) => {
        looked.push(now);
        return { wakeAt: now + 60_000 };
      }),
    ]);
    world.start();
    clock.runUntil(150_000);
    expect(looked).toEqual([0, 60_000, 120_000]);
  });

  it("lets those that watch a kind look at its changes, at the same instant", () => {
    const seen: string[] = [];
    const ringing = { kind: "alarm", id: ALARM.arn, value: { ...ALARM, state: "ALARM" } } as const;
    const { world, clock } = worldOf([
      controller(
        "watching",
        ({ now, running }) => {
          seen.push(
            `${now} ${running
              .all("alarm")
              .map(({ state }) => state)
              .join()}`,
          );
          return {};
        },
        { watches: ["alarm"] },
      ),
      controller("ringing", ({ now }) => (now < 1_000 ? { wakeAt: 1_000 } : { changes: [ringing] })),
    ]);
    world.start();
    clock.runUntil(2_000);
    expect(seen).toEqual(["0 ", "1000 ALARM"]);
  });

  it("hands each observation once to each controller that hears its kind", () => {
    const heard: string[] = [];
    const hearing = (name: string) =>
      controller(
        name,
        ({ observations }) => {
          heard.push(...observations.map(({ kind }) => `${name} ${kind}`));
          return {};
        },
        { hears: ["task-ended"] },
      );
    const { world, clock } = worldOf([hearing("one"), hearing("other"), controller("deaf", () => ({}))]);
    world.start();
    world.observe({ kind: "task-ended", taskArn: "task" });
    clock.runUntil(10);
    expect(heard).toEqual(["one task-ended", "other task-ended"]);
  });

  it("records a change before it has anything done about it", () => {
    const order: string[] = [];
    const { world, clock } = worldOf(
      [
        controller("starting", ({ now }) =>
          now > 0
            ? {}
            : { changes: [{ kind: "alarm", id: "a", value: ALARM }], commands: [{ kind: "stop-task", taskArn: "t" }] },
        ),
      ],
      {
        running: new RunningState({ append: () => order.push("recorded") }),
        runtimes: [
          {},
          { "stop-task": ({ taskArn }: Command & { kind: "stop-task" }) => order.push(`stopped ${taskArn}`) },
        ],
      },
    );
    world.start();
    clock.runUntil(10);
    expect(order).toEqual(["recorded", "stopped t"]);
  });

  it("names the controllers that undo each other's work without end", () => {
    const toggling = (name: string, state: RunningAlarm["state"]): Controller =>
      controller(name, () => ({ changes: [{ kind: "alarm", id: "a", value: { ...ALARM, state } }] }), {
        watches: ["alarm"],
      });
    const { world, clock } = worldOf([toggling("one", "OK"), toggling("other", "ALARM")]);
    world.start();
    expect(() => {
      clock.runUntil(10);
    }).toThrow("controllers don't settle: one, other");
  });

  it("does nothing once it is closed", () => {
    const looked: number[] = [];
    const { world, clock } = worldOf([
      controller("minutely", ({ now }) => {
        looked.push(now);
        return { wakeAt: now + 60_000 };
      }),
    ]);
    world.start();
    clock.runUntil(10);
    world.close();
    clock.runUntil(300_000);
    expect(looked).toEqual([0]);
  });
});

describe("RunningState", () => {
  it("is the same after its process ended", () => {
    const directory = mkdtempSync(join(tmpdir(), "running-"));
    const { journal } = Journal.open(directory);
    const before = new RunningState(journal);
    before.apply([
      { kind: "alarm", id: "arn:a", value: ALARM },
      { kind: "alarm", id: "arn:b", value: ALARM },
    ]);
    before.apply([{ kind: "alarm", id: "arn:b" }]);
    journal.close();
    const { journal: next, values } = Journal.open(directory);
    next.close();
    const after = new RunningState(undefined, values);
    expect(after.all("alarm")).toEqual([ALARM]);
    expect(after.find("alarm", "arn:b")).toBeUndefined();
  });
});
