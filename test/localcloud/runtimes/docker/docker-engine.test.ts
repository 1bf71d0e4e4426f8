import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { CloudResource } from "../../../../localcloud/model/resource";
import type { Properties } from "../../../../localcloud/model/values";
import { storedImage, storedRegistry } from "../../../../localcloud/services/registry/images";
import { eventually } from "../../../examples/enterprise/servers/eventually";
import { buildProduct } from "../../../examples/enterprise/servers/product";
import { buildProductImage, canStartDocker, importNodeImage, startDocker, type TestDocker } from "../support/docker";
import { testAuthority } from "../support/authority";
import { databaseInstance, queue } from "../support/sample-stores";
import { taskApis } from "../support/task-apis";
import { TestRuntimes } from "../support/running";
import {
  cloudWith,
  container,
  REPOSITORY,
  resource,
  script,
  secretWith,
  taskDefinition,
} from "../support/sample-tasks";

const NODE = "node:local";

const LOCKED: Properties = {
  user: "1000:1000",
  readonlyRootFilesystem: true,
  linuxParameters: { initProcessEnabled: true, capabilities: { drop: ["ALL"] } },
  mountPoints: [{ sourceVolume: "tmp", containerPath: "/tmp", readOnly: false }],
  ulimits: [{ name: "nofile", softLimit: 4096, hardLimit: 4096 }],
};
const VOLUMES = { volumes: [{ name: "tmp" }] };
const FOR_EVER = "setInterval(() => undefined, 1000)";

// Docker Engine can be had where it is installed and may be started; CI installs it.
const where = canStartDocker() ? describe : describe.skip;

