import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Client } from "pg";
import type { CloudResource } from "../../../../localcloud/model/resource";
import { DataServices } from "../../../../localcloud/runtimes/data/data-services";
import { postgresPlaces } from "../../../../localcloud/runtimes/data/postgres-programs";
import { Supervisor } from "../../../../localcloud/runtimes/supervisor";
import { eventually } from "../../../examples/enterprise/servers/eventually";
import { testAuthority } from "../support/authority";
import { TestRuntimes } from "../support/running";
import { cacheGroup, databaseInstance, databaseProxy, queue } from "../support/sample-stores";
import { taskApis } from "../support/task-apis";
import { cloudWith, container, REGION, secretWith, taskDefinition } from "../support/sample-tasks";

const DOMAIN = `abcdefghijkl.${REGION}.rds.amazonaws.com`;
const directory = mkdtempSync(join(tmpdir(), "proofpix-data-"));
const authority = testAuthority(join(directory, "authority"));

afterAll(() => {
  rmSync(directory, { recursive: true });
  rmSync(join(postgresPlaces(join(directory, "product/data")).sockets, ".."), { recursive: true });
  rmSync(join(postgresPlaces(join(directory, "alone")).sockets, ".."), { recursive: true });
});

describe("the sample product with everything that it uses", () => {
  const PASSWORD = "first-password";
  const JOBS = queue("jobs");
  const secrets = [
    secretWith("database", JSON.stringify({ username: "postgres", password: PASSWORD })),
    secretWith("cache", JSON.stringify({ username: "application", password: "cache-password" })),
  ];
  const [database, cache] = secrets.map(([secret]) => secret?.id ?? "");
  const environment = Object.entries({
    ...{ DATABASE_HOST: `shop-proxy.proxy-${DOMAIN}`, DATABASE_NAME: "application", DATABASE_SECRET_ARN: database },
    ...{ DATABASE_READER_HOSTS: `shop-replica-1.${DOMAIN}`, CACHE_SECRET_ARN: cache },
    ...{ CACHE_HOST: "master.shop.af53bb.euw1.cache.amazonaws.com", JOBS_QUEUE_URL: JOBS.id, DRAIN_MS: "0" },
  }).map(([name, value]) => ({ name, value }));
  const migration = { name: "migrate", command: ["node", "dist/migrate.js"], portMappings: [], essential: false };
  const afterIt = { dependsOn: [{ containerName: "migrate", condition: "SUCCESS" }] };
  const worker = { ...afterIt, name: "worker", command: ["node", "dist/worker.js"], portMappings: [] };
  const runtimes = new TestRuntimes(
    [
      taskDefinition([
        container({ ...migration, environment }),
        container({ ...afterIt, environment }),
        container({ ...worker, environment: [...environment, { name: "PORT", value: "3001" }] }),
      ]),
      databaseInstance("shop"),
      databaseInstance("shop-replica-1", { replicateSourceDb: "shop" }),
      ...databaseProxy("shop-proxy", "shop"),
      ...cacheGroup("shop", "cache-password"),
      JOBS,
      ...secrets.flat(),
    ],
    join(directory, "product"),
    { authority },
  );
  let url = "";

  beforeAll(async () => {
    await runtimes.runtimes.start();
    url = await runtimes.url(runtimes.startTask("one"));
  });

  afterAll(() => runtimes.runtimes.close());

  it("is healthy in all its checks, with names, ports, credentials and TLS as they are in AWS", async () => {
    await eventually(async () => {
      const health = (await (await fetch(`${url}/api/health`)).json()) as {
        status: string;
        checks: { name: string }[];
      };
      expect(health.status).toBe("healthy");
      expect(health.checks.map(({ name }) => name).sort()).toEqual([
        "application",
        "cache",
        "database",
        "database-reader-1",
        "queue",
      ]);
    });
    expect(await (await fetch(`${url}/api/performance/health`)).json()).toMatchObject({ status: "healthy" });
  });

  it("stores a proof in the database, and its worker processes it by the queue", async () => {
    const headers = { "content-type": "application/json" };
    const body = JSON.stringify({ digest: "ab".repeat(32) });
    const { id } = await eventually(async () => {
      const answer = await fetch(`${url}/api/proofs`, { method: "POST", headers, body });
      expect(answer.status).toBe(202);
      return (await answer.json()) as { id: string };
    });
    await eventually(async () => {
      expect(await (await fetch(`${url}/api/proofs/${id}`)).json()).toMatchObject({ status: "processed" });
    });
  });

  it("has every resource run", () => {
    expect(runtimes.runtimes.status().map(({ runs }) => runs)).toEqual([true, true, true, true, true]);
  });

  it("reports what waits in queues", () => {
    expect(runtimes.observations).toContainEqual({
      ...{ kind: "queue-depth", queueName: "jobs", region: REGION },
      ...{ visible: 0, notVisible: 0, delayed: 0, oldestAgeSeconds: 0 },
    });
  });
});

