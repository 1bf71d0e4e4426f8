import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Client } from "pg";
import { MIGRATIONS, type SchemaMigration } from "../../../examples/enterprise/src/migrations";
import { migrate } from "../../../examples/enterprise/src/migrator";
import { makeRole, scramVerifier } from "../../../examples/enterprise/src/role";
import { administer, connected, createApplicationUser, DATABASE_USER } from "./servers/administration";
import { ADMINISTRATOR, type Postgres, startPostgres } from "./servers/postgres";
import { buildProduct, ProductProcess } from "./servers/product";

const ROLE = { username: "migration", password: "password-of-the-role" };
const ALL = MIGRATIONS.map(({ name }) => name);

let directory: string;
let server: Postgres;
beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), "proofpix-migrations-"));
  [server] = (await startPostgres(directory, 0)) as [Postgres];
  await createApplicationUser(server);
});
afterAll(async () => {
  await server.process.stop();
  rmSync(directory, { recursive: true });
});
beforeEach(async () => {
  await administer(
    server,
    "drop schema public cascade",
    "create schema public",
    `grant create, usage on schema public to ${DATABASE_USER.username}`,
  );
});

async function as<Result>(user: typeof ROLE, work: (client: Client) => Promise<Result>): Promise<Result> {
  const client = await connected(server, user);
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

const run = (migrations?: readonly SchemaMigration[], user = DATABASE_USER): Promise<string[]> =>
  as(user, (client) => migrate(client, () => undefined, migrations));
const applied = (): Promise<unknown[]> => administer(server, "select name from schema_migrations order by name");

describe("the product's migrations", () => {
  it("make the schema, and do nothing a second time", async () => {
    await expect(run()).resolves.toEqual(ALL);
    await expect(run()).resolves.toEqual([]);

    expect(await applied()).toEqual(ALL.map((name) => ({ name })));
    expect(await administer(server, "select * from proofs")).toEqual([]);
  });

  it("take over a table that a version before them made, with its rows", async () => {
    await administer(
      server,
      `create table proofs (id uuid primary key, digest text not null, created_at timestamptz not null default now(),
         queued_at timestamptz, processed_at timestamptz)`,
      "insert into proofs (id, digest) values (gen_random_uuid(), 'kept')",
      `alter table proofs owner to ${DATABASE_USER.username}`,
    );
    await run();

    expect(await administer(server, "select digest from proofs")).toEqual([{ digest: "kept" }]);
  });

  it("are applied once by runs that start at the same time", async () => {
    const runs = await Promise.all(Array.from({ length: 4 }, () => run()));

    expect(runs.flat().sort()).toEqual(ALL);
  });

  it("leave a newer version's alone", async () => {
    const newer = [...MIGRATIONS, { name: "0099-newer", statements: ["create table newer (id int)"] }];
    await run(newer);

    await expect(run()).resolves.toEqual([]);
    expect(await administer(server, "select * from newer")).toEqual([]);
  });

  it("that fail leave nothing of themselves, keep what was applied before, and are tried again", async () => {
    const failing = { name: "0098-failing", statements: ["create table half (id int)", "select nothing"] };
    await expect(run([...MIGRATIONS, failing])).rejects.toThrow(/0098-failing/);

    expect(await applied()).toEqual(ALL.map((name) => ({ name })));
    await expect(administer(server, "select * from half")).rejects.toThrow("does not exist");
    const mended = { ...failing, statements: ["create table half (id int)"] };
    await expect(run([...MIGRATIONS, mended])).resolves.toEqual(["0098-failing"]);
  });

  it("wait no longer than a few seconds for a table in use, so that nobody waits behind them", async () => {
    await run();
    await as(DATABASE_USER, async (holder) => {
      await holder.query("begin");
      await holder.query("lock table proofs");
      const waiting = [
        ...MIGRATIONS,
        { name: "0097-waiting", statements: ["alter table proofs add column more text"] },
      ];
      await expect(run(waiting)).rejects.toThrow(/lock timeout/);
    });
  });
});

describe("the role of migrations", () => {
  const make = (): Promise<string[]> => as(ADMINISTRATOR, (client) => makeRole(client, ROLE));

  it("may make and change tables, and nothing of the server", async () => {
    await make();
    await expect(run(undefined, ROLE)).resolves.toEqual(ALL);

    for (const statement of ["create role other", "create database other", "select * from pg_authid"]) {
      await expect(as(ROLE, (client) => client.query(statement))).rejects.toThrow(/permission denied/);
    }
  });

  it("owns tables that the administrator made, who uses them as before", async () => {
    await administer(server, "create table proofs (id serial primary key, digest text)");

    await expect(make()).resolves.toEqual(["proofs"]);
    await as(ROLE, (client) => client.query("alter table proofs add column more text"));
    expect(await administer(server, "select tableowner from pg_tables where tablename = 'proofs'")).toEqual([
      { tableowner: ROLE.username },
    ]);
    await administer(server, "insert into proofs (digest) values ('new')");
  });

  it("is made anew by an administrator who is no superuser, as on RDS, and lets them use its tables", async () => {
    const rds = { username: "rds_like", password: "password-of-rds" };
    await administer(
      server,
      `drop role if exists ${ROLE.username}_rds, ${rds.username}`,
      `create role ${rds.username} login createrole password '${rds.password}'`,
      `alter database postgres owner to ${rds.username}`,
      `alter schema public owner to ${rds.username}`,
    );
    const role = { ...ROLE, username: `${ROLE.username}_rds` };
    await as(rds, (client) => client.query("create table before (id int)"));

    await expect(as(rds, (client) => makeRole(client, role))).resolves.toEqual(["before"]);
    await expect(as(rds, (client) => makeRole(client, role))).resolves.toEqual([]);
    await expect(run(undefined, role)).resolves.toEqual(ALL);
    await as(rds, (client) => client.query("insert into proofs (id, digest) values (gen_random_uuid(), 'own')"));
    await administer(
      server,
      "drop schema public cascade",
      "create schema public",
      "alter database postgres owner to current_user",
    );
  });

  it("may log in for a quarter of an hour, until it is renewed", async () => {
    await make();
    const [{ left }] = (await administer(
      server,
      `select extract(epoch from rolvaliduntil - now())::int as left from pg_roles where rolname = '${ROLE.username}'`,
    )) as [{ left: number }];
    expect(left).toBeGreaterThan(14 * 60);
    expect(left).toBeLessThanOrEqual(15 * 60);
    await administer(server, `alter role ${ROLE.username} valid until '2020-01-01'`);

    await expect(run(undefined, ROLE)).rejects.toThrow(/password authentication failed/);
    await make();
    await expect(run(undefined, ROLE)).resolves.toEqual(ALL);
  });

  it("has its password in no statement", () => {
    // RFC 7677, "SCRAM-SHA-256": user, password, salt and iterations of the example.
    const salt = Buffer.from("W22ZaJ0SNY7soEsUEjb6gQ==", "base64");

    expect(scramVerifier("pencil", salt)).toBe(
      "SCRAM-SHA-256$4096:W22ZaJ0SNY7soEsUEjb6gQ==$WG5d8oPm3OtcPnkdi4Uo7BkeZkBFzpcXkuLmtbsT4qY=:wfPLwcE6nTWhTAmQ7tl2KeoiWGPlZqQxSrmfPwDl2dU=",
    );
  });
});

describe("the programs", () => {
  const settings = () => ({
    ...{ DATABASE_HOST: "localhost", DATABASE_PORT: String(server.port), DATABASE_NAME: "postgres" },
    CA_FILE: server.certificate,
  });
  const credentials = (whose: string, { username, password }: typeof ROLE) => ({
    [`${whose}_USERNAME`]: username,
    [`${whose}_PASSWORD`]: password,
  });

  it("make the role, migrate, and end with 0; without a password in what they say", async () => {
    buildProduct(directory, ["migrate", "migration-role"]);
    const role = new ProductProcess(directory, "migration-role", {
      ...settings(),
      ...credentials("DATABASE", ADMINISTRATOR),
      ...credentials("MIGRATION", ROLE),
    });
    expect(await role.exitCode()).toBe(0);
    const migration = new ProductProcess(directory, "migrate", { ...settings(), ...credentials("DATABASE", ROLE) });
    expect(await migration.exitCode()).toBe(0);

    expect(migration.events("migrated").map((event) => event.migration)).toEqual(ALL);
    expect(migration.events("the schema is up to date")).toEqual([expect.objectContaining({ applied: ALL })]);
    for (const { password } of [ROLE, ADMINISTRATOR]) expect(role.output + migration.output).not.toContain(password);
  });

  it("end with 1 and the reason where they can't", async () => {
    buildProduct(directory, ["migrate", "migration-role"]);
    const nowhere = new ProductProcess(directory, "migrate", {});
    expect(await nowhere.exitCode()).toBe(1);
    expect(nowhere.output).toContain("DATABASE_HOST is missing");
    const unnamed = new ProductProcess(directory, "migration-role", {
      ...settings(),
      ...credentials("DATABASE", ADMINISTRATOR),
    });
    expect(await unnamed.exitCode()).toBe(1);
    expect(unnamed.output).toContain("MIGRATION_USERNAME is missing");
  });
});
