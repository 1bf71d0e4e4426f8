import { createHash, createHmac, pbkdf2Sync, randomBytes } from "node:crypto";
import type { Client } from "pg";
import type { Credentials } from "./credentials";

/** Minutes in which a migration logs in; afterwards its password opens nothing. */
const VALID_MINUTES = 15;
/** A migration has one connection, and one that broke may linger. */
const CONNECTIONS = 3;
/** PostgreSQL's own `scram_iterations`. */
const ITERATIONS = 4096;

/**
 * Makes the role of migrations, or renews its password and rights: it may connect, and create in the schema `public`.
 * It owns the tables there, as only an owner may change them; those of the administrator become its own. The
 * administrator is a member of it, and so reads and writes as before.
 * @returns names of the tables, views and sequences that changed their owner.
 */
export async function makeRole(client: Client, credentials: Credentials): Promise<string[]> {
  const role = client.escapeIdentifier(credentials.username);
  const validUntil = new Date(Date.now() + VALID_MINUTES * 60_000).toISOString();
  await makeLogin(client, credentials, `connection limit ${CONNECTIONS} valid until '${validUntil}'`);
  await client.query(`grant connect on database ${client.escapeIdentifier(await databaseOf(client))} to ${role}`);
  await client.query(`grant usage, create on schema public to ${role}`);
  await client.query(`grant ${role} to current_user`);
  return changeOwners(client, role);
}

/** Makes a role that logs in with a password, unless it is there, and gives it the password and the options. */
export async function makeLogin(client: Client, { username, password }: Credentials, options = ""): Promise<void> {
  const role = client.escapeIdentifier(username);
  const { rowCount } = await client.query("select 1 from pg_roles where rolname = $1", [username]);
  if (rowCount === 0) await client.query(`create role ${role}`);
  await client.query(`alter role ${role} login password ${client.escapeLiteral(scramVerifier(password))} ${options}`);
}

/** Name of the database of a connection. */
export async function databaseOf(client: Client): Promise<string> {
  const { rows } = await client.query<{ name: string }>("select current_database() as name");
  return rows[0]?.name ?? "";
}

/**
 * What the server keeps of a password (RFC 5803). It is sent in the password's place, so that no log of statements
 * shows that.
 */
export function scramVerifier(password: string, salt: Buffer = randomBytes(16)): string {
  const salted = pbkdf2Sync(password, salt, ITERATIONS, 32, "sha256");
  const keyOf = (name: string): Buffer => createHmac("sha256", salted).update(name).digest();
  const stored = createHash("sha256").update(keyOf("Client Key")).digest("base64");
  const server = keyOf("Server Key").toString("base64");
  return `SCRAM-SHA-256$${ITERATIONS}:${salt.toString("base64")}$${stored}:${server}`;
}

/** Tables, views and sequences of the schema, but for those of an extension, and sequences of a table's columns. */
const OWN = `
  select c.relname as name from pg_class c
  where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v', 'm', 'S', 'f')
    and pg_get_userbyid(c.relowner) = current_user
    and not exists (
      select 1 from pg_depend d
      where d.classid = 'pg_class'::regclass and d.objid = c.oid
        and (d.deptype = 'e' or (c.relkind = 'S' and d.deptype in ('a', 'i')))
    )
  order by c.relname`;

async function changeOwners(client: Client, role: string): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(OWN);
  for (const { name } of rows) {
    await client.query(`alter table public.${client.escapeIdentifier(name)} owner to ${role}`);
  }
  return rows.map(({ name }) => name);
}
