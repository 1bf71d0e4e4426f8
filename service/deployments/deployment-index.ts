import type { ReleaseSummary } from "../../automation/history/release-summary";
import type { DeploymentStatus } from "../../automation/model/deployment";
import { sha256 } from "../../automation/shared/digest";
import type { Row, Sql, SqlDatabase } from "../store/sql";

/** A release of an environment. */
export interface IndexedDeployment extends ReleaseSummary {
  readonly environment: string;
}

/** Which deployments are asked for. */
export interface DeploymentQuery {
  readonly environment?: string;
  readonly status?: DeploymentStatus;
  readonly kind?: string;
  /** Where the page before ended. */
  readonly before?: DeploymentCursor;
  readonly limit: number;
}

/** A place in the list of deployments, which new ones don't move. */
export interface DeploymentCursor {
  readonly startedAt: string;
  readonly id: string;
}

/**
 * The history of all environments, for quick questions. It is an index: records and Pulumi's history are the sources, from
 * which it is made anew at any time.
 */
export class DeploymentIndex {
  constructor(private readonly database: SqlDatabase) {}

  /**
   * Has the index say what the history of an environment says: new, changed and forgotten releases alike. A history that is
   * as it was costs the reading of one row.
   */
  async replace(environment: string, releases: readonly ReleaseSummary[]): Promise<void> {
    const contents = releases.map((release) => JSON.stringify(release));
    const digest = sha256(contents.join("\n"));
    if ((await indexedDigest(environment, this.database)) === digest) return;
    await this.database.transaction(async (sql) => {
      const known = await knownContents(environment, sql);
      for (const [place, release] of releases.entries()) {
        const content = contents[place] ?? "";
        if (known.get(release.name) !== content) await put(environment, release, content, sql);
        known.delete(release.name);
      }
      for (const name of known.keys()) {
        await sql.change("DELETE FROM deployments WHERE environment = ? AND id = ?", environment, name);
      }
      await noteDigest(environment, digest, sql);
    });
  }

  /** Deployments, newest first. */
  async list({ environment, status, kind, before, limit }: DeploymentQuery): Promise<readonly IndexedDeployment[]> {
    const conditions = [
      ...(environment === undefined ? [] : [{ text: "environment = ?", values: [environment] }]),
      ...(status === undefined ? [] : [{ text: "status = ?", values: [status] }]),
      ...(kind === undefined ? [] : [{ text: "kind = ?", values: [kind] }]),
      ...(before === undefined ? [] : [olderThan(before)]),
    ];
    const where = conditions.length === 0 ? "" : `WHERE ${conditions.map(({ text }) => text).join(" AND ")}`;
    const rows = await this.database.rows(
      `SELECT environment, content FROM deployments ${where} ORDER BY started_at DESC, id DESC LIMIT ?`,
      ...conditions.flatMap(({ values }) => values),
      limit,
    );
    return rows.map(deploymentIn);
  }

  /** The deployments with an id: more than one where updates of plain `pulumi` in several environments share a number. */
  async find(id: string): Promise<readonly IndexedDeployment[]> {
    const rows = await this.database.rows("SELECT environment, content FROM deployments WHERE id = ?", id);
    return rows.map(deploymentIn);
  }
}

function olderThan({ startedAt, id }: DeploymentCursor): { readonly text: string; readonly values: string[] } {
  return { text: "(started_at < ? OR (started_at = ? AND id < ?))", values: [startedAt, startedAt, id] };
}

async function indexedDigest(environment: string, sql: Sql): Promise<unknown> {
  const [row] = await sql.rows("SELECT digest FROM indexed_histories WHERE environment = ?", environment);
  return row?.digest;
}

async function noteDigest(environment: string, digest: string, sql: Sql): Promise<void> {
  await sql.change(
    `INSERT INTO indexed_histories (environment, digest) VALUES (?, ?)
     ON CONFLICT (environment) DO UPDATE SET digest = excluded.digest`,
    ...[environment, digest],
  );
}

async function knownContents(environment: string, sql: Sql): Promise<Map<string, string>> {
  const rows = await sql.rows("SELECT id, content FROM deployments WHERE environment = ?", environment);
  return new Map(rows.map(({ id, content }) => [String(id), String(content)]));
}

async function put(environment: string, release: ReleaseSummary, content: string, sql: Sql): Promise<void> {
  await sql.change(
    `INSERT INTO deployments (environment, id, started_at, status, kind, content) VALUES (?, ?, ?, ?, ?, ?)
     ON CONFLICT (environment, id) DO UPDATE SET started_at = excluded.started_at, status = excluded.status,
       kind = excluded.kind, content = excluded.content`,
    ...[environment, release.name, release.startedAt, release.status, release.kind, content],
  );
}

function deploymentIn({ environment, content }: Row): IndexedDeployment {
  return { environment: String(environment), ...(JSON.parse(String(content)) as ReleaseSummary) };
}
