import type { MonitoringStackArgs, PartSize } from "./args";
import type { PartName } from "./part-names";

/** The least that Fargate runs, about 9 USD a month on demand (November 2026, eu-west-1). */
const SMALL: PartSize = { cpu: "250m", memory: "512Mi" };

/** Prometheus takes about 3 KiB of memory for each series, and as much again for queries. */
const DEFAULT_SIZES: Readonly<Partial<Record<PartName, PartSize>>> = {
  prometheus: { cpu: "500m", memory: "2Gi" },
  grafana: { cpu: "250m", memory: "1Gi" },
  jaeger: { cpu: "250m", memory: "1Gi" },
};

/** Parts of which a second task makes alerts and traces outlive a zone. */
const TWICE: readonly PartName[] = ["prometheus", "alertmanager", "otel-collector", "blackbox"];

/** CPU and memory of a part's tasks. */
export function sizeOf(part: PartName, { sizes }: Pick<MonitoringStackArgs, "sizes">): PartSize {
  return sizes?.[part] ?? DEFAULT_SIZES[part] ?? SMALL;
}

/**
 * Tasks of a part. Grafana and the exporters keep nothing that a new task would lack, and Jaeger's memory can't be
 * divided: of these there is one, which ECS replaces within a minute or two.
 */
export function instancesOf(
  part: PartName,
  { highlyAvailable = true }: Pick<MonitoringStackArgs, "highlyAvailable">,
): number {
  return highlyAvailable && TWICE.includes(part) ? 2 : 1;
}

/** Disk of Prometheus' tasks, which holds the samples. */
export const SAMPLES_GIBIBYTES = 20;

/** Disk of a part's tasks. */
export function storageOf(part: PartName): `${number}Gi` {
  return part === "prometheus" ? `${SAMPLES_GIBIBYTES}Gi` : "2Gi";
}
