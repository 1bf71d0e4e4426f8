import { MigrationError } from "../../../../components/database-migration/provider/failure";
import type { MigrationRunInputs } from "../../../../components/database-migration/provider/inputs";
import { runKey, runMigration } from "../../../../components/database-migration/provider/run-migration";
import { FAILURE, FakeTasks } from "./fake-tasks";

const NAME = "shop-migration";
const INPUTS: MigrationRunInputs = {
  image: `registry.example.com/shop@sha256:${"1".repeat(64)}`,
  command: ["node", "dist/migrate.js"],
  databaseHost: "shop.abc.eu-west-1.rds.amazonaws.com",
  clusterArn: "arn:aws:ecs:eu-west-1:123456789012:cluster/shop",
  taskDefinitionArn: "arn:aws:ecs:eu-west-1:123456789012:task-definition/shop-migration:3",
  subnetIds: ["subnet-a"],
  securityGroupIds: ["sg-a"],
  logGroupName: "/ecs/shop-migration",
  timeoutSeconds: 600,
};
const OTHER = "arn:aws:ecs:eu-west-1:123456789012:task/shop/other";
const OWN = "arn:aws:ecs:eu-west-1:123456789012:task/shop/own";

/** Runs a migration on a clock that jumps to the end of each wait. */
function run(tasks: FakeTasks, inputs = INPUTS, controller = new AbortController(), onSleep?: () => void) {
  const reported: string[] = [];
  let time = 0;
  const sleep = (milliseconds: number, signal: AbortSignal): Promise<void> => {
    time += milliseconds;
    onSleep?.();
    return signal.aborted ? Promise.reject(new Error("aborted")) : Promise.resolve();
  };
  const report = (line: string): void => void reported.push(line);
  const result = runMigration(inputs, { tasks, report, now: () => time, sleep, signal: controller.signal, name: NAME });
  return { result, reported, elapsed: () => time };
}

const failureOf = (tasks: FakeTasks, inputs = INPUTS): Promise<string> =>
  run(tasks, inputs).result.then(
    () => {
      throw new Error("the migration did not fail");
    },
    (error: unknown) => {
      expect(error).toBeInstanceOf(MigrationError);
      return (error as Error).message;
    },
  );

