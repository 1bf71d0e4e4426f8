import type { Client } from "pg";
import type { Credentials } from "./credentials";
import { CREATE_RECORDS, RECORDS_TABLE } from "./migrations";
import { databaseOf, makeLogin } from "./role";

const ROWS = "select, insert, update, delete";
const NUMBERS = "usage, select";
/** PostgreSQL, "Identifiers and Key Words": names have at most 63 bytes. */
const LONGEST_BEGINNING = 55;

/**
 * Makes the role with which services log in, or renews its password and rights: it reads and writes rows of the tables
 * in the schema `public`, those that migrations make later too, and changes no table. It does so as a member of a group
 * of the database, `<database>_service`, so that another login can have the same rights. What migrations record of
 * themselves is not for it.
 * @param owner role of migrations, which owns the tables.
 * @returns name of the group.
 */
export async function makeServiceRole(client: Client, service: Credentials, owner: string): Promise<string> {
  await requireOther(client, service.username, owner);
  const database = await databaseOf(client);
  const group = `${database.slice(0, LONGEST_BEGINNING)}_service`;
  await client.query("begin");
  await makeGroup(client, group);
  await makeLogin(client, service);
  const names = {
    group: client.escapeIdentifier(group),
    service: client.escapeIdentifier(service.username),
    owner: client.escapeIdentifier(owner),
    database: client.escapeIdentifier(database),
  };
  for (const statement of rights(names)) await client.query(statement);
  await grantWhatIsThere(client, names);
  await client.query("commit");
  return group;
}

/** @throws {Error} where the administrator or the migration's role would get the password of services. */
async function requireOther(client: Client, username: string, owner: string): Promise<void> {
  const { rows } = await client.query<{ name: string }>("select current_user as name");
  if (username !== owner && username !== rows[0]?.name) return;
  throw new Error(`services can't log in as ${username}, which is the administrator or owns the tables`);
}

async function makeGroup(client: Client, group: string): Promise<void> {
  const { rowCount } = await client.query("select 1 from pg_roles where rolname = $1", [group]);
  if (rowCount === 0) await client.query(`create role ${client.escapeIdentifier(group)} nologin`);
}

type Names = Readonly<Record<"group" | "service" | "owner" | "database", string>>;

/** What doesn't depend on the tables that are there. */
function rights({ group, service, owner, database }: Names): string[] {
  const later = `alter default privileges for role ${owner} in schema public grant`;
  return [
    // Everybody may make temporary tables, and others in databases from before PostgreSQL 15.
    "revoke create on schema public from public",
    `revoke temporary on database ${database} from public`,
    `grant temporary on database ${database} to ${owner}`,
    `grant connect on database ${database} to ${group}`,
    `grant usage on schema public to ${group}`,
    // Made here, before a migration makes it: then it would be a table like others.
    CREATE_RECORDS,
    `alter table public.${RECORDS_TABLE} owner to ${owner}`,
    `revoke all on public.${RECORDS_TABLE} from ${group}`,
    `${later} ${ROWS} on tables to ${group}`,
    `${later} ${NUMBERS} on sequences to ${group}`,
    `grant ${group} to ${service}`,
  ];
}

/** Tables, views and sequences that migrations own; others, as those of an extension, are left alone. */
const OWNED = `
  select relname as name, relkind = 'S' as "isSequence" from pg_class
  where relnamespace = 'public'::regnamespace and relkind in ('r', 'p', 'v', 'm', 'S', 'f')
    and relowner = $1::regrole and relname <> '${RECORDS_TABLE}'
  order by relname`;

async function grantWhatIsThere(client: Client, { group, owner }: Names): Promise<void> {
  const { rows } = await client.query<{ name: string; isSequence: boolean }>(OWNED, [owner]);
  for (const { name, isSequence } of rows) {
    const [granted, kind] = isSequence ? [NUMBERS, "sequence"] : [ROWS, "table"];
    await client.query(`grant ${granted} on ${kind} public.${client.escapeIdentifier(name)} to ${group}`);
  }
}
