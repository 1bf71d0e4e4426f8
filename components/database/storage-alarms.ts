import type * as pulumi from "@pulumi/pulumi";
import { MINUTE_SECONDS, type NotifyingAlarm } from "../shared/alarm";
import { storageGibibytes } from "../shared/quantity";
import type { DatabaseServer } from "./dependencies";
import { type DatabaseEngine, isAurora } from "./engines";
import { serverMetric } from "./server-metric";
import { writerMemory } from "./servers";
import { storageMaximum } from "./storage";

const BYTES_OF_GIBIBYTE = 1024 ** 3;
const BYTES_OF_MEBIBYTE = 1024 ** 2;
const HOUR_SECONDS = 3600;
/**
 * RDS raises the storage when a tenth of it is left (Amazon RDS User Guide, "Managing capacity automatically with
 * storage autoscaling"): at a twentieth it has not, since it is at the maximum, or has raised it within six hours.
 */
const LEFT = { growing: 0.05, fixed: 0.1 };
/** RDS raises the storage once in six hours; who has to do it by hand needs time to hear of it. */
const FULL_WITHIN_HOURS = { growing: 6, fixed: 48 };
/**
 * For how long the storage has to shrink at that speed: in four quarters of an hour, or six hours where there is time.
 */
const SHRINKING = {
  growing: { periodSeconds: 15 * MINUTE_SECONDS, evaluationPeriods: 4 },
  fixed: { periodSeconds: HOUR_SECONDS, evaluationPeriods: 6 },
};
/** Amazon Aurora User Guide, "Quotas and constraints": the smallest largest volume of any version. */
const LARGEST_AURORA_BYTES = 128 * 1024 * BYTES_OF_GIBIBYTE;
/**
 * Instances of Aurora have about twice their memory in local storage, for sorts and logs (Amazon Aurora User Guide,
 * "Temporary storage limits for Aurora PostgreSQL"). A twentieth of it is left.
 */
const LOCAL_STORAGE_LEFT = 2 * 0.05;

/** Alarms on storage that runs out, and on how soon it is full. */
export function storageAlarms(
  name: string,
  engine: DatabaseEngine,
  servers: readonly DatabaseServer[],
  clusterIdentifier: pulumi.Output<string>,
): NotifyingAlarm[] {
  if (isAurora(engine.kind)) {
    return [volumeSize(name, clusterIdentifier), ...servers.map((server) => localStorage(name, engine, server))];
  }
  const facts = storageFacts(engine);
  return servers.flatMap((server) => [freeStorage(name, facts, server), fullSoon(name, facts, server)]);
}

interface StorageFacts {
  readonly bytes: number;
  readonly growth: "fixed" | "growing";
}

function storageFacts(engine: DatabaseEngine): StorageFacts {
  if (engine.kind === "aurora" || engine.kind === "aurora-serverless") return { bytes: 0, growth: "growing" };
  const gibibytes = storageGibibytes(engine.storage.size);
  const isGrowing = engine.kind === "instance" && storageMaximum(engine.storage) > gibibytes;
  return { bytes: gibibytes * BYTES_OF_GIBIBYTE, growth: isGrowing ? "growing" : "fixed" };
}

function freeStorage(name: string, { bytes, growth }: StorageFacts, server: DatabaseServer): NotifyingAlarm {
  const means =
    growth === "growing"
      ? "and RDS doesn't raise it: it is at its maximum, or was raised within six hours"
      : "and it doesn't grow by itself; raise it";
  return {
    name: `${name}${server.role}-storage`,
    severity: "critical",
    description: `${name}${server.role} has less than ${LEFT[growth] * 100} % of its storage left, ${means}. When it is full, the database stops.`,
    queries: [{ id: "free", metric: serverMetric(server, "FreeStorageSpace", "LessThanThreshold") }],
    comparisonOperator: "LessThanThreshold",
    threshold: Math.round(bytes * LEFT[growth]),
    periodSeconds: MINUTE_SECONDS,
    evaluationPeriods: 10,
    treatMissingData: "missing",
  };
}

function fullSoon(name: string, { growth }: StorageFacts, server: DatabaseServer): NotifyingAlarm {
  const hours = FULL_WITHIN_HOURS[growth];
  return {
    name: `${name}${server.role}-storage-full-soon`,
    severity: "critical",
    description: `At the speed of the last hours, the storage of ${name}${server.role} is full within ${hours} hours.`,
    queries: [
      { id: "free", metric: serverMetric(server, "FreeStorageSpace", "LessThanThreshold") },
      { id: "hours", expression: hoursLeft("free"), label: "Hours until the storage is full" },
    ],
    comparisonOperator: "LessThanThreshold",
    threshold: hours,
    ...SHRINKING[growth],
    treatMissingData: "missing",
  };
}

/** Metric math: hours until a metric is zero at the speed of its last period; a year where it doesn't shrink. */
export function hoursLeft(id: string): string {
  return `IF(RATE(${id}) < 0, ${id} / (RATE(${id}) * -${HOUR_SECONDS}), 8760)`;
}

/** Aurora's volume grows by itself up to a limit that nothing raises. */
function volumeSize(name: string, clusterIdentifier: pulumi.Output<string>): NotifyingAlarm {
  return {
    name: `${name}-volume`,
    severity: "critical",
    description: `The volume of ${name} is larger than 115 TiB; Aurora's end at 128 TiB or, in newer versions, 256 TiB.`,
    queries: [
      {
        id: "volume",
        metric: {
          namespace: "AWS/RDS",
          metricName: "VolumeBytesUsed",
          statistic: "Average",
          dimensions: { DBClusterIdentifier: clusterIdentifier },
        },
      },
    ],
    threshold: Math.round(LARGEST_AURORA_BYTES * 0.9),
    // Aurora reports it every few minutes.
    periodSeconds: HOUR_SECONDS,
    evaluationPeriods: 1,
    treatMissingData: "missing",
  };
}

function localStorage(name: string, engine: DatabaseEngine, server: DatabaseServer): NotifyingAlarm {
  const bytes = (writerMemory(engine) ?? 0) * BYTES_OF_MEBIBYTE;
  return {
    name: `${name}${server.role}-local-storage`,
    severity: "warning",
    description: `${name}${server.role} has little local storage left, in which it sorts; statements that sort much will fail.`,
    queries: [{ id: "free", metric: serverMetric(server, "FreeLocalStorage", "LessThanThreshold") }],
    comparisonOperator: "LessThanThreshold",
    threshold: Math.round(bytes * LOCAL_STORAGE_LEFT),
    periodSeconds: MINUTE_SECONDS,
    evaluationPeriods: 10,
    treatMissingData: "missing",
  };
}
