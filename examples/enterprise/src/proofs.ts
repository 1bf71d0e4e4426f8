import { randomUUID } from "node:crypto";
import type { Cache } from "./cache";
import type { Database } from "./database";
import type { JobQueue } from "./job-queue";
import { errorText, type Log } from "./log";

/** Seconds for which a processed proof is cached; it never changes again. */
const CACHED_SECONDS = 3600;
/** Jobs that are sent at a time when they couldn't be before. */
const BATCH = 50;

/** That a picture with this digest existed at a time. */
export interface Proof {
  readonly id: string;
  /** SHA-256 of the picture, in hexadecimal digits. */
  readonly digest: string;
  readonly status: "queued" | "processed";
  readonly createdAt: string;
}

interface ProofRow {
  readonly id: string;
  readonly digest: string;
  readonly created_at: Date;
  readonly processed_at: Date | null;
}

export interface ProofsOptions {
  readonly database: Database;
  readonly queue: Pick<JobQueue, "send">;
  readonly cache?: Pick<Cache, "get" | "set">;
  readonly log: Log;
  /** Milliseconds for which sending a job is left to the request that stored its proof. @default 10000 */
  readonly sendAgainAfter?: number;
}

const COLUMNS = "id, digest, created_at, processed_at";

/** Where proofs are kept. */
export class Proofs {
  constructor(private readonly options: ProofsOptions) {}

  /**
   * Stores a proof and sends its job. A queue that is away delays the job alone: {@link sendWaitingJobs} sends it.
   * @throws {Unavailable} when the database's primary doesn't answer.
   */
  async create(digest: string): Promise<Proof> {
    const id = randomUUID();
    const [row] = await this.options.database.write<ProofRow>(
      `insert into proofs (id, digest) values ($1, $2) returning ${COLUMNS}`,
      [id, digest],
    );
    if (row === undefined) throw new Error("the database stored nothing");
    await this.sendJob(id);
    return proofOf(row);
  }

  /**
   * Looks into the cache, then the database. Only what doesn't change any more is cached, so that nothing in the cache
   * is ever out of date.
   * @throws {Unavailable} when the cache doesn't hold it and the database doesn't answer.
   */
  async find(id: string): Promise<Proof | undefined> {
    const { cache } = this.options;
    const key = `proof:${id}`;
    const cached = await cache?.get(key);
    if (cached !== undefined) return JSON.parse(cached) as Proof;
    const row = await this.row(id);
    if (row === undefined) return undefined;
    const proof = proofOf(row);
    if (proof.status === "processed") await cache?.set(key, JSON.stringify(proof), CACHED_SECONDS);
    return proof;
  }

  /**
   * The work of a job. To do it twice does no harm: SQS may deliver a message twice.
   * @throws {Error} when there is no such proof.
   */
  async process(id: string): Promise<void> {
    const rows = await this.options.database.write(
      "update proofs set processed_at = coalesce(processed_at, now()) where id = $1 returning id",
      [id],
    );
    if (rows.length === 0) throw new Error("there is no such proof");
  }

  /** Sends jobs that couldn't be sent when their proofs were stored; one instance sends each, since they are locked. */
  async sendWaitingJobs(): Promise<void> {
    const { database, queue, sendAgainAfter = 10_000 } = this.options;
    await database.transaction(async (transaction) => {
      const rows = await transaction.query<Pick<ProofRow, "id">>(
        `select id from proofs where queued_at is null and created_at < now() - $1 * interval '1 millisecond'
         order by created_at limit ${BATCH} for update skip locked`,
        [sendAgainAfter],
      );
      for (const { id } of rows) {
        await queue.send(jobOf(id));
        await transaction.query("update proofs set queued_at = now() where id = $1", [id]);
      }
    });
  }

  /** A replica may not have a new proof yet; the primary has. */
  private async row(id: string): Promise<ProofRow | undefined> {
    const { database } = this.options;
    const text = `select ${COLUMNS} from proofs where id = $1`;
    const [row] = await database.read<ProofRow>(text, [id]);
    if (row !== undefined || database.readerCount === 0) return row;
    return (await database.write<ProofRow>(text, [id]))[0];
  }

  private async sendJob(id: string): Promise<void> {
    const { queue, database, log } = this.options;
    try {
      await queue.send(jobOf(id));
      await database.write("update proofs set queued_at = now() where id = $1", [id]);
    } catch (error) {
      log("warn", "a job waits in the database to be sent", { proof: id, error: errorText(error) });
    }
  }
}

function proofOf({ id, digest, created_at: createdAt, processed_at: processedAt }: ProofRow): Proof {
  return { id, digest, status: processedAt === null ? "queued" : "processed", createdAt: createdAt.toISOString() };
}

/** Message that asks a worker to process a proof. */
export function jobOf(id: string): string {
  return JSON.stringify({ proof: id });
}

/** @throws {Error} for a message that is no job. */
export function proofIdOf(message: string): string {
  const { proof } = JSON.parse(message) as { readonly proof?: unknown };
  if (typeof proof === "string" && isProofId(proof)) return proof;
  throw new Error("the message names no proof");
}

export function isProofId(text: string): boolean {
  return /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text);
}
