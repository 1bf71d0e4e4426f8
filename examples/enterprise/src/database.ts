import type { QueryResultRow } from "pg";
import { HostPool, type HostPoolOptions, type PoolConnections, type Transaction } from "./host-pool";
import { errorText } from "./log";
import type { Address } from "./server-settings";
import { Unavailable } from "./unavailable";

/** Milliseconds for which a reader that failed is left alone, so that not every request waits for it. */
const READER_REST = 5000;

export interface DatabaseOptions extends Omit<HostPoolOptions, "address"> {
  readonly primary: Address;
  readonly readers: readonly Address[];
  /** @default 5000 */
  readonly readerRest?: number;
}

/** Connections to one host: `primary`, `reader-1` and so on. */
export interface HostConnections extends PoolConnections {
  readonly host: string;
}

/** A replica, and until when it is left alone. */
interface Reader {
  readonly pool: HostPool;
  awayUntil: number;
}

/** The database: what changes it goes to the primary, what only reads to the replicas in turn. */
export class Database {
  readonly readerCount: number;
  private readonly primary: HostPool;
  private readonly readers: readonly Reader[];
  private turn = 0;

  constructor(private readonly options: DatabaseOptions) {
    this.primary = new HostPool({ ...options, address: options.primary });
    this.readers = options.readers.map((address) => ({
      pool: new HostPool({ ...options, address }),
      awayUntil: 0,
    }));
    this.readerCount = this.readers.length;
  }

  /** @throws {Unavailable} when the primary doesn't answer. */
  write<Row extends QueryResultRow>(text: string, values?: readonly unknown[]): Promise<Row[]> {
    return this.primary.query<Row>(text, values);
  }

  /** @throws {Unavailable} when the primary doesn't answer. */
  transaction<Result>(work: (transaction: Transaction) => Promise<Result>): Promise<Result> {
    return this.primary.transaction(work);
  }

  /**
   * Asks a replica, or the primary when all are away. A replica may be a little behind.
   * @throws {Unavailable} when nobody answers.
   */
  async read<Row extends QueryResultRow>(text: string, values?: readonly unknown[]): Promise<Row[]> {
    for (const reader of this.inTurn()) {
      try {
        return await reader.pool.query<Row>(text, values);
      } catch (error) {
        if (!(error instanceof Unavailable)) throw error;
        reader.awayUntil = performance.now() + (this.options.readerRest ?? READER_REST);
        this.options.log("warn", "a reader of the database is away", { error: errorText(error) });
      }
    }
    return this.write(text, values);
  }

  /** Resolves when the primary answers. */
  async checkPrimary(): Promise<void> {
    await this.primary.query("select 1");
  }

  /** Resolves when a reader answers; from then on it gets reads again. */
  async checkReader(index: number): Promise<void> {
    const reader = this.readers[index];
    if (reader === undefined) throw new Error(`there is no reader ${index}`);
    await reader.pool.query("select 1");
    reader.awayUntil = 0;
  }

  connections(): readonly HostConnections[] {
    const readers = this.readers.map(({ pool }, index) => ({ host: `reader-${index + 1}`, ...pool.connections() }));
    return [{ host: "primary", ...this.primary.connections() }, ...readers];
  }

  async end(): Promise<void> {
    await Promise.all([this.primary, ...this.readers.map(({ pool }) => pool)].map((pool) => pool.end()));
  }

  /** The readers that aren't left alone, beginning with the next one. */
  private inTurn(): Reader[] {
    const first = this.turn++ % Math.max(this.readers.length, 1);
    const order = [...this.readers.slice(first), ...this.readers.slice(0, first)];
    return order.filter(({ awayUntil }) => awayUntil <= performance.now());
  }
}
