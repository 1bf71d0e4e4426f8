/** Where Prometheus keeps its samples, and for how long. */
export interface PrometheusCommandSettings {
  /** Port at which it is asked. */
  readonly port: number;
  /** Path of the configuration in the container. */
  readonly configurationFile: string;
  /** Directory of the samples: a local disk, with one writer at a time. */
  readonly dataDirectory: string;
  /** Days after which samples are deleted. */
  readonly retentionDays: number;
  /** GiB of the disk that may be filled; what comes first deletes. */
  readonly diskGibibytes: number;
  /** Address at which people reach it, for the links in alerts. @default - its own host */
  readonly externalUrl?: string;
}

/**
 * Part of the disk that samples may fill. The newest ones are not counted in full, nor are blocks while they are
 * compacted (Prometheus documentation, "Storage": 80 to 85 % of the disk).
 */
const SAMPLES_SHARE = 0.8;
const MEBIBYTES = 1024;

/** Arguments of Prometheus, of version 2.42 and later. */
export function prometheusArguments(settings: PrometheusCommandSettings): string[] {
  const { port, configurationFile, dataDirectory, retentionDays, diskGibibytes, externalUrl } = settings;
  return [
    `--config.file=${configurationFile}`,
    `--storage.tsdb.path=${dataDirectory}`,
    `--storage.tsdb.retention.time=${retentionDays}d`,
    `--storage.tsdb.retention.size=${Math.floor(diskGibibytes * MEBIBYTES * SAMPLES_SHARE)}MB`,
    `--web.listen-address=:${port}`,
    ...(externalUrl === undefined ? [] : [`--web.external-url=${externalUrl}`]),
    "--enable-feature=exemplar-storage",
  ];
}
