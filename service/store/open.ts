import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import { migrate } from "./migrations";
import { PostgresDatabase } from "./postgres";
import type { SqlDatabase } from "./sql";
import { SqliteDatabase } from "./sqlite";

/**
 * Opens the service's database, with its schema up to date: PostgreSQL where a URL is given, else SQLite.
 * @param place a URL of PostgreSQL, a file's path, or `:memory:`
 */
export async function openDatabase(place: string): Promise<SqlDatabase> {
  const database = databaseAt(place);
  try {
    await migrate(database);
  } catch (error) {
    await database.close();
    throw error;
  }
  return database;
}

function databaseAt(place: string): SqlDatabase {
  if (/^postgres(?:ql)?:\/\//.test(place)) return new PostgresDatabase(place);
  if (place !== ":memory:") mkdirSync(dirname(place), { recursive: true });
  return new SqliteDatabase(place);
}
