import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { CloudResource } from "../../../../localcloud/model/resource";
import { storedVersion } from "../../../../localcloud/services/s3/object-version";
import { eventually } from "../../../examples/enterprise/servers/eventually";
import { TestRuntimes } from "../support/running";
import { container, REPOSITORY, resource, script, secretWith, taskDefinition } from "../support/sample-tasks";

const directory = mkdtempSync(join(tmpdir(), "proofpix-runtimes-"));
const running: TestRuntimes[] = [];

afterEach(async () => {
  await Promise.all(running.splice(0).map(({ runtimes }) => runtimes.close()));
});

afterAll(() => {
  rmSync(directory, { recursive: true });
});

async function runtimesOf(...resources: readonly CloudResource[]): Promise<TestRuntimes> {
  const made = new TestRuntimes(resources, directory);
  running.push(made);
  await made.runtimes.start();
  return made;
}

const HEALTH = {
  command: [
    "CMD",
    "node",
    "-e",
    'fetch("http://127.0.0.1:3000/health").then((r)=>process.exit(r.ok?0:1),()=>process.exit(1))',
  ],
  interval: 1,
  timeout: 20,
  retries: 3,
  startPeriod: 30,
};

/** A server of port 8080 and nothing else. */
const SERVE = 'require("http").createServer((q, s) => s.end("hello")).listen(8080)';
const FOR_EVER = "setInterval(() => undefined, 1000)";

it("runs the sample product: several tasks each on an address of its own, healthy, and stopped in good order", async () => {
  const runtimes = await runtimesOf(taskDefinition([container({ healthCheck: HEALTH })]));
  const tasks = [runtimes.startTask("one"), runtimes.startTask("two")];
  const urls = await Promise.all(tasks.map((task) => runtimes.url(task)));
  for (const url of urls) {
    await eventually(async () => {
      expect((await fetch(`${url}/health`)).status).toBe(200);
    });
  }
  for (const task of tasks)
    expect(await runtimes.reported("container-health", task)).toMatchObject({ status: "HEALTHY" });
  const [first = ""] = tasks;
  runtimes.stopTask(first);
  await runtimes.reported("task-ended", first);

  expect(new Set(urls).size).toBe(2);
  expect(await runtimes.reported("container-exited", first)).toMatchObject({ container: "application", exitCode: 0 });
  expect(await fetch(`${urls[1]}/health`)).toMatchObject({ status: 200 });
  expect(runtimes.logged).toContainEqual(
    expect.objectContaining({
      region: "eu-west-1",
      group: "/ecs/shop",
      stream: "ecs/application/one",
      message: expect.stringContaining('"message":"listening"') as unknown,
    }),
  );
});

it("gives a container its variables and secrets, JSON keys of secrets among them", async () => {
  const [database, version] = secretWith("database", '{"password":"open sesame"}');
  const [key, keyVersion] = secretWith("key", "plain");
  const print = "console.log(JSON.stringify([process.env.A, process.env.B, process.env.C, process.env.LOG_LEVEL]))";
  const definition = taskDefinition([
    script("application", print, {
      environment: [{ name: "A", value: "of the definition" }],
      secrets: [
        { name: "B", valueFrom: `${database?.id ?? ""}:password::` },
        { name: "C", valueFrom: key?.id },
      ],
    }),
  ]);
  const runtimes = await runtimesOf(definition, ...[database, version, key, keyVersion].flatMap((each) => each ?? []));
  const task = runtimes.startTask("one");

  expect(await runtimes.reported("container-exited", task)).toMatchObject({ exitCode: 0 });
  expect(runtimes.lines("application")).toEqual(['["of the definition","open sesame","plain","info"]']);
});