describe("a run of a migration", () => {
  it("starts one task and waits for its end, with its states and its log", async () => {
    const tasks = new FakeTasks();
    tasks.lines = [{ id: "1", text: "migrated 0001-proofs" }];
    const { result, reported } = run(tasks);

    await expect(result).resolves.toBe("arn:aws:ecs:eu-west-1:123456789012:task/shop/1");
    expect(tasks.started).toHaveLength(1);
    expect(reported).toEqual([
      "started task 1",
      "migrated 0001-proofs",
      "task 1 is PENDING",
      "task 1 is RUNNING",
      "task 1 is STOPPED",
      "the migration is done: 1",
    ]);
  });

  it("keeps within what RunTask takes (Amazon ECS API Reference, RunTask)", async () => {
    const tasks = new FakeTasks();
    await run(tasks).result;

    const [{ startedBy, clientToken }] = tasks.started as [(typeof tasks.started)[number]];
    expect(startedBy).toMatch(/^[\w/-]{1,128}$/);
    expect(clientToken).toMatch(/^[\x21-\x7e]{1,64}$/);
  });

  it("tells runs apart by image, command, database, first password of services and name, and by nothing else", () => {
    const key = runKey(NAME, INPUTS);
    const others = [
      runKey("other-migration", INPUTS),
      runKey(NAME, { ...INPUTS, image: `registry.example.com/shop@sha256:${"2".repeat(64)}` }),
      runKey(NAME, { ...INPUTS, command: ["other"] }),
      runKey(NAME, { ...INPUTS, databaseHost: "restored.abc.eu-west-1.rds.amazonaws.com" }),
      runKey(NAME, { ...INPUTS, serviceSecretVersion: "0a1b" }),
      runKey(NAME, { ...INPUTS, serviceSecretVersion: "2c3d" }),
    ];

    expect(new Set([key, ...others]).size).toBe(7);
    expect(runKey(NAME, { ...INPUTS, taskDefinitionArn: "other", timeoutSeconds: 60, subnetIds: [] })).toBe(key);
  });

  it("waits for the task that an update before it started, and starts none", async () => {
    const tasks = new FakeTasks();
    tasks.add({ arn: OWN, startedBy: runKey(NAME, INPUTS) }, [
      {
        status: "STOPPED",
        containers: [
          { name: "role", exitCode: 0 },
          { name: "application", exitCode: 0 },
        ],
      },
    ]);

    await expect(run(tasks).result).resolves.toBe(OWN);
    expect(tasks.started).toEqual([]);
  });

  it("starts once the migration of another image has ended, however that ended", async () => {
    const tasks = new FakeTasks();
    tasks.add({ arn: OTHER, startedBy: "migration/other" }, FAILURE);
    const { result, reported } = run(tasks);

    await expect(result).resolves.toMatch(/\/1$/);
    expect(reported[0]).toBe("waiting for task other, the migration of another image");
    expect(tasks.started).toHaveLength(1);
  });

  it("doesn't start while the migration of another image runs until its time is over", async () => {
    const tasks = new FakeTasks();
    tasks.add({ arn: OTHER }, [{ status: "RUNNING" }]);

    expect(await failureOf(tasks)).toContain(
      `did not start within 600 seconds, since the one of another image still runs: ${OTHER}`,
    );
    expect([tasks.started, tasks.stopped]).toEqual([[], []]);
  });

  it("starts another task after a failure, by another token", async () => {
    const tasks = new FakeTasks([FAILURE]);
    await failureOf(tasks);
    await expect(run(tasks).result).resolves.toMatch(/\/2$/);

    const [first, second] = tasks.started;
    expect(first?.startedBy).toBe(second?.startedBy);
    expect(first?.clientToken).not.toBe(second?.clientToken);
  });

  it("fails with exit code, ECS's reason and the last twenty lines of the log", async () => {
    const tasks = new FakeTasks([FAILURE]);
    tasks.lines = Array.from({ length: 25 }, (_, index) => ({ id: String(index), text: `line ${index}.` }));
    const text = await failureOf(tasks);

    expect(text).toContain("the migration failed: its container application ended with exit code 7");
    expect(text).toContain("EssentialContainerExited: Essential container in task exited");
    expect(text).toContain("The last lines of its log /ecs/shop-migration:\n  line 5.\n");
    expect(text).toContain("  line 24.\n");
    expect(text).not.toContain("line 4.");
    expect(text).toContain("the version before goes on serving");
  });

  it("says so where the role could not be made, or no container ran", async () => {
    const role = { status: "STOPPED", containers: [{ name: "role", exitCode: 1 }, { name: "application" }] };
    expect(await failureOf(new FakeTasks([[role]]))).toContain("its container role ended with exit code 1");
    const reason = "CannotPullContainerError: pull image manifest has been retried";
    const pulled = {
      status: "STOPPED",
      stopCode: "TaskFailedToStart",
      stoppedReason: reason,
      containers: [{ name: "role" }, { name: "application" }],
    };
    const text = await failureOf(new FakeTasks([[pulled]]));
    expect(text).toContain("its container role did not run");
    expect(text).toContain(`TaskFailedToStart: ${reason}`);
    expect(text).toContain("Its log has no line.");
  });

  it("stops a task that takes too long, and waits for its end", async () => {
    const tasks = new FakeTasks([[{ status: "RUNNING" }]]);
    const text = await failureOf(tasks, { ...INPUTS, timeoutSeconds: 60 });

    expect(tasks.stopped).toEqual(["the migration took longer than 60 seconds"]);
    expect(text).toContain("the migration took longer than 60 seconds and was stopped");
    expect(text).toContain("UserInitiated: the migration took longer than 60 seconds");
  });

  it("leaves the task alone when the update is cancelled, and says how to go on", async () => {
    const tasks = new FakeTasks([[{ status: "RUNNING" }]]);
    const controller = new AbortController();
    let sleeps = 0;
    const { result } = run(tasks, INPUTS, controller, () => {
      sleeps += 1;
      if (sleeps === 3) controller.abort();
    });

    await expect(result).rejects.toThrow(/cancelled, and the task of the migration goes on: .*\/1\. Update again/);
    expect(tasks.stopped).toEqual([]);
  });

  it("gets over a connection that is lost for a while, and gives up after ten looks", async () => {
    const lost = (): Error => new Error("getaddrinfo EAI_AGAIN ecs.eu-west-1.amazonaws.com");
    const tasks = new FakeTasks();
    tasks.failures = Array.from({ length: 9 }, lost);
    const { result, reported } = run(tasks);
    await expect(result).resolves.toMatch(/\/1$/);
    expect(reported).toContain("can't look at task 1: getaddrinfo EAI_AGAIN ecs.eu-west-1.amazonaws.com");

    const away = new FakeTasks();
    away.failures = Array.from({ length: 10 }, lost);
    await expect(run(away).result).rejects.toThrow("EAI_AGAIN");
  });

  it("shows each line of the log once", async () => {
    const tasks = new FakeTasks();
    tasks.lines = [
      { id: "1", text: "same" },
      { id: "2", text: "same" },
    ];
    const { result, reported } = run(tasks);
    await result;

    expect(reported.filter((line) => line === "same")).toHaveLength(2);
  });
});
