import type { DiscoveryBlock } from "./discovery";
import { fixedLabel, type RelabelStep } from "./relabelling";

/** One scrape configuration, in Prometheus' own notation. */
export interface ScrapeConfig extends DiscoveryBlock {
  /** Unique. What people see is the label `job`, which several scrape configurations may share. */
  readonly job_name: string;
  readonly scrape_interval?: string;
  readonly scrape_timeout?: string;
  readonly metrics_path?: string;
  readonly params?: Readonly<Record<string, readonly string[]>>;
  readonly relabel_configs?: readonly RelabelStep[];
  readonly metric_relabel_configs?: readonly RelabelStep[];
}

/** What tells a scrape configuration from others of its job. */
export type ScrapeDetails = Omit<ScrapeConfig, "job_name" | keyof DiscoveryBlock>;

/**
 * A scrape configuration of a job, which may have several.
 * @param part what it reads, which is added to its name; none where it is all of the job.
 */
export function scrapeConfig(
  job: string,
  part: string | undefined,
  discovery: DiscoveryBlock,
  { relabel_configs: steps = [], ...details }: ScrapeDetails,
): ScrapeConfig {
  return {
    job_name: part === undefined ? job : `${job}-${part}`,
    ...details,
    ...discovery,
    relabel_configs: [...(part === undefined ? [] : [fixedLabel("job", job)]), ...steps],
  };
}