where("containers in Docker", () => {
  const directory = mkdtempSync(join(tmpdir(), "proofpix-runtimes-"));
  const running: TestRuntimes[] = [];
  let engine: TestDocker;

  beforeAll(async () => {
    engine = await startDocker();
    await importNodeImage(engine.docker, "node", "local");
    const context = join(directory, "context");
    buildProduct(join(context, "dist"), ["server", "worker", "healthcheck"]);
    mkdirSync(join(context, "node_modules"));
    await buildProductImage(engine.docker, `${REPOSITORY}:1.0.0`, NODE, context);
  });

  afterEach(async () => {
    await Promise.all(running.splice(0).map(({ runtimes }) => runtimes.close()));
  });

  afterAll(async () => {
    await engine.stop();
    rmSync(directory, { recursive: true });
  });

  async function runtimesOf(...resources: readonly CloudResource[]): Promise<TestRuntimes> {
    const made = new TestRuntimes(resources, directory, { dockerSocket: engine.socket });
    running.push(made);
    await made.runtimes.start();
    return made;
  }

  const ownContainers = () =>
    engine.docker.listContainers({ all: true, filters: { label: ["com.proofpix.localcloud"] } });

  it("run the sample product's image, healthy and stopped in good order, and leave nothing", async () => {
    const healthCheck = {
      command: ["CMD", "node", "dist/healthcheck.js"],
      ...{ interval: 5, timeout: 30, retries: 3, startPeriod: 60 },
    };
    const runtimes = await runtimesOf(taskDefinition([container({ ...LOCKED, healthCheck })], VOLUMES));
    const task = runtimes.startTask("one");
    const url = await runtimes.url(task);
    await eventually(async () => {
      expect((await fetch(`${url}/health`)).status).toBe(200);
    });

    expect(runtimes.runtimes.description).toMatch(/^containers of images that Docker has run there; /);
    expect(await (await fetch(url)).text()).toContain("1.0.0");
    expect(await runtimes.reported("container-health", task)).toMatchObject({ status: "HEALTHY" });
    runtimes.stopTask(task);
    await runtimes.reported("task-ended", task);
    expect(await runtimes.reported("container-exited", task)).toMatchObject({ exitCode: 0 });
    expect(runtimes.lines("application").some((line) => line.includes('"message":"stopped"'))).toBe(true);
    expect(await ownContainers()).toEqual([]);
    expect((await engine.docker.listVolumes()).Volumes).toEqual([]);
  });

  it("get variables, secrets, user, limits and a root filesystem that only has its writable paths", async () => {
    const [secret, version] = secretWith("key", "open sesame");
    const code = `
      const fs = require("fs");
      const write = (path) => { try { fs.writeFileSync(path, "x"); return true; } catch { return false; } };
      const limits = fs.readFileSync("/proc/self/limits", "utf8");
      console.log(JSON.stringify({
        variable: process.env.A, secret: process.env.B, image: process.env.NODE_ENV, user: process.getuid(),
        root: write("/app/x"), tmp: write("/tmp/x"), files: /Max open files +4096/.test(limits),
      }));`;
    const definition = script("application", code, {
      ...LOCKED,
      environment: [{ name: "A", value: "of the definition" }],
      secrets: [{ name: "B", valueFrom: secret?.id }],
    });
    const runtimes = await runtimesOf(
      taskDefinition([definition], VOLUMES),
      ...[secret, version].flatMap((each) => each ?? []),
    );
    const task = runtimes.startTask("one");
    await runtimes.reported("container-exited", task);

    expect(JSON.parse(runtimes.lines("application").join(""))).toEqual({
      ...{ variable: "of the definition", secret: "open sesame", image: "production", user: 1000 },
      ...{ root: false, tmp: true, files: true },
    });
  });

  it("run what RunTask asks for, with the sizes of its overrides", async () => {
    const code = `
      const { existsSync, readFileSync } = require("fs");
      const paths = ["memory.max", "memory/memory.limit_in_bytes"].map((name) => "/sys/fs/cgroup/" + name);
      console.log(process.env.A, process.env.B, readFileSync(paths.find(existsSync), "utf8").trim());
      process.exit(4)`;
    const environment = [{ name: "A", value: "of the definition" }];
    const runtimes = await runtimesOf(taskDefinition([container({ environment, memory: 512 })]));
    const override = {
      name: "application",
      command: ["node", "-e", code],
      environment: [{ name: "B", value: "of the task" }],
      memory: 256,
    };
    const task = runtimes.startTask("one", { overrides: { containerOverrides: [override] } });

    expect(await runtimes.reported("container-exited", task)).toMatchObject({ exitCode: 4 });
    expect(runtimes.lines("application")).toEqual([`of the definition of the task ${256 * 2 ** 20}`]);
  });

  it("reach databases and AWS's APIs under their own names, ports and certificates", async () => {
    const databases = ["shop", "archive"].map((name) => `${name}.abcdefghijkl.eu-west-1.rds.amazonaws.com`);
    const code = `
      const { once } = require("events");
      // PostgreSQL's protocol: whether the server takes TLS
      const asked = (host) => new Promise((resolve) => {
        const socket = require("net").connect(5432, host, () => socket.write(Buffer.from("0000000804d2162f", "hex")));
        socket.on("data", (data) => { resolve(data.toString()); socket.destroy(); });
        socket.on("error", (error) => resolve(error.message));
      });
      (async () => {
        for (const host of ${JSON.stringify(databases)}) console.log(await asked(host));
        const response = await fetch("https://sqs.eu-west-1.amazonaws.com/", { method: "POST", body: "{}" });
        console.log(response.status, process.env.AWS_REGION);
        console.log((await require("dns/promises").lookup("settings.s3.eu-west-1.amazonaws.com")).family);
      })();`;
    const authority = testAuthority(join(directory, "authority"));
    const bucket = resource("aws:s3/bucket:Bucket", "settings", {});
    const stores = [databaseInstance("shop"), databaseInstance("archive"), queue("jobs"), bucket];
    const cloud = [...stores, taskDefinition([script("application", code)])];
    const apis = taskApis(cloudWith(cloud), () => undefined);
    const runtimes = new TestRuntimes(cloud, directory, { dockerSocket: engine.socket, authority, apis });
    try {
      await runtimes.runtimes.start();
      await runtimes.reported("container-exited", runtimes.startTask("one"));
      expect(runtimes.lines("application")).toEqual(["S", "S", "400 eu-west-1", "4"]);
    } finally {
      await runtimes.runtimes.close();
    }
    const filters = { label: ["com.proofpix.localcloud"] };
    expect(await engine.docker.listNetworks({ filters })).toEqual([]);
  });

  it("share the network of their task", async () => {
    const serve = 'require("http").createServer((q, s) => s.end("hello")).listen(8080)';
    const ask = `const ask = () => fetch("http://localhost:8080").then(async (r) => console.log(await r.text()), () => setTimeout(ask, 50)); ask();`;
    const runtimes = await runtimesOf(
      taskDefinition([
        script("application", serve, { portMappings: [{ containerPort: 8080 }] }),
        script("asking", ask, { essential: false, dependsOn: [{ containerName: "application", condition: "START" }] }),
      ]),
    );
    const task = runtimes.startTask("one");
    await eventually(() => {
      expect(runtimes.lines("asking")).toEqual(["hello"]);
    });
    await eventually(async () => {
      expect(await (await fetch(await runtimes.url(task, 8080))).text()).toBe("hello");
    });
  });

  it("are ended after their stop timeout, and by the kernel when they need too much memory", async () => {
    const stubborn = `process.on("SIGTERM", () => console.log("no")); console.log("ready"); ${FOR_EVER}`;
    const greedy = "const kept = []; setInterval(() => kept.push(Buffer.alloc(2 ** 24, 1)), 5)";
    const runtimes = await runtimesOf(
      taskDefinition([
        script("application", stubborn, { stopTimeout: 2 }),
        script("greedy", greedy, { memory: 128, essential: false }),
      ]),
    );
    const task = runtimes.startTask("one");
    await eventually(() => {
      expect(runtimes.lines("application")).toEqual(["ready"]);
      expect(runtimes.all("container-exited", task)).toMatchObject([
        { container: "greedy", exitCode: 137, reason: "OutOfMemoryError: Container killed due to memory usage" },
      ]);
    });
    runtimes.stopTask(task);
    await runtimes.reported("task-ended", task);
    expect(runtimes.all("container-exited", task)[1]).toMatchObject({ container: "application", exitCode: 137 });
  });

  it("report what a task uses", async () => {
    const runtimes = await runtimesOf(taskDefinition([script("application", FOR_EVER)]));
    const { cpu, memory } = await runtimes.reported("task-usage", runtimes.startTask("one"));
    expect(cpu).toBeGreaterThan(0);
    expect(memory).toBeGreaterThan(5);
  });

  it("fail where Docker no longer has their image, in ECS's words", async () => {
    const image = "example.com/gone:1";
    const tag = { repo: "example.com/gone", tag: "1" };
    await engine.docker.getImage(NODE).tag(tag);
    const definition = taskDefinition([script("application", FOR_EVER, { image })]);
    const registry = [storedRegistry("example.com"), storedImage(tag.repo, `sha256:${"9e".repeat(32)}`, [tag.tag])];
    const runtimes = await runtimesOf(definition, ...registry);
    expect(runtimes.runtimes.reasonNotToRun(definition)).toBeUndefined();
    await engine.docker.getImage(image).remove();
    expect(await runtimes.reported("task-failed", runtimes.startTask("one"))).toMatchObject({
      stopCode: "TaskFailedToStart",
      reason: `CannotPullContainerError: pull image manifest: ${image}: not found`,
    });
    await runtimes.runtimes.start();
    expect(runtimes.runtimes.reasonNotToRun(definition)).toContain(image);
  });

  it("are removed at the next start, where the local cloud was killed", async () => {
    const before = await runtimesOf(taskDefinition([script("application", FOR_EVER)]));
    await before.reported("task-started", before.startTask("one"));
    expect(await ownContainers()).toHaveLength(1);
    running.splice(0); // as if it had been killed
    const after = await runtimesOf(taskDefinition([]));
    expect(await ownContainers()).toEqual([]);
    await Promise.all([before, after].map(({ runtimes }) => runtimes.close()));
  });
});