it("gives a container the command and the variables of RunTask's overrides", async () => {
  const print = (name: string) =>
    script(name, "console.log('of the definition')", { essential: name === "application" });
  const variables = [
    { name: "A", value: "of the definition" },
    { name: "B", value: "of the definition" },
  ];
  const definition = taskDefinition([{ ...print("application"), environment: variables }, print("sidecar")]);
  const runtimes = await runtimesOf(definition);
  const command = ["node", "-e", "console.log(process.env.A, process.env.B, process.env.C); process.exit(4)"];
  const environment = [
    { name: "B", value: "of the task" },
    { name: "C", value: "too" },
  ];
  const overrides = { containerOverrides: [{ name: "application", command, environment }] };
  const task = runtimes.startTask("one", { overrides });

  expect(await runtimes.reported("container-exited", task)).toBeDefined();
  await eventually(() => {
    expect(runtimes.lines("application")).toEqual(["of the definition of the task too"]);
  });
  await eventually(() => {
    expect(runtimes.lines("sidecar")).toEqual(["of the definition"]);
  });
  await eventually(() => {
    const ends = runtimes.all("container-exited", task).filter((each) => each.container === "application");
    expect(ends).toMatchObject([{ exitCode: 4 }]);
  });
});

it("gives a container the variables of its files", async () => {
  const print = "console.log(JSON.stringify([process.env.A, process.env.B, process.env.C, process.env.D]))";
  const files = ["first", "second"].map((name) => ({ type: "s3", value: `arn:aws:s3:::settings/${name}.env` }));
  const definition = taskDefinition([
    script("application", print, { environmentFiles: files, environment: [{ name: "D", value: "of the definition" }] }),
  ]);
  const object = (key: string, content: string): CloudResource =>
    resource("aws:s3/bucketObjectv2:BucketObjectv2", `settings/${key}`, { bucket: "settings", key, content });
  const runtimes = await runtimesOf(
    definition,
    object("first.env", 'A=one\n#B=comment\nC="a=b"\nD=file\n'),
    object("second.env", "A=two\nB=two\n"),
  );
  const task = runtimes.startTask("one");
  await runtimes.reported("container-exited", task);

  expect(runtimes.lines("application")).toEqual(['["one","two","\\"a=b\\"","of the definition"]']);
});

it("reads the newest version of a file that was put through S3's API", async () => {
  const key = "shop.env";
  const environmentFiles = [{ type: "s3", value: `arn:aws:s3:::settings/${key}` }];
  const version = (contentId: string, at: number): CloudResource =>
    storedVersion(
      {
        ...{ bucket: "settings", key, versionId: contentId, contentId, at, size: 3, etag: "" },
        ...{ isDeleteMarker: false, described: {}, metadata: {} },
      },
      "eu-west-1",
    );
  const definition = taskDefinition([script("application", "console.log(process.env.A)", { environmentFiles })]);
  const readContent = (contentId: string): Buffer => Buffer.from(`A=${contentId}`);
  const runtimes = new TestRuntimes([definition, version("one", 1), version("two", 2)], directory, { readContent });
  running.push(runtimes);
  await runtimes.runtimes.start();
  await runtimes.reported("container-exited", runtimes.startTask("one"));

  expect(runtimes.lines("application")).toEqual(["two"]);
});

it("doesn't start a task whose file of variables isn't there", async () => {
  const environmentFiles = [{ type: "s3", value: "arn:aws:s3:::settings/none.env" }];
  const runtimes = await runtimesOf(taskDefinition([container({ environmentFiles })]));
  const task = runtimes.startTask("one");

  expect(await runtimes.reported("task-failed", task)).toMatchObject({
    reason: expect.stringMatching(/^ResourceInitializationError: failed to download env files: .*NoSuchKey/) as unknown,
  });
});

it("doesn't start a task whose secret isn't there, and says so in ECS's words", async () => {
  const valueFrom = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:none-AbCdEf";
  const runtimes = await runtimesOf(taskDefinition([container({ secrets: [{ name: "A", valueFrom }] })]));
  const task = runtimes.startTask("one");

  expect(await runtimes.reported("task-failed", task)).toMatchObject({
    stopCode: "TaskFailedToStart",
    reason:
      "ResourceInitializationError: unable to pull secrets or registry auth: unable to retrieve secret from asm: " +
      `ResourceNotFoundException: Secrets Manager can't find the specified secret: ${valueFrom}`,
  });
  runtimes.stopTask(task);
  await runtimes.reported("task-ended", task);
  expect(runtimes.all("task-started", task)).toEqual([]);
});

