import type { ReleaseSummary } from "../history/release-summary";
import type { DeploymentStatus } from "../model/deployment";
import { counted, percentile } from "./figures";
import { isIn, type Period } from "./period";

/** What was deployed in a period, and how it went. */
export interface DeploymentReport {
  readonly total: number;
  readonly byStatus: Readonly<Partial<Record<DeploymentStatus, number>>>;
  readonly byKind: Readonly<Record<string, number>>;
  /** Updates that plain `pulumi` made; nobody verified them. */
  readonly plain: number;
  /**
   * Part of the deployments that began and were verified, of those that began; refused ones changed nothing, and don't
   * count. Undefined without any.
   */
  readonly successRate?: number;
  /** Seconds from begin to end of those that succeeded; undefined without any. */
  readonly seconds?: { readonly median: number; readonly p95: number };
  /** Those that ended otherwise than they should, newest first. */
  readonly failures: readonly Pick<ReleaseSummary, "failure" | "name" | "startedAt" | "status" | "who">[];
}

/** Sums the deployments of a period up. */
export function deploymentReport(releases: readonly ReleaseSummary[], period: Period): DeploymentReport {
  const own = releases.filter(({ startedAt }) => isIn(period, startedAt));
  const deployments = own.filter(({ isPlain }) => !isPlain);
  const begun = deployments.filter(({ status }) => status !== "refused" && status !== "running");
  const succeeded = begun.filter(({ status }) => status === "succeeded");
  const durations = succeeded.flatMap(({ startedAt, endedAt }) =>
    endedAt === undefined ? [] : [(Date.parse(endedAt) - Date.parse(startedAt)) / 1000],
  );
  const [median, p95] = [percentile(durations, 0.5), percentile(durations, 0.95)];
  return {
    total: own.length,
    byStatus: counted(own.map(({ status }) => status)),
    byKind: counted(own.map(({ kind }) => kind)),
    plain: own.length - deployments.length,
    ...(begun.length > 0 && { successRate: succeeded.length / begun.length }),
    ...(median !== undefined && p95 !== undefined && { seconds: { median, p95 } }),
    failures: begun
      .filter(({ status }) => status !== "succeeded")
      .map(({ name, startedAt, status, who, failure }) => ({
        ...{ name, startedAt, status },
        ...(who !== undefined && { who }),
        ...(failure !== undefined && { failure }),
      })),
  };
}
