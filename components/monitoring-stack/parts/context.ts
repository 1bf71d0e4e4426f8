import type * as pulumi from "@pulumi/pulumi";
import type { Alerting } from "../alerting";
import type { MonitoringStackArgs, PartSize } from "../args";
import type { PartFiles } from "../configuration-bundle";
import type { GrafanaSecret } from "../grafana-secret";
import type { MonitoringImages } from "../images";
import type { ManagedPrometheus } from "../managed-prometheus";
import type { PartName } from "../part-names";

/** What the definitions of all parts are made from. */
export interface PartContext {
  readonly args: MonitoringStackArgs;
  /** Name of the private DNS namespace. */
  readonly namespace: string;
  /** Images by digest. */
  readonly images: Readonly<Record<keyof MonitoringImages, pulumi.Output<string>>>;
  readonly files: Readonly<Record<PartName, pulumi.Input<PartFiles>>>;
  readonly instances: Readonly<Record<PartName, number>>;
  readonly size: (part: PartName) => PartSize;
  /** Undefined without Amazon Managed Service for Prometheus. */
  readonly managed: ManagedPrometheus | undefined;
  readonly grafanaSecret: GrafanaSecret;
  /** Who is told of alerts. */
  readonly alerting: Alerting;
}

/** The user of the images that the Prometheus project builds. */
export const NOBODY = "65534:65534";

/** Health command of an image with BusyBox. */
export function askedByWget(port: number, path: string): readonly string[] {
  return ["CMD", "wget", "-q", "-O", "/dev/null", `http://127.0.0.1:${port}${path}`];
}
