import { hostname } from "node:os";
import type { ReleaseSummary } from "../../../automation/history/release-summary";
import { DeploymentIndex } from "../../../service/deployments/deployment-index";
import { EventStore } from "../../../service/runs/event-store";
import { type NewRun, RunStore } from "../../../service/runs/run-store";
import { openDatabase } from "../../../service/store/open";
import type { SqlDatabase } from "../../../service/store/sql";
import { ViewStore } from "../../../service/views/view-store";
import { DATABASES, type DatabaseServer, startDatabases } from "./databases";

const NOW = new Date("2026-11-30T12:00:00.000Z");

function run(id: string, more: Partial<NewRun> = {}): NewRun {
  return {
    ...{ id, environment: "staging", kind: "deploy", request: { image: "shop:2" } },
    requestedBy: { who: "alice", from: "workstation" },
    acceptedAt: NOW.toISOString(),
    worker: { host: hostname(), processId: process.pid },
    ...more,
  };
}

function release(name: string, more: Partial<ReleaseSummary> = {}): ReleaseSummary {
  const startedAt = `2026-11-30T12:${name}:00.000Z`;
  return { name, startedAt, kind: "deploy", isPlain: false, status: "succeeded", isDirty: false, ...more };
}

describe.each(DATABASES)("in %s", (kind) => {
  let server: DatabaseServer;
  let place: string;
  let database: SqlDatabase;

  beforeAll(async () => {
    server = await startDatabases(kind);
  });
  afterAll(() => server.end());
  beforeEach(async () => {
    place = await server.empty();
    database = await openDatabase(place);
  });
  afterEach(() => database.close());

  it("the schema is made once, by one of several that start at once", async () => {
    const opened = await Promise.all([1, 2, 3].map(() => openDatabase(place)));
    const versions = await database.rows("SELECT version FROM schema_versions");

    expect(versions.map(({ version }) => Number(version))).toEqual([1, 2]);
    for (const each of opened) await each.close();
  });

  it("all statements of a transaction count, or none", async () => {
    const failing = database.transaction(async (sql) => {
      await sql.change("INSERT INTO views VALUES (?, ?, ?, ?)", "staging", "status", NOW.toISOString(), "{}");
      throw new Error("no");
    });

    await expect(failing).rejects.toThrow("no");
    expect(await database.rows("SELECT * FROM views")).toEqual([]);
  });

  it("one run of an environment is under way, and others are told which", async () => {
    const store = new RunStore(database);

    expect(await store.accept(run("d-1"), undefined)).toEqual({ kind: "accepted" });
    expect(await store.accept(run("d-2"), undefined)).toEqual({ kind: "busy", run: "d-1" });
    expect(await store.accept(run("d-3", { environment: "production" }), undefined)).toEqual({ kind: "accepted" });
    expect(await store.end("d-1", "succeeded", NOW)).toBe(true);
    expect(await store.end("d-1", "failed", NOW)).toBe(false);
    expect(await store.accept(run("d-2"), undefined)).toEqual({ kind: "accepted" });
    expect(await store.find("d-1")).toMatchObject({ status: "succeeded", request: { image: "shop:2" } });
    expect((await store.open()).map(({ id }) => id).sort()).toEqual(["d-2", "d-3"]);
  });

  it("of many that are accepted at once by two instances, one is", async () => {
    const other = await openDatabase(place);
    const [one, two] = [new RunStore(database), new RunStore(other)];
    const storeOf = (index: number): RunStore => (index % 2 === 0 ? one : two);
    const accepted = await Promise.all(
      Array.from({ length: 10 }, (_, index) => storeOf(index).accept(run(`d-${index}`), undefined)),
    );

    expect(accepted.filter((each) => each.kind === "accepted")).toHaveLength(1);
    expect(accepted.filter((each) => each.kind === "busy")).toHaveLength(9);
    await other.close();
  });

  it("a key is used for one request of one person", async () => {
    const store = new RunStore(database);
    const key = { who: "alice", name: "k", digest: "one" };
    await store.accept(run("d-1"), key);
    await store.end("d-1", "succeeded", NOW);

    expect(await store.accept(run("d-2"), key)).toEqual({ kind: "repeated", run: "d-1" });
    expect(await store.accept(run("d-2"), { ...key, digest: "two" })).toEqual({ kind: "key-reused" });
    expect(await store.accept(run("d-2"), { ...key, who: "bob" })).toEqual({ kind: "accepted" });
  });

  it("events have their order, and streams go on where they broke off", async () => {
    const events = new EventStore(database);
    for (const text of ["one", "two", "three"]) {
      await events.append("staging", text === "two" ? "d-2" : "d-1", NOW, { code: "progress", message: text });
    }
    const texts = async (query: Partial<Parameters<EventStore["after"]>[0]>) =>
      (await events.after({ after: 0, limit: 10, ...query })).map(({ event }) => "message" in event && event.message);

    expect(await texts({})).toEqual(["one", "two", "three"]);
    expect(await texts({ after: 1 })).toEqual(["two", "three"]);
    expect(await texts({ run: "d-1", limit: 1 })).toEqual(["one"]);
    expect(await texts({ environment: "production" })).toEqual([]);
    expect(await events.last()).toBe(3);
    await events.forgetBefore(new Date(NOW.getTime() + 1));
    expect(await texts({})).toEqual([]);
  });

  it("the index follows the history", async () => {
    const index = new DeploymentIndex(database);
    await index.replace("staging", [release("03", { status: "running" }), release("02"), release("01")]);
    await index.replace("production", [release("02")]);
    await index.replace("staging", [release("03"), release("02", { status: "failed" })]);
    const listed = await index.list({ limit: 10 });

    expect(listed.map(({ name }) => name)).toEqual(["03", "02", "02"]);
    expect(listed.filter(({ environment }) => environment === "staging").map(({ status }) => status)).toEqual([
      ...["succeeded", "failed"],
    ]);
    expect((await index.list({ status: "failed", limit: 10 })).map(({ name }) => name)).toEqual(["02"]);
    expect(await index.find("02")).toHaveLength(2);
  });

  it("the index isn't written where the history is as it was, by whichever instance", async () => {
    const history = [release("02"), release("01")];
    await new DeploymentIndex(database).replace("staging", history);
    const other = await openDatabase(place);
    await database.change("UPDATE deployments SET content = ? WHERE id = ?", "{}", "01");
    await new DeploymentIndex(other).replace("staging", history);

    expect(await database.rows("SELECT content FROM deployments WHERE id = ?", "01")).toEqual([{ content: "{}" }]);
    await new DeploymentIndex(other).replace("staging", [release("02", { status: "failed" }), release("01")]);
    expect((await new DeploymentIndex(database).list({ limit: 10 })).map(({ status }) => status)).toEqual([
      ...["failed", "succeeded"],
    ]);
    await other.close();
  });

  it("what was read last is kept", async () => {
    const views = new ViewStore(database);
    await views.put("staging", "status", NOW, { count: 1 });
    await views.put("staging", "status", NOW, { count: 2 });

    expect(await views.find("staging", "status")).toEqual({
      environment: "staging",
      readAt: NOW.toISOString(),
      content: { count: 2 },
    });
    expect(await views.find("staging", "other")).toBeUndefined();
  });
});
