import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Client } from "pg";
import type { CloudResource } from "../../../../localcloud/model/resource";
import type { Properties } from "../../../../localcloud/model/values";
import { DataServices } from "../../../../localcloud/runtimes/data/data-services";
import { postgresPlaces } from "../../../../localcloud/runtimes/data/postgres-programs";
import { Supervisor } from "../../../../localcloud/runtimes/supervisor";
import { eventually } from "../../../examples/enterprise/servers/eventually";
import { testAuthority } from "../support/authority";
import { databaseInstance, databaseProxy, databaseSnapshot } from "../support/sample-stores";
import { cloudWith, REGION } from "../support/sample-tasks";
import { taskApis } from "../support/task-apis";

const DOMAIN = `abcdefghijkl.${REGION}.rds.amazonaws.com`;
const directory = mkdtempSync(join(tmpdir(), "proofpix-recovery-"));
const authority = testAuthority(join(directory, "authority"));
const places = postgresPlaces(join(directory, "data"));

/** What a database that is made from another one takes over from it. */
const RESTORED = { engine: "postgres", username: "postgres", dbName: "application", password: "first-password" };

let resources: CloudResource[] = [];
const supervisor = new Supervisor();
let services = started();

function started(): DataServices {
  const cloud = { ...cloudWith([]), ofType: (type: string) => resources.filter((each) => each.type === type) };
  const find = (type: string, id: string) => resources.find((each) => each.type === type && each.id === id);
  const apis = taskApis({ ...cloud, find }, () => undefined);
  return new DataServices({
    cloud: { ...cloud, find },
    supervisor,
    authority,
    apis,
    directory: join(directory, "data"),
  });
}

afterAll(async () => {
  await services.close();
  await supervisor.close();
  rmSync(directory, { recursive: true });
  rmSync(join(places.sockets, ".."), { recursive: true });
});

/** Has something be deployed, and nothing else. */
async function deploy(...deployed: readonly CloudResource[]): Promise<void> {
  resources = [...deployed];
  await services.follow();
}

function restored(identifier: string, other: Properties, id?: string): CloudResource {
  return databaseInstance(identifier, { ...RESTORED, ...other }, id);
}

async function connected(host: string): Promise<Client> {
  const { connections } = await services.network(REGION);
  const client = new Client({
    host: "127.0.0.1",
    port: Number(connections[`${host}:5432`]?.split(":")[1]),
    ...{ user: "postgres", password: "first-password", database: "application" },
    ssl: { ca: readFileSync(authority.file), servername: host },
  });
  client.on("error", () => undefined);
  await client.connect();
  return client;
}

async function query(identifier: string, statement: string): Promise<unknown[]> {
  const client = await connected(`${identifier}.${DOMAIN}`);
  try {
    return (await client.query<Record<string, unknown>>(statement)).rows;
  } finally {
    await client.end();
  }
}

const names = (identifier: string): Promise<unknown[]> => query(identifier, "select name from things order by name");
const rows = (...all: readonly string[]): object[] => all.map((name) => ({ name }));

