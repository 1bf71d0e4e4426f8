/** An exporter as a container: what it is started with. */
export interface ExporterContainer {
  /** What it reads: `database-primary`, `cache`. */
  readonly name: string;
  /** Port at which it tells its metrics. */
  readonly port: number;
  readonly arguments: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  /** Variables that come from the data store's secret, with the key of its JSON that each has. */
  readonly secretKeys: Readonly<Record<string, "username" | "password">>;
}
