import type { Worker } from "../../automation/model/deployment";
import type { ProblemDetails } from "../problems/service-problem";
import type { Row, Sql, SqlDatabase } from "../store/sql";
import type { Run, RunKind, RunStatus } from "./run";

/** A run that is accepted now, by a process of the service. */
export interface NewRun extends Omit<Run, "endedAt" | "problem" | "status"> {
  /** The process that works on it. */
  readonly worker: Worker;
}

/** A run that hasn't ended, and the process that works on it. */
export interface OpenRun extends Run {
  readonly worker: Worker;
  /** When that process last said that it lives; ISO 8601, UTC. */
  readonly renewedAt: string;
}

/** The use of an idempotency key (draft-ietf-httpapi-idempotency-key-header). */
export interface KeyUse {
  readonly who: string;
  readonly name: string;
  /** SHA-256 of the request. */
  readonly digest: string;
}

/** What became of the attempt to accept a run. */
export type Acceptance =
  | { readonly kind: "accepted" }
  /** The same request was accepted before. */
  | { readonly kind: "repeated"; readonly run: string }
  /** The key was used for another request. */
  | { readonly kind: "key-reused" }
  /** Another run works on the environment. */
  | { readonly kind: "busy"; readonly run: string };

/** Runs, in the database that all instances of the service share. */
export class RunStore {
  constructor(private readonly database: SqlDatabase) {}

  /** Accepts a run, unless its key was used or another run works on the environment. */
  accept(run: NewRun, key: KeyUse | undefined): Promise<Acceptance> {
    return this.database.transaction(async (sql) => {
      const before = key === undefined ? undefined : await useOf(key, sql);
      if (before !== undefined) return before;
      const isFirst = await insert(run, sql);
      if (!isFirst) return { kind: "busy", run: await runningIn(run.environment, sql) };
      if (key !== undefined) await noteUse(key, run, sql);
      return { kind: "accepted" };
    });
  }

  /** Says that the process that works on a run lives. */
  async renew(id: string, now: Date): Promise<void> {
    await this.database.change("UPDATE runs SET renewed_at = ? WHERE id = ?", now.toISOString(), id);
  }

  async note(id: string, status: RunStatus): Promise<void> {
    await this.database.change("UPDATE runs SET status = ? WHERE id = ? AND ended_at IS NULL", status, id);
  }

  /** @returns false where it had ended before */
  async end(id: string, status: RunStatus, now: Date, problem?: ProblemDetails): Promise<boolean> {
    const text = problem === undefined ? null : JSON.stringify(problem);
    const statement = "UPDATE runs SET status = ?, ended_at = ?, problem = ? WHERE id = ? AND ended_at IS NULL";
    return (await this.database.change(statement, status, now.toISOString(), text, id)) === 1;
  }

  async find(id: string): Promise<Run | undefined> {
    const [row] = await this.database.rows("SELECT * FROM runs WHERE id = ?", id);
    return row === undefined ? undefined : runIn(row);
  }

  /** Runs that haven't ended, the oldest first. */
  async open(): Promise<readonly OpenRun[]> {
    const rows = await this.database.rows("SELECT * FROM runs WHERE ended_at IS NULL ORDER BY accepted_at");
    return rows.map((row) => ({
      ...runIn(row),
      worker: JSON.parse(String(row.worker)) as Worker,
      renewedAt: String(row.renewed_at),
    }));
  }
}

async function useOf({ who, name, digest }: KeyUse, sql: Sql): Promise<Acceptance | undefined> {
  const [use] = await sql.rows("SELECT digest, run FROM idempotency_keys WHERE who = ? AND name = ?", who, name);
  if (use === undefined) return undefined;
  return use.digest === digest ? { kind: "repeated", run: String(use.run) } : { kind: "key-reused" };
}

async function insert({ requestedBy, request, ...run }: NewRun, sql: Sql): Promise<boolean> {
  const inserted = await sql.change(
    `INSERT INTO runs (id, environment, kind, request, who, origin, status, accepted_at, worker, renewed_at)
     VALUES (?, ?, ?, ?, ?, ?, 'accepted', ?, ?, ?) ON CONFLICT DO NOTHING`,
    ...[run.id, run.environment, run.kind, JSON.stringify(request), requestedBy.who, requestedBy.from],
    ...[run.acceptedAt, JSON.stringify(run.worker), run.acceptedAt],
  );
  return inserted === 1;
}

async function runningIn(environment: string, sql: Sql): Promise<string> {
  const [row] = await sql.rows("SELECT id FROM runs WHERE environment = ? AND ended_at IS NULL", environment);
  return typeof row?.id === "string" ? row.id : "";
}

async function noteUse({ who, name, digest }: KeyUse, { id, acceptedAt }: NewRun, sql: Sql): Promise<void> {
  await sql.change("INSERT INTO idempotency_keys VALUES (?, ?, ?, ?, ?)", who, name, digest, id, acceptedAt);
}

function runIn(row: Row): Run {
  return {
    id: String(row.id),
    environment: String(row.environment),
    kind: row.kind as RunKind,
    request: JSON.parse(String(row.request)) as Run["request"],
    requestedBy: { who: String(row.who), from: String(row.origin) },
    status: row.status as RunStatus,
    acceptedAt: String(row.accepted_at),
    ...(typeof row.ended_at === "string" && { endedAt: row.ended_at }),
    ...(typeof row.problem === "string" && { problem: JSON.parse(row.problem) as ProblemDetails }),
  };
}
