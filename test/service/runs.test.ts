import { Runs, type RunsOptions } from "../../service/runs/runs";
import { EventStore } from "../../service/runs/event-store";
import { RunStore } from "../../service/runs/run-store";
import { openDatabase } from "../../service/store/open";
import type { SqlDatabase } from "../../service/store/sql";

const WORKER = { host: "workstation", processId: process.pid };
const NOW = new Date("2026-11-30T12:00:00.000Z");
const REQUEST = { kind: "deploy" as const, request: {}, requestedBy: { who: "alice", from: "workstation" } };

describe("runs", () => {
  let database: SqlDatabase;
  let log: string[];

  beforeEach(async () => {
    database = await openDatabase(":memory:");
    log = [];
  });
  afterEach(() => database.close());

  function runsOn(store: RunStore, environments: object): Runs {
    const told = {
      events: new EventStore(database),
      worker: WORKER,
      now: () => NOW,
      log: (line: string) => log.push(line),
    };
    const options = { ...told, store, environments, onEnded: () => Promise.resolve() };
    return new Runs(options as unknown as RunsOptions);
  }

  it("note their end when the database can be reached again", async () => {
    const store = new RunStore(database);
    let refusals = 2;
    const end = store.end.bind(store);
    store.end = (...asked) => (refusals-- > 0 ? Promise.reject(new Error("connection refused")) : end(...asked));
    const runs = runsOn(store, { open: () => Promise.resolve(undefined) });
    const { id } = await runs.accept({ environment: "staging", ...REQUEST }, () => Promise.resolve(undefined));
    await runs.close();

    expect(await store.find(id)).toMatchObject({ status: "succeeded", endedAt: NOW.toISOString() });
  });

  it("that nobody can tell of don't hold up those of other environments", async () => {
    const store = new RunStore(database);
    const dead = { worker: { host: "another", processId: 1 }, acceptedAt: "2026-11-30T11:00:00.000Z", ...REQUEST };
    await store.accept({ id: "d-1", environment: "removed", ...dead }, undefined);
    await store.accept({ id: "d-2", environment: "staging", ...dead }, undefined);
    const kept = (environment: string) =>
      environment === "removed"
        ? Promise.reject(new Error("there is no such environment"))
        : Promise.resolve({ store: { find: () => Promise.resolve(undefined) } });
    await runsOn(store, { kept }).endAbandoned();

    expect(await store.find("d-2")).toMatchObject({ status: "interrupted" });
    expect(log).toContain("can't tell how deployment d-1 of removed ended: there is no such environment");
  });
});
