import type { PolicyStatement } from "../../shared/policy-document";

/** A workspace of Amazon Managed Service for Prometheus that keeps the samples. */
export interface RemoteWriteSettings {
  /** Address of its remote write, which ends in `/api/v1/remote_write`. */
  readonly url: string;
  /** Region of the workspace, for the signatures of requests. */
  readonly region: string;
  /**
   * Regular expression of the names of metrics that are not sent. @default - what Go's and Prometheus' libraries tell
   * of themselves
   */
  readonly dropped?: string;
}

/** What each Go program tells of itself, and nobody looks at for months. */
const LIBRARY_METRICS = "(go|promhttp|net_conntrack)_.+";

/** Remote write, signed by the credentials of the task's role. */
export function remoteWrite({ url, region, dropped = LIBRARY_METRICS }: RemoteWriteSettings): object {
  return {
    url,
    sigv4: { region },
    // Amazon Managed Service for Prometheus User Guide, "Set up ingestion from a new Prometheus server"; of its 200
    // shards a tenth, since each holds its samples in memory, and one sends some thousand samples a second.
    queue_config: { max_samples_per_send: 1000, max_shards: 20, capacity: 2500 },
    write_relabel_configs: [{ source_labels: ["__name__"], regex: dropped, action: "drop" }],
  };
}

/** What a role needs to write to a workspace. */
export function remoteWriteStatements(workspaceArn: string): PolicyStatement[] {
  return [{ Sid: "WriteSamples", Effect: "Allow", Action: "aps:RemoteWrite", Resource: workspaceArn }];
}
