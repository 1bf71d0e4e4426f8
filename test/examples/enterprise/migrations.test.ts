import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Client } from "pg";
import { MIGRATIONS, type SchemaMigration } from "../../../examples/enterprise/src/migrations";
import { migrate } from "../../../examples/enterprise/src/migrator";
import { makeRole, scramVerifier } from "../../../examples/enterprise/src/role";
import { makeServiceRole } from "../../../examples/enterprise/src/service-role";
import { administer, connected, createApplicationUser, DATABASE_USER } from "./servers/administration";
import { ADMINISTRATOR, type Postgres, startPostgres } from "./servers/postgres";
import { buildProduct, ProductProcess } from "./servers/product";

const ROLE = { username: "migration", password: "password-of-the-role" };
const SERVICE = { username: "service", password: "password-of-services" };
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

async function as<Result>(
  user: typeof ROLE,
  work: (client: Client) => Promise<Result>,
  database?: string,
): Promise<Result> {
  const client = await connected(server, user, database);
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

describe("the role of services", () => {
  /** Makes both roles as the container of the role does, and gives the group's name. */
  const make = (administrator = ADMINISTRATOR, role = ROLE, service = SERVICE): Promise<string> =>
    as(administrator, async (client) => {
      await makeRole(client, role);
      return makeServiceRole(client, service, role.username);
    });
  const served = <Row extends object>(statement: string, service = SERVICE): Promise<Row[]> =>
    as(service, async (client) => (await client.query<Row>(statement)).rows);
  const INSERT = "insert into proofs (id, digest) values (gen_random_uuid(), 'served')";

  it("reads and writes rows of tables that the migration makes after it", async () => {
    await expect(make()).resolves.toBe("postgres_service");
    await run(undefined, ROLE);

    await served(INSERT);
    await served("update proofs set digest = 'changed'");
    expect(await served("select digest from proofs")).toEqual([{ digest: "changed" }]);
    await served("delete from proofs");
    expect(await served("select digest from proofs")).toEqual([]);
  });

  it("reads and writes what the administrator made, whose rows stay", async () => {
    await administer(
      server,
      "create table proofs (id serial primary key, digest text)",
      "create view digests as select digest from proofs",
      "create sequence numbers",
      "insert into proofs (digest) values ('kept')",
    );
    await make();

    await served("insert into proofs (digest) values ('new')");
    expect(await served("select digest from digests order by digest")).toEqual([{ digest: "kept" }, { digest: "new" }]);
    expect(await served("select nextval('numbers')::int as number")).toEqual([{ number: 1 }]);
  });

  it("has the next tables and sequences, too", async () => {
    await make();
    await run([...MIGRATIONS, { name: "0096-next", statements: ["create table next (id serial, word text)"] }], ROLE);

    await served("insert into next (word) values ('first')");
    expect(await served("select id from next")).toEqual([{ id: 1 }]);
  });

  it.each([
    ["create table other (id int)", "permission denied for schema public"],
    ["create table if not exists proofs (id int)", "permission denied for schema public"],
    ["create temporary table other (id int)", 'permission denied to create temporary tables in database "postgres"'],
    ["create schema other", "permission denied for database postgres"],
    ["drop table proofs", "must be owner of table proofs"],
    ["alter table proofs add column more text", "must be owner of table proofs"],
    ["create index on proofs (digest)", "must be owner of table proofs"],
    ["truncate proofs", "permission denied for table proofs"],
    ["select * from schema_migrations", "permission denied for table schema_migrations"],
    ["insert into schema_migrations (name) values ('x')", "permission denied for table schema_migrations"],
    ["set role migration", 'permission denied to set role "migration"'],
    ["create role other", "permission denied to create role"],
    ["alter role migration password 'x'", "permission denied to alter role"],
    ["select * from pg_authid", "permission denied for table pg_authid"],
  ])("may not %s", async (statement, reason) => {
    await make();
    await run(undefined, ROLE);

    await expect(served(statement)).rejects.toThrow(reason);
  });

  it("doesn't see what was migrated, although it could before", async () => {
    await as(ADMINISTRATOR, (client) => makeRole(client, ROLE));
    await run(undefined, ROLE);
    await make();
    await administer(server, "grant select on schema_migrations to postgres_service");
    await make();

    await expect(served("select * from schema_migrations")).rejects.toThrow("permission denied");
    await expect(run(undefined, ROLE)).resolves.toEqual([]);
  });

  it("is renewed as often as asked, with another password in place of the one before", async () => {
    await make();
    await make();
    const next = { ...SERVICE, password: "next-password-of-services" };
    await make(ADMINISTRATOR, ROLE, next);
    await run(undefined, ROLE);

    await served(INSERT, next);
    await expect(served(INSERT)).rejects.toThrow("password authentication failed");
  });

  it("changes its own password, as a rotation does", async () => {
    await make();
    const rotated = { ...SERVICE, password: "rotated-password" };
    await served(`alter user ${SERVICE.username} with password '${rotated.password}'`);

    expect(await served("select current_user::text as name", rotated)).toEqual([{ name: SERVICE.username }]);
  });

  it("is made by an administrator who is no superuser, as on RDS", async () => {
    const rds = { username: "rds_administrator", password: "password-of-rds" };
    const [role, service] = [ROLE, SERVICE].map((each) => ({ ...each, username: `${each.username}_of_rds` })) as [
      typeof ROLE,
      typeof SERVICE,
    ];
    await administer(
      server,
      `create role ${rds.username} login createrole password '${rds.password}'`,
      `create database shop owner ${rds.username}`,
    );
    const inShop = <Result>(user: typeof ROLE, work: (client: Client) => Promise<Result>): Promise<Result> =>
      as(user, work, "shop");
    await inShop(rds, (client) => client.query("create table proofs (id serial primary key, digest text)"));
    const makeBoth = (): Promise<string> =>
      inShop(rds, async (client) => {
        await makeRole(client, role);
        return makeServiceRole(client, service, role.username);
      });

    await expect(makeBoth()).resolves.toBe("shop_service");
    await expect(makeBoth()).resolves.toBe("shop_service");
    await inShop(service, (client) => client.query("insert into proofs (digest) values ('served')"));
    await expect(inShop(service, (client) => client.query("drop table proofs"))).rejects.toThrow("must be owner");
    await inShop(rds, (client) => client.query("select * from proofs"));
  });

  it.each([ROLE.username, ADMINISTRATOR.username])("is never %s, whose password would change", async (username) => {
    await expect(make(ADMINISTRATOR, ROLE, { ...SERVICE, username })).rejects.toThrow(`can't log in as ${username}`);
    await run(undefined, ROLE);
  });

  it("is as it was where a statement fails", async () => {
    await administer(server, `drop role if exists other_service`);
    const other = { ...SERVICE, username: "other_service" };
    await expect(make(ADMINISTRATOR, ROLE, { ...other, username: "postgres_service" })).rejects.toThrow(/member/);

    expect(await administer(server, "select rolcanlogin from pg_roles where rolname = 'postgres_service'")).toEqual([
      { rolcanlogin: false },
    ]);
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

  it("make the role of services, too, where they are told it; and ask for its password", async () => {
    buildProduct(directory, ["migration-role"]);
    const told = {
      ...settings(),
      ...credentials("DATABASE", ADMINISTRATOR),
      ...credentials("MIGRATION", ROLE),
      ...credentials("SERVICE", SERVICE),
    };
    const roles = new ProductProcess(directory, "migration-role", told);
    expect(await roles.exitCode()).toBe(0);
    expect(roles.events("the role of services is ready")).toEqual([
      expect.objectContaining({ role: "service", group: "postgres_service" }),
    ]);
    expect(roles.output).not.toContain(SERVICE.password);

    const unknown = new ProductProcess(directory, "migration-role", { ...told, SERVICE_PASSWORD: "" });
    expect(await unknown.exitCode()).toBe(1);
    expect(unknown.output).toContain("SERVICE_PASSWORD is missing");
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
