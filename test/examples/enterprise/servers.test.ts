import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { PutSecretValueCommand } from "@aws-sdk/client-secrets-manager";
import type { HealthReport } from "../../../examples/enterprise/src/health";
import type { Proof } from "../../../examples/enterprise/src/proofs";
import { administer, administerCache, caughtUp, DATABASE_USER, messagesIn } from "./servers/administration";
import { eventually } from "./servers/eventually";
import { buildProduct, ProductProcess } from "./servers/product";
import { CACHE_USER } from "./servers/redis";
import { setStage, type Stage } from "./servers/stage";

const DIGEST = "ab".repeat(32);
const HEALTHY = {
  application: "healthy",
  database: "healthy",
  "database-reader-1": "healthy",
  cache: "healthy",
  queue: "healthy",
  localhost: "healthy",
};

const externalService = createServer((_request, response) => response.end());
let stage: Stage;
let product: ProductProcess;
let url: string;

beforeAll(async () => {
  stage = await setStage({ replicas: 1 });
  await new Promise<void>((listening) => externalService.listen(0, listening));
  const external = `http://localhost:${(externalService.address() as AddressInfo).port}`;
  buildProduct(stage.directory, ["server"]);
  const environment = { ...stage.environment, CALL_TIMEOUT_MS: "1000", EXTERNAL_SERVICE_URLS: external };
  product = new ProductProcess(stage.directory, "server", environment);
  url = await product.url();
  await becomes(200, HEALTHY);
});
afterAll(async () => {
  await product.stop();
  externalService.close();
  await stage.end();
});

/** Waits until the product reports these checks, and answers with this status. */
function becomes(status: number, checks: Readonly<Record<string, unknown>>): Promise<void> {
  return eventually(async () => {
    const response = await fetch(`${url}/api/health`);
    const report = (await response.json()) as HealthReport;
    const outcomes = Object.fromEntries(report.checks.map(({ name, status: outcome }) => [name, outcome]));
    expect([response.status, outcomes]).toEqual([status, checks]);
  });
}

function post(content: unknown = { digest: DIGEST }): Promise<Response> {
  return fetch(`${url}/api/proofs`, { method: "POST", body: JSON.stringify(content) });
}

async function stored(): Promise<Proof> {
  const response = await post();
  expect(response.status).toBe(202);
  return (await response.json()) as Proof;
}

const read = (id: string): Promise<Response> => fetch(`${url}/api/proofs/${id}`);

async function found(id: string): Promise<Proof> {
  const response = await read(id);
  expect(response.status).toBe(200);
  return (await response.json()) as Proof;
}

const replicated = (): Promise<void> => caughtUp(stage.primary, stage.replicas);

describe("proofs", () => {
  it("are stored and queued, and can be read at once, however far behind the replica is", async () => {
    const [replica] = stage.replicas;
    if (replica === undefined) throw new Error("there is no replica");
    await administer(replica, "select pg_wal_replay_pause()");
    const response = await post();
    const proof = (await response.json()) as Proof;

    expect([response.status, response.headers.get("location")]).toEqual([202, `/api/proofs/${proof.id}`]);
    expect(proof).toEqual({ id: proof.id, digest: DIGEST, status: "queued", createdAt: expect.any(String) as string });
    expect(await found(proof.id)).toEqual(proof);
    expect((await messagesIn(stage.sqs, stage.queues.jobs)).waiting).toBeGreaterThan(0);
    await administer(replica, "select pg_wal_replay_resume()");
  });

  it("are read from the replica", async () => {
    const [replica] = stage.replicas;
    if (replica === undefined) throw new Error("there is no replica");
    const { id } = await stored();
    await replicated();
    await administer(replica, "select pg_wal_replay_pause()");
    await administer(stage.primary, `update proofs set digest = 'changed' where id = '${id}'`);

    expect((await found(id)).digest).toBe(DIGEST);
    await administer(replica, "select pg_wal_replay_resume()");
    await eventually(async () => {
      expect((await found(id)).digest).toBe("changed");
    });
  });

  it("are cached once they are processed, and not before", async () => {
    const [{ id: processed }, { id: queued }] = [await stored(), await stored()];
    await administer(stage.primary, `update proofs set processed_at = now() where id = '${processed}'`);
    await replicated();

    expect([(await found(processed)).status, (await found(queued)).status]).toEqual(["processed", "queued"]);
    await administer(stage.primary, "delete from proofs");
    await replicated();
    expect([(await read(processed)).status, (await read(queued)).status]).toEqual([200, 404]);
  });

  it.each([
    ["no digest", {}],
    ["a digest of another kind", { digest: "sha1" }],
    ["no object", [DIGEST]],
  ])("are refused with %s", async (_, content) => {
    expect((await post(content)).status).toBe(400);
  });

  it("are refused when they are too large, and not found under what is no id", async () => {
    expect((await post({ digest: "a".repeat(20_000) })).status).toBe(413);
    expect((await read("1")).status).toBe(404);
  });
});

