import { EventStore } from "../../../service/runs/event-store";
import { openDatabase } from "../../../service/store/open";
import type { SqlDatabase } from "../../../service/store/sql";
import { type DatabaseServer, startDatabases } from "./databases";

const NOW = new Date("2026-11-30T12:00:00.000Z");

describe("in PostgreSQL", () => {
  let server: DatabaseServer;
  let instances: SqlDatabase[];

  beforeAll(async () => {
    server = await startDatabases("PostgreSQL");
  });
  afterAll(() => server.end());
  beforeEach(async () => {
    const place = await server.empty();
    instances = [await openDatabase(place), await openDatabase(place)];
  });
  afterEach(async () => {
    for (const each of instances) await each.close();
  });

  it("an event that is committed late isn't skipped by who reads on after the newest", async () => {
    const [first, second] = instances.map((each) => new EventStore(each)) as [EventStore, EventStore];
    const [database] = instances as [SqlDatabase];
    // After it has its number, and before it is committed, an event of the run `slow` waits.
    await database.change(`CREATE FUNCTION wait() RETURNS trigger LANGUAGE plpgsql AS
      'BEGIN IF NEW.run = ''slow'' THEN PERFORM pg_sleep(0.5); END IF; RETURN NEW; END'`);
    await database.change("CREATE TRIGGER slowly AFTER INSERT ON events FOR EACH ROW EXECUTE FUNCTION wait()");
    const slow = first.append("staging", "slow", NOW, { code: "progress", message: "one" });
    await new Promise((resolve) => setTimeout(resolve, 200));
    await second.append("production", "quick", NOW, { code: "progress", message: "two" });
    const seen = await second.after({ after: 0, limit: 10 });
    await slow;
    const rest = await second.after({ after: seen.at(-1)?.sequence ?? 0, limit: 10 });

    expect([...seen, ...rest].map(({ run }) => run)).toEqual(["slow", "quick"]);
  });

  it("a transaction whose connection ends says why, and the next one has another connection", async () => {
    const [one, two] = instances as [SqlDatabase, SqlDatabase];
    const broken = one.transaction(async (sql) => {
      const [row] = await sql.rows("SELECT pg_backend_pid() AS pid");
      await two.rows("SELECT pg_terminate_backend(?)", Number(row?.pid));
      await sql.rows("SELECT 1");
    });

    await expect(broken).rejects.toThrow(/terminat|connection error/);
    expect(await one.transaction((sql) => sql.rows("SELECT 1 AS one"))).toEqual([{ one: 1 }]);
  });
});