it("says why an image can't run, and ends its tasks as if they had, which their logs tell", async () => {
  const image = "quay.io/prometheus/prometheus:v3.16.0";
  const definition = taskDefinition([container(), container({ name: "monitoring", image })]);
  const runtimes = await runtimesOf(definition);
  const reason = runtimes.runtimes.reasonNotToRun(definition);
  const task = runtimes.startTask("one");

  expect(reason).toContain(image);
  expect(runtimes.runtimes.reasonNotToRun(taskDefinition([container()]))).toBeUndefined();
  expect(runtimes.runtimes.status()).toEqual([{ resource: definition.id, runs: false, detail: reason }]);
  expect(await runtimes.reported("container-exited", task)).toMatchObject({ container: "application", exitCode: 0 });
  expect(runtimes.observations.map(({ kind }) => kind)).toEqual([
    "task-started",
    "container-exited",
    "container-exited",
  ]);
  expect(runtimes.lines("monitoring")).toEqual([expect.stringContaining(reason ?? "none") as unknown]);
});

it("fails a task whose image isn't there, whatever its program", async () => {
  const image = `${REPOSITORY}:9.9.9`;
  const runtimes = await runtimesOf(taskDefinition([container({ image })]));
  const task = runtimes.startTask("one");

  expect(await runtimes.reported("task-failed", task)).toMatchObject({
    stopCode: "TaskFailedToStart",
    reason: expect.stringMatching(/^CannotPullContainerError: pull image manifest: .*:9\.9\.9: not found/) as unknown,
  });
});

it("fails a task whose command isn't there", async () => {
  const runtimes = await runtimesOf(taskDefinition([container({ command: ["no-such-program"] })]));
  const task = runtimes.startTask("one");

  expect(await runtimes.reported("task-failed", task)).toMatchObject({
    reason: expect.stringMatching(
      /^CannotStartContainerError: .*"no-such-program": executable file not found/,
    ) as unknown,
  });
});

it("ends a container that ignores its stop signal once its stop timeout is over", async () => {
  const stubborn = `process.on("SIGTERM", () => console.log("no")); console.log("ready"); ${FOR_EVER}`;
  const runtimes = await runtimesOf(taskDefinition([script("application", stubborn, { stopTimeout: 2 })]));
  const task = runtimes.startTask("one");
  await eventually(() => {
    expect(runtimes.lines("application")).toEqual(["ready"]);
  });
  const begin = performance.now();
  runtimes.stopTask(task);
  await runtimes.reported("task-ended", task);

  expect(performance.now() - begin).toBeGreaterThanOrEqual(2000);
  expect(await runtimes.reported("container-exited", task)).toMatchObject({ exitCode: 137 });
  expect(runtimes.lines("application")).toEqual(["ready", "no"]);
});

it("kills a task at once, also one that is stopping", async () => {
  const stubborn = `process.on("SIGTERM", () => console.log("no")); console.log("ready"); ${FOR_EVER}`;
  const runtimes = await runtimesOf(taskDefinition([script("application", stubborn, { stopTimeout: 120 })]));
  const task = runtimes.startTask("one");
  await eventually(() => {
    expect(runtimes.lines("application")).toEqual(["ready"]);
  });
  runtimes.stopTask(task);
  runtimes.killTask(task);

  expect(await runtimes.reported("container-exited", task)).toMatchObject({ exitCode: 137 });
  await runtimes.reported("task-ended", task);
});

it("reports what a container ended with, and what a signal ended", async () => {
  const runtimes = await runtimesOf(
    taskDefinition([
      script("failing", "process.exit(3)", { essential: false }),
      script("crashing", "process.kill(process.pid, 'SIGABRT')", { essential: false }),
      script("application", FOR_EVER),
    ]),
  );
  const task = runtimes.startTask("one");
  await eventually(() => {
    expect(
      runtimes
        .all("container-exited", task)
        .map(({ container: name, exitCode }) => `${name} ${exitCode}`)
        .sort(),
    ).toEqual(["crashing 134", "failing 3"]);
  });
});

