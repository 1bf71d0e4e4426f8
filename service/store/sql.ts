/** A value that both databases store. */
export type SqlValue = string | number | null;

/** A row as the database gives it. */
export type Row = Readonly<Record<string, unknown>>;

/** What a statement is run on: the database, or a transaction on it. Places of values are written `?`. */
export interface Sql {
  /** Rows that a statement gives. */
  rows(statement: string, ...values: readonly SqlValue[]): Promise<readonly Row[]>;
  /** Runs a statement. @returns how many rows it changed */
  change(statement: string, ...values: readonly SqlValue[]): Promise<number>;
}

/** A database with SQL that SQLite and PostgreSQL share. */
export interface SqlDatabase extends Sql {
  /** Type of a column that counts up by itself and is the primary key. */
  readonly countingKey: string;
  /** Runs statements so that all of them count or none does. */
  transaction<T>(work: (sql: Sql) => Promise<T>): Promise<T>;
  /**
   * Like a transaction, one at a time, whichever instance of the service runs it: rows that are numbered in it are seen in
   * the order of their numbers.
   */
  serialized<T>(work: (sql: Sql) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}
