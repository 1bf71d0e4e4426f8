import type * as pulumi from "@pulumi/pulumi";
import { MINUTE_SECONDS, type NotifyingAlarm } from "../shared/alarm";
import type { MetricSource } from "../shared/metrics";

/** A proxy as CloudWatch's dimensions name it, and when its alarms sound. */
export interface WatchedProxy {
  readonly name: string;
  readonly proxyName: pulumi.Input<string>;
  /** Whether it has a read-only endpoint. */
  readonly hasReaders: boolean;
  readonly borrowLatencySeconds: number;
  readonly borrowTimeoutSeconds: number;
  readonly connectionsPercent: number;
}

type TargetRole = "READ_WRITE" | "READ_ONLY";

const ROLE_NAMES: Readonly<Record<TargetRole, string>> = { READ_WRITE: "writer", READ_ONLY: "readers" };
/** Three bad minutes of five: neither a failover nor the rotation of a password lasts that long. */
const LASTING = { periodSeconds: MINUTE_SECONDS, evaluationPeriods: 5, datapointsToAlarm: 3 } as const;
const MICROSECONDS = 1_000_000;
/** Share of the borrow timeout from which the longest wait counts as one that was in vain, or nearly. */
const NEARLY = 0.9;

/**
 * Alarms of a proxy (Amazon RDS User Guide, "Monitoring RDS Proxy metrics with Amazon CloudWatch", which has the
 * metrics, their units and dimensions).
 */
export function proxyAlarms(proxy: WatchedProxy): NotifyingAlarm[] {
  const roles: TargetRole[] = proxy.hasReaders ? ["READ_WRITE", "READ_ONLY"] : ["READ_WRITE"];
  return [
    borrowLatency(proxy),
    borrowTimeouts(proxy),
    clientsRefused(proxy),
    databaseRefused(proxy),
    ...roles.flatMap((role) => [connectionsInUse(proxy, role), unavailable(proxy, role)]),
  ];
}

function borrowLatency({ name, proxyName, borrowLatencySeconds }: WatchedProxy): NotifyingAlarm {
  return {
    ...LASTING,
    name: `${name}-borrow-latency`,
    severity: "warning",
    description: `Clients of ${name} wait more than ${borrowLatencySeconds} s for a connection on average: the pool is too small, or sessions are pinned.`,
    queries: [lone(ofProxy(proxyName, "DatabaseConnectionsBorrowLatency", "Average"))],
    threshold: borrowLatencySeconds * MICROSECONDS,
    treatMissingData: "notBreaching",
  };
}

function borrowTimeouts({ name, proxyName, borrowTimeoutSeconds }: WatchedProxy): NotifyingAlarm {
  const seconds = borrowTimeoutSeconds * NEARLY;
  return {
    ...LASTING,
    name: `${name}-borrow-timeouts`,
    severity: "critical",
    description: `A client of ${name} waited more than ${seconds} s for a connection, which it gets within ${borrowTimeoutSeconds} s or never.`,
    queries: [lone(ofProxy(proxyName, "DatabaseConnectionsBorrowLatency", "Maximum"))],
    threshold: seconds * MICROSECONDS,
    treatMissingData: "notBreaching",
  };
}

function clientsRefused({ name, proxyName }: WatchedProxy): NotifyingAlarm {
  return {
    ...LASTING,
    name: `${name}-clients-refused`,
    severity: "critical",
    description: `Clients can't connect to ${name}: wrong password, no TLS, or no permission; see its logs.`,
    queries: [lone(ofProxy(proxyName, "ClientConnectionsSetupFailedAuth", "Sum"))],
    threshold: 0,
    treatMissingData: "notBreaching",
  };
}

function databaseRefused({ name, proxyName }: WatchedProxy): NotifyingAlarm {
  return {
    ...LASTING,
    name: `${name}-database-refused`,
    severity: "critical",
    description: `${name} can't connect to its database: wrong password in the secret, no connection left, or no way through; see its logs.`,
    queries: [lone(ofProxy(proxyName, "DatabaseConnectionsSetupFailed", "Sum"))],
    threshold: 0,
    treatMissingData: "notBreaching",
  };
}

function connectionsInUse({ name, proxyName, connectionsPercent }: WatchedProxy, role: TargetRole): NotifyingAlarm {
  const description = `More than ${connectionsPercent} % of the connections that ${name} may open to the ${ROLE_NAMES[role]} are in use.`;
  return {
    ...LASTING,
    name: `${name}-${ROLE_NAMES[role]}-connections`,
    severity: "warning",
    description,
    queries: [
      { id: "inUse", metric: ofRole(proxyName, role, "DatabaseConnectionsCurrentlyBorrowed", "Sum") },
      { id: "allowed", metric: ofRole(proxyName, role, "MaxDatabaseConnectionsAllowed", "Sum") },
      { id: "percent", expression: "100 * inUse / allowed", label: "Connections in use, in percent" },
    ],
    threshold: connectionsPercent,
    treatMissingData: "notBreaching",
  };
}

function unavailable({ name, proxyName }: WatchedProxy, role: TargetRole): NotifyingAlarm {
  return {
    ...LASTING,
    name: `${name}-${ROLE_NAMES[role]}-unavailable`,
    severity: "critical",
    description: `${name} doesn't reach the ${ROLE_NAMES[role]} of its database all the time.`,
    queries: [lone(ofRole(proxyName, role, "AvailabilityPercentage", "Average"))],
    comparisonOperator: "LessThanThreshold",
    threshold: 100,
    // Nothing is reported before the first connection.
    treatMissingData: "missing",
  };
}

function lone(metric: MetricSource): { readonly id: string; readonly metric: MetricSource } {
  return { id: "value", metric };
}

/** A metric over all endpoints of the proxy. */
function ofProxy(proxyName: pulumi.Input<string>, metricName: string, statistic: string): MetricSource {
  return { namespace: "AWS/RDS", metricName, statistic, dimensions: { ProxyName: proxyName } };
}

/** A metric of the databases that take writes, or that only answer reads. */
function ofRole(
  proxyName: pulumi.Input<string>,
  role: TargetRole,
  metricName: string,
  statistic: string,
): MetricSource {
  const dimensions = { ProxyName: proxyName, TargetGroup: "default", TargetRole: role };
  return { namespace: "AWS/RDS", metricName, statistic, dimensions };
}