it("starts containers in the order of their dependencies, and stops them in the opposite one", async () => {
  const say = `process.on("SIGTERM", () => { console.log("end"); process.exit(0); }); console.log("begin"); ${FOR_EVER}`;
  const runtimes = await runtimesOf(
    taskDefinition([
      script("application", say, {
        dependsOn: [
          { containerName: "migration", condition: "SUCCESS" },
          { containerName: "sidecar", condition: "HEALTHY" },
        ],
      }),
      script("migration", 'setTimeout(() => console.log("migrated"), 300)', { essential: false }),
      script("sidecar", say, {
        healthCheck: { command: ["CMD-SHELL", "exit 0"], interval: 5, timeout: 20, retries: 3, startPeriod: 1 },
        dependsOn: [{ containerName: "migration", condition: "COMPLETE" }],
      }),
    ]),
  );
  const task = runtimes.startTask("one");
  await runtimes.reported("task-started", task);
  await eventually(() => {
    expect(runtimes.lines("application")).toEqual(["begin"]);
  });
  runtimes.stopTask(task);
  await runtimes.reported("task-ended", task);

  expect(runtimes.logged.map(({ stream, message }) => `${stream.split("/")[1] ?? ""} ${message}`)).toEqual([
    "migration migrated",
    "sidecar begin",
    "application begin",
    "application end",
    "sidecar end",
  ]);
});

it("doesn't start what depends on the success of a container that failed", async () => {
  const runtimes = await runtimesOf(
    taskDefinition([
      script("application", 'console.log("begin")', {
        dependsOn: [{ containerName: "migration", condition: "SUCCESS" }],
      }),
      script("migration", "process.exit(1)", { essential: false }),
    ]),
  );
  const task = runtimes.startTask("one");

  expect(await runtimes.reported("task-failed", task)).toMatchObject({
    reason: expect.stringMatching(/\[migration\].*did not exit successfully/) as unknown,
  });
  expect(runtimes.lines("application")).toEqual([]);
});

it("lets containers of a task find each other on its ports, and keeps tasks apart", async () => {
  const ask =
    'fetch("http://localhost:8080").then(async (r) => console.log(await r.text()), (e) => console.log("refused"))';
  const serving = script("application", SERVE, {
    portMappings: [{ containerPort: 8080 }],
    healthCheck: { command: ["CMD", "node", "-e", ask], interval: 5, timeout: 20, retries: 3, startPeriod: 30 },
  });
  const asking = script("asking", ask, {
    essential: false,
    dependsOn: [{ containerName: "application", condition: "HEALTHY" }],
  });
  const runtimes = await runtimesOf(taskDefinition([serving, asking]));
  const [one, two] = [runtimes.startTask("one"), runtimes.startTask("two")];
  const urls = [await runtimes.url(one, 8080), await runtimes.url(two, 8080)];
  await eventually(() => {
    expect(runtimes.lines("asking")).toEqual(["hello", "hello"]);
  });

  expect(new Set(urls).size).toBe(2);
  for (const url of urls) expect(await (await fetch(url)).text()).toBe("hello");
});

it("ends a container that uses more memory than it may, as the kernel does", async () => {
  const greedy = "const kept = []; setInterval(() => kept.push(Buffer.alloc(2 ** 24, 1)), 20)";
  const runtimes = await runtimesOf(taskDefinition([script("application", greedy, { memory: 256 })]));
  const task = runtimes.startTask("one");

  expect(await runtimes.reported("container-exited", task)).toMatchObject({
    exitCode: 137,
    reason: "OutOfMemoryError: Container killed due to memory usage",
  });
});

it("reports processor time and memory that a task uses", async () => {
  const busy = "setInterval(() => { const until = performance.now() + 50; while (performance.now() < until); }, 100)";
  const runtimes = await runtimesOf(taskDefinition([script("application", busy)]));
  const task = runtimes.startTask("one");
  const { cpu, memory } = await runtimes.reported("task-usage", task);

  expect(cpu).toBeGreaterThan(50);
  expect(cpu).toBeLessThan(1200);
  expect(memory).toBeGreaterThan(20);
  expect(memory).toBeLessThan(500);
});