describe("snapshots", () => {
  const SHOP = databaseInstance("shop");
  const NIGHTLY = databaseSnapshot("nightly", "shop");

  beforeAll(async () => {
    await services.start();
    await deploy(SHOP);
    await query("shop", "create table things (name text); insert into things values ('one')");
  });

  it("hold what a running database held, which an instance is restored to", async () => {
    await deploy(SHOP, NIGHTLY);
    await query("shop", "insert into things values ('two')");
    await deploy(SHOP, NIGHTLY, restored("copy", { snapshotIdentifier: "nightly" }));

    expect(await names("copy")).toEqual(rows("one"));
    await query("copy", "insert into things values ('of the copy')");
    expect(await names("shop")).toEqual(rows("one", "two"));
    expect(services.status().map(({ detail }) => detail)).toEqual([
      expect.stringMatching(/^PostgreSQL .* stands for postgres 17.11$/) as unknown,
      expect.stringMatching(/restored from its snapshot$/) as unknown,
    ]);
  });

  it("outlive the local cloud, and are gone with their resource", async () => {
    await services.close();
    services = started();
    await services.start();
    await deploy(SHOP, NIGHTLY, restored("third", { snapshotIdentifier: "nightly" }));
    expect(await names("third")).toEqual(rows("one"));

    expect(readdirSync(places.snapshots)).toEqual([`snapshot-${REGION}-nightly`]);
    await deploy(SHOP, restored("third", { snapshotIdentifier: "nightly" }));
    expect(readdirSync(places.snapshots)).toEqual([]);
    expect(await names("third")).toEqual(rows("one"));
  });

  it("are taken as a database is deleted, also where it is made anew from it under its name at once", async () => {
    const anew = restored("shop", { snapshotIdentifier: "final" }, "db-shop-anew");
    await query("shop", "insert into things values ('last')");
    await deploy(databaseSnapshot("final", "shop"), anew);

    expect(await names("shop")).toEqual(rows("last", "one", "two"));
    await deploy(databaseSnapshot("final", "shop"), databaseInstance("shop", {}, "db-shop-empty"));
    await expect(names("shop")).rejects.toThrow('relation "things" does not exist');
  });

  it("of a database that never ran hold nothing", async () => {
    await deploy(databaseInstance("idle"), databaseSnapshot("idle", "idle"));
    await deploy(databaseSnapshot("idle", "idle"), restored("idle-copy", { snapshotIdentifier: "idle" }));
    await expect(names("idle-copy")).rejects.toThrow('relation "things" does not exist');
  });
});

describe("a point in time", () => {
  const SHOP = databaseInstance("orders");

  it("is the newest one, and other times are said not to be kept", async () => {
    await deploy(SHOP);
    await query("orders", "create table things (name text); insert into things values ('one')");
    const source = { sourceDbInstanceIdentifier: "orders" };
    const latest = restored("latest", { restoreToPointInTime: { ...source, useLatestRestorableTime: true } });
    const earlier = restored("earlier", { restoreToPointInTime: { ...source, restoreTime: "2026-11-01T00:00:00Z" } });
    await deploy(SHOP, latest, earlier);
    await query("orders", "insert into things values ('two')");

    expect(await names("latest")).toEqual(rows("one"));
    expect(await names("earlier")).toEqual(rows("one"));
    expect(services.status().map(({ detail }) => detail.split("; ")[1])).toEqual([
      undefined,
      "restored to what its source held when it was created",
      "restored to what its source held when it was created, not at 2026-11-01T00:00:00Z: no log of changes is kept",
    ]);
  });

  it("of backups whose database is gone holds nothing, which is said", async () => {
    const backup = "arn:aws:rds:eu-west-1:123456789012:auto-backup:ab-1";
    await deploy(restored("lost", { restoreToPointInTime: { sourceDbInstanceAutomatedBackupsArn: backup } }));
    expect(services.status()[0]?.detail).toContain(`empty: nothing on this machine holds the backup ${backup}`);
  });
});

it("a failover ends connections, and the same names lead to the database again, with all that it held", async () => {
  const SHOP = databaseInstance("ha", { multiAz: true });
  await deploy(SHOP, ...databaseProxy("ha-proxy", "ha"));
  await query("ha", "create table things (name text); insert into things values ('one')");
  const clients = [await connected(`ha.${DOMAIN}`), await connected(`ha-proxy.proxy-${DOMAIN}`)];
  const ends = clients.map((client) => new Promise((resolve) => client.once("end", resolve)));
  const begin = performance.now();
  await services.failOver(SHOP.id, 1500);
  await Promise.all(ends);

  expect(await eventually(() => names("ha"))).toEqual(rows("one"));
  expect(performance.now() - begin).toBeGreaterThanOrEqual(1500);
  const client = await connected(`ha-proxy.proxy-${DOMAIN}`);
  await client.query("insert into things values ('two')");
  await client.end();
  expect(await names("ha")).toEqual(rows("one", "two"));
});

it("the end of the local cloud doesn't wait for a failover", async () => {
  await services.failOver("db-ha", 600_000);
  const waiting = connected(`ha.${DOMAIN}`).catch(() => "ended");
  const begin = performance.now();
  await services.close();

  expect(performance.now() - begin).toBeLessThan(300_000);
  expect(await waiting).toBe("ended");
  services = started();
});
