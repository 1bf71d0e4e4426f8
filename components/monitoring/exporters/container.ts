/** An exporter as a container: what it is started with. */
export interface ExporterContainer {
  /** What it reads: `database-primary`, `cache`. */
  readonly name: string;
  /** Port at which it tells its metrics. */
  readonly port: number;
  /** Arguments of the image's entry point. */
  readonly arguments: readonly string[];
  /** Environment variables, none of them secret. */
  readonly environment: Readonly<Record<string, string>>;
  /** Variables that come from the data store's secret, with the key of its JSON that each has. */
  readonly secretKeys: Readonly<Record<string, "username" | "password">>;
}