it("tells Prometheus of the connections to each host of the database", async () => {
  const text = await (await fetch(`${url}/metrics`)).text();
  const connections = [...text.matchAll(/^database_pool_connections\{host="(.*)",state="(.*)"\} (\d+)$/gm)];
  const [hosts, primary] = [new Set<string>(), {} as Record<string, string>];
  for (const [, host = "", state = "", value = ""] of connections) {
    hosts.add(host);
    if (host === "primary") primary[state] = value;
  }

  expect(hosts).toEqual(new Set(["primary", "reader-1"]));
  expect(primary).toEqual({ idle: expect.stringMatching(/^[1-9]/) as string, used: "0", waiting: "0" });
});

describe("a server that is away (HC-4)", () => {
  it("makes reading slower, when it is the cache", async () => {
    const { id } = await stored();
    await stage.redis.process.stop();
    await becomes(200, { ...HEALTHY, cache: "failed" });

    expect((await found(id)).id).toBe(id);
    await stored();
    await stage.redis.process.start();
    await becomes(200, HEALTHY);
  });

  it("leaves reading to the primary, when it is the only replica", async () => {
    const { id } = await stored();
    await stage.replicas[0]?.process.stop();
    await becomes(200, { ...HEALTHY, "database-reader-1": "failed" });

    expect((await found(id)).id).toBe(id);
    await stage.replicas[0]?.process.start();
    await becomes(200, HEALTHY);
  });

  it("refuses writing for now, when it is the primary, and still reads", async () => {
    const { id } = await stored();
    await replicated();
    await stage.primary.process.stop();
    await becomes(503, { ...HEALTHY, database: "failed" });
    const response = await post();

    expect([response.status, response.headers.get("retry-after")]).toEqual([503, "5"]);
    expect(await response.json()).toEqual({ error: "database unavailable" });
    expect((await found(id)).id).toBe(id);
    expect((await fetch(`${url}/health`)).status).toBe(200);
    await stage.primary.process.start();
    await becomes(200, HEALTHY);
    await stored();
  });

  it("delays jobs, when it is the queue", async () => {
    stage.aws.process.hang();
    await becomes(200, { ...HEALTHY, queue: "timed-out" });
    const { id } = await stored();
    const [{ queued_at: before }] = (await administer(
      stage.primary,
      `select queued_at from proofs where id = '${id}'`,
    )) as [{ queued_at: Date | null }];
    stage.aws.process.goOn();
    await becomes(200, HEALTHY);

    expect(before).toBeNull();
  });

  it("is nobody's business but the log's", async () => {
    externalService.close();
    externalService.closeAllConnections();
    await becomes(200, { ...HEALTHY, localhost: "failed" });

    expect(await (await fetch(`${url}/api/health`)).text()).not.toContain("ECONNREFUSED");
    expect(product.output).toContain("ECONNREFUSED");
  });
});

describe("rotated passwords", () => {
  const rotated = (name: string): string => `second-${name}-password`;

  async function changeSecret(secret: string, content: object): Promise<void> {
    const command = new PutSecretValueCommand({ SecretId: secret, SecretString: JSON.stringify(content) });
    await stage.secretsManager.send(command);
  }

  it("are read anew when the database refuses the old one", async () => {
    const password = rotated("database");
    await changeSecret(stage.secrets.database, { ...DATABASE_USER, password });
    const endSessions = `select pg_terminate_backend(pid) from pg_stat_activity where usename = '${DATABASE_USER.username}'`;
    await administer(stage.primary, `alter role ${DATABASE_USER.username} password '${password}'`, endSessions);

    await eventually(stored); // the news of a session's end may meet a request
  });

  it("are read anew when the cache refuses the old one", async () => {
    const password = rotated("cache");
    await changeSecret(stage.secrets.cache, { ...CACHE_USER, password });
    await administerCache(stage.redis, CACHE_USER, [
      ["ACL", "SETUSER", CACHE_USER.username, "resetpass", `>${password}`],
      ["CLIENT", "KILL", "USER", CACHE_USER.username, "SKIPME", "yes"],
    ]);

    await eventually(() => {
      expect(product.output).toContain("WRONGPASS");
    });
    await becomes(200, { ...HEALTHY, localhost: "failed" });
  });

  it("never stand in the log, nor do the old ones", () => {
    const passwords = [DATABASE_USER.password, CACHE_USER.password, rotated("database"), rotated("cache")];

    expect(product.events("request").length).toBeGreaterThan(10);
    expect(passwords.filter((password) => product.output.includes(password))).toEqual([]);
  });
});
