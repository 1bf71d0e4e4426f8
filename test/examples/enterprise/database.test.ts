import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { createSecureContext } from "node:tls";
import { Database, type DatabaseOptions } from "../../../examples/enterprise/src/database";
import { Proofs } from "../../../examples/enterprise/src/proofs";
import { Unavailable } from "../../../examples/enterprise/src/unavailable";
import {
  administer,
  caughtUp,
  createApplicationUser,
  DATABASE_USER,
  migrateAsApplication,
} from "./servers/administration";
import { eventually } from "./servers/eventually";
import { type Postgres, startPostgres } from "./servers/postgres";

const DIGEST = "ab".repeat(32);

let directory: string;
let servers: [Postgres, ...Postgres[]];
beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), "proofpix-database-"));
  servers = await startPostgres(directory, 2);
  const [primary, ...replicas] = servers;
  await createApplicationUser(primary);
  await migrateAsApplication(primary);
  await caughtUp(primary, replicas);
});
afterAll(async () => {
  await Promise.all(servers.map(({ process }) => process.stop()));
  rmSync(directory, { recursive: true });
});

const open: Database[] = [];
let logged: unknown[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((database) => database.end()));
  logged = [];
});

function database(overrides: Partial<DatabaseOptions> = {}): Database {
  const [primary, ...readers] = servers.map(({ port }) => ({ host: "localhost", port }));
  if (primary === undefined) throw new Error("there is no primary");
  const created = new Database({
    primary,
    readers,
    database: "postgres",
    size: 2,
    trust: createSecureContext({ ca: readFileSync(servers[0].certificate) }),
    credentials: { current: () => Promise.resolve(DATABASE_USER), refused: () => undefined },
    timeout: 5000,
    log: (...event) => logged.push(event),
    readerRest: 200,
    ...overrides,
  });
  open.push(created);
  return created;
}

/** Port of the server that answers a statement, and whether it is a replica. */
const WHO = "select inet_server_port() as port, pg_is_in_recovery() as replica";

describe("Database", () => {
  it("reads from the replicas in turn and writes to the primary", async () => {
    const used = database();
    const [primary, one, other] = servers.map(({ port }) => port);
    const readers = [await used.read(WHO), await used.read(WHO), await used.read(WHO)].flat();

    expect(readers).toEqual([one, other, one].map((port) => ({ port, replica: true })));
    expect(await used.write(WHO)).toEqual([{ port: primary, replica: false }]);
    expect(await used.transaction(async (transaction) => transaction.query(WHO))).toEqual([
      { port: primary, replica: false },
    ]);
  });

  it("reads from the other replica while one is away, then from the primary, then from replicas again", async () => {
    const used = database();
    const [primary, one, other] = servers;
    await one?.process.stop();
    expect([await used.read(WHO), await used.read(WHO)].flat()).toEqual(
      [other, other].map((server) => ({ port: server?.port, replica: true })),
    );
    await other?.process.stop();
    expect(await used.read(WHO)).toEqual([{ port: primary.port, replica: false }]);

    await one?.process.start();
    await other?.process.start();
    await eventually(async () => {
      expect([await used.read(WHO), await used.read(WHO)].flat()).toEqual([
        expect.objectContaining({ replica: true }),
        expect.objectContaining({ replica: true }),
      ]);
    });
  });

  it("doesn't blame a replica for a wrong statement", async () => {
    await expect(database().read("select nothing")).rejects.toMatchObject({ code: "42703" });
    expect(logged).toEqual([]);
  });

  it("speaks TLS that tells who answers: no other name, and no unknown authority", async () => {
    const primary = { host: "127.0.0.1", port: servers[0].port }; // the certificate is for localhost

    await expect(database({ primary }).write(WHO)).rejects.toMatchObject({
      cause: expect.objectContaining({ code: "ERR_TLS_CERT_ALTNAME_INVALID" }) as unknown,
    });
    await expect(database({ trust: createSecureContext() }).write(WHO)).rejects.toMatchObject({
      cause: expect.objectContaining({ code: "DEPTH_ZERO_SELF_SIGNED_CERT" }) as unknown,
    });
    await expect(database({ trust: undefined }).write(WHO)).rejects.toThrow(Unavailable);
  });

  it("waits no longer than it may, for a lock or for a connection", async () => {
    const holder = database();
    const waiting = database({ timeout: 200, size: 1 });
    await holder.transaction(async (transaction) => {
      await transaction.query("lock table proofs");
      await expect(waiting.write("delete from proofs")).rejects.toThrow(Unavailable);
    });
    await waiting.transaction(async () => {
      await expect(waiting.write("delete from proofs")).rejects.toThrow(Unavailable);
    });
  });

  it("ends a transaction that fails, with all that it did", async () => {
    const used = database();
    const failing = used.transaction(async (transaction) => {
      await transaction.query("insert into proofs (id, digest) values (gen_random_uuid(), 'undone')");
      throw new Error("changed my mind");
    });

    await expect(failing).rejects.toThrow("changed my mind");
    expect(await used.write("select 1 from proofs where digest = 'undone'")).toEqual([]);
  });
});

describe("a connection that breaks", () => {
  it("between two statements of a transaction is the transaction's failure alone", async () => {
    const used = database();
    const broken = used.transaction(async (transaction) => {
      const [{ pid } = {}] = await transaction.query<{ pid: number }>("select pg_backend_pid() as pid");
      await administer(servers[0], `select pg_terminate_backend(${String(pid)}, 5000)`);
      await setTimeout(100); // the news arrives
      await transaction.query("select 1");
    });

    await expect(broken).rejects.toThrow(Unavailable);
    await expect(used.write("select 1 as one")).resolves.toEqual([{ one: 1 }]);
  });
});

describe("jobs that can't be sent", () => {
  it("are sent when the queue is back, each once, however many instances look", async () => {
    await administer(servers[0], "delete from proofs");
    const used = database();
    const sent: string[] = [];
    let away = true;
    const send = (body: string): Promise<void> => {
      if (away) return Promise.reject(new Unavailable("queue", new Error("down")));
      sent.push(body);
      return Promise.resolve();
    };
    const proofs = new Proofs({ database: used, queue: { send }, log: () => undefined, sendAgainAfter: 0 });
    const { id } = await proofs.create(DIGEST);
    await expect(proofs.sendWaitingJobs()).rejects.toThrow(Unavailable);
    away = false;
    await Promise.all([proofs.sendWaitingJobs(), proofs.sendWaitingJobs()]);
    await proofs.sendWaitingJobs();

    expect(sent).toEqual([JSON.stringify({ proof: id })]);
  });

  it("are left to their requests for a while", async () => {
    const used = database();
    const send = jest.fn<Promise<void>, [string]>().mockRejectedValueOnce(new Error("down"));
    const proofs = new Proofs({ database: used, queue: { send }, log: () => undefined, sendAgainAfter: 60_000 });
    await proofs.create(DIGEST);
    await proofs.sendWaitingJobs();

    expect(send).toHaveBeenCalledTimes(1);
  });
});
