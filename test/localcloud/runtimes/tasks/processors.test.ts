import fc from "fast-check";
import { cpuOfShare, Processors } from "../../../../localcloud/runtimes/tasks/processors";

const [ONE, TWO, THREE] = ["task-1", "task-2", "task-3"];

/** A machine of two processors, and how long they have had nothing to do. */
class Machine {
  seconds = 0;
  idleSeconds = 0;
  readonly processors = new Processors(
    2,
    () => this.idleSeconds,
    () => this.seconds * 1000,
  );

  constructor(tasks: readonly string[], cpu: number) {
    for (const task of tasks) this.processors.started(task, cpu);
  }

  /** Lets some seconds pass, in which so many processors are busy. */
  pass(seconds: number, busy: number): void {
    this.seconds += seconds;
    this.idleSeconds += seconds * (2 - busy);
  }
}

describe("what a task uses of its share of the machine", () => {
  it.each([
    // used, cpu, available, reserved, expected
    [0.5, 1024, 4, 3, 512], // room for all: of its own vCPU, as on AWS
    [0.5, 1024, 2, 4, 1024], // its share is half a processor
    [0.25, 1024, 2, 4, 512],
    [0.25, 2048, 2, 4, 512], // a larger task has a larger share
    [0.125, 256, 2, 4, 256],
    [0, 1024, 2, 4, 0],
    [1.5, 1024, 2, 4, 1024], // beside quiet tasks it gets more than a task on AWS can
  ])(
    "%d processors of a task with %d units, of %d for %d vCPU, are %d units",
    (used, cpu, available, reserved, units) => {
      expect(cpuOfShare(used, cpu, available, reserved)).toBe(units);
    },
  );

  it("is never more than the task reserves, and never less than what AWS would show", () => {
    const tasks = fc.record({
      used: fc.double({ min: 0, max: 8, noNaN: true }),
      cpu: fc.constantFrom(256, 512, 1024, 4096),
      available: fc.double({ min: 0.5, max: 64, noNaN: true }),
      others: fc.double({ min: 0, max: 100, noNaN: true }),
    });
    fc.assert(
      fc.property(tasks, ({ used, cpu, available, others }) => {
        const units = cpuOfShare(used, cpu, available, cpu / 1024 + others);

        expect(units).toBeLessThanOrEqual(cpu);
        expect(units).toBeGreaterThanOrEqual(Math.min(cpu, used * 1024) - 1e-6);
      }),
    );
  });
});

describe("the processors of a machine", () => {
  it("are each task's own where there are enough", () => {
    const machine = new Machine([ONE, TWO], 512);
    machine.pass(10, 0.25);

    expect(machine.processors.reservation).toEqual({ cores: 2, reserved: 1 });
    expect(machine.processors.cpuOf(ONE, 0.25)).toBe(256);
  });

  it("are shared by what tasks reserve where there are too few", () => {
    const machine = new Machine([ONE, TWO, THREE], 1024);
    machine.processors.started("small", 1024);
    machine.pass(10, 0.25);

    expect(machine.processors.reservation).toEqual({ cores: 2, reserved: 4 });
    expect(machine.processors.cpuOf(ONE, 0.25)).toBe(512); // half of half a processor
  });

  it("are the tasks' only as far as other programs leave them, but a tenth of them always", () => {
    const tasks = [ONE, TWO, THREE, "task-4"];
    const machine = new Machine(tasks, 1024);
    for (const task of tasks) machine.processors.cpuOf(task, 0.25);
    machine.pass(10, 1.5); // one processor for these four, and half a one for others

    expect(machine.processors.cpuOf("task-4", 0.25)).toBeCloseTo((1024 * 0.25) / (1.5 / 4));

    for (const task of tasks) machine.processors.cpuOf(task, 0.01);
    machine.pass(10, 2);

    expect(machine.processors.cpuOf(ONE, 0.01)).toBeCloseTo((1024 * 0.01) / (0.2 / 4));
  });

  it("are all in use where nothing of them is idle", () => {
    const machine = new Machine([ONE, TWO], 2048);
    machine.processors.cpuOf(ONE, 0.3);
    machine.pass(10, 2); // the rest is the load balancer's and the load generator's
    machine.processors.cpuOf(TWO, 0.3);

    expect(machine.processors.cpuOf(ONE, 0.3)).toBeCloseTo(2048);
  });

  it("are shared anew when a task ends", () => {
    const machine = new Machine([ONE, TWO, THREE, "task-4"], 1024);
    for (const task of [TWO, THREE]) machine.processors.ended(task);
    machine.pass(10, 0.25);

    expect(machine.processors.cpuOf(ONE, 0.25)).toBe(256);
    expect(machine.processors.cpuOf(TWO, 0.25)).toBe(0);
  });
});