describe("databases", () => {
  const resources: CloudResource[] = [
    databaseInstance("shop"),
    databaseInstance("copy", { replicateSourceDb: "shop" }),
  ];
  const supervisor = new Supervisor();
  let services = dataServices();

  function dataServices(): DataServices {
    const cloud = cloudWith(resources);
    return new DataServices({
      cloud,
      supervisor,
      authority,
      apis: taskApis(cloud, () => undefined),
      directory: join(directory, "alone"),
    });
  }

  /** Rows of a statement, by the name that a database has in AWS. */
  async function query(name: string, statement: string, password = "first-password"): Promise<unknown[]> {
    const { connections } = await services.network(REGION);
    const host = `${name}.${DOMAIN}`;
    const client = new Client({
      host: "127.0.0.1",
      port: Number(connections[`${host}:5432`]?.split(":")[1]),
      user: "postgres",
      password,
      database: "application",
      ssl: { ca: readFileSync(authority.file), servername: host },
    });
    client.on("error", () => undefined);
    await client.connect();
    try {
      return (await client.query<Record<string, unknown>>(statement)).rows;
    } finally {
      await client.end();
    }
  }

  beforeAll(() => services.start());

  afterAll(async () => {
    await services.close();
    await supervisor.close();
  });

  it("start with their first client; a replica follows its source, and writes nothing", async () => {
    await query("shop", "create table things (name text)");
    await query("copy", "select 1");
    await query("shop", "insert into things values ('one')");
    await eventually(async () => {
      expect(await query("copy", "select name from things")).toEqual([{ name: "one" }]);
    });
    await expect(query("copy", "insert into things values ('two')")).rejects.toThrow("read-only transaction");
  });

  it("let nobody in with another password, or without TLS", async () => {
    await expect(query("shop", "select 1", "wrong-password")).rejects.toThrow("password authentication failed");
    const { connections } = await services.network(REGION);
    const port = Number(connections[`shop.${DOMAIN}:5432`]?.split(":")[1]);
    const open = new Client({
      host: "127.0.0.1",
      port,
      user: "postgres",
      password: "first-password",
      database: "postgres",
    });
    await expect(open.connect()).rejects.toThrow("no encryption");
  });

  it("follow a password that was changed, and come back by themselves when they were killed", async () => {
    resources[0] = databaseInstance("shop", { password: "second-password" });
    await services.follow();
    await expect(query("shop", "select 1")).rejects.toThrow("password authentication failed");
    expect(await query("shop", "select name from things", "second-password")).toEqual([{ name: "one" }]);

    const { data } = postgresPlaces(join(directory, "alone"));
    const [pid = ""] = readFileSync(join(data, `instance-${REGION}-shop`, "postmaster.pid"), "utf8").split("\n");
    process.kill(Number(pid), "SIGKILL");
    await eventually(async () => {
      expect(await query("shop", "select name from things", "second-password")).toEqual([{ name: "one" }]);
    });
  });

  it("keep what they hold for the next start", async () => {
    await services.close();
    services = dataServices();
    await services.start();
    expect(await query("shop", "select name from things", "second-password")).toEqual([{ name: "one" }]);
  });

  it("take writes once they are promoted, and are gone once they are deleted", async () => {
    resources[1] = databaseInstance("copy", { dbName: "application", password: "third-password" });
    await query("copy", "select 1", "second-password");
    await services.follow();
    await eventually(() => query("copy", "insert into things values ('two')", "third-password"));
    expect(await query("shop", "select name from things", "second-password")).toEqual([{ name: "one" }]);

    resources.pop();
    await services.follow();
    const { data } = postgresPlaces(join(directory, "alone"));
    expect(readdirSync(data)).toEqual([`instance-${REGION}-shop`]);
    expect((await services.network(REGION)).connections[`copy.${DOMAIN}:5432`]).toBeUndefined();
  });

  it("say why what can't run doesn't", async () => {
    resources.push({ ...databaseInstance("old", { engine: "mysql" }) });
    await services.follow();
    expect(services.status()).toMatchObject([
      { resource: "db-shop", runs: true },
      { resource: "db-old", runs: false, detail: "nothing on this machine stands for mysql 17.11" },
    ]);
  });
});

it("leaves no server behind", () => {
  const running = execFileSync("ps", ["-A", "-o", "args="], { encoding: "utf8" });
  expect(running.split("\n").filter((line) => line.includes(directory))).toEqual([]);
});
