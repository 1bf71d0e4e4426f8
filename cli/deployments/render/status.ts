import type { ServiceStatus } from "../../../automation/status/service-status";
import type { EnvironmentStatus } from "../../../automation/status/status";
import { table } from "../../../tools/shared/table";
import { driftTable } from "./drift";
import type { ReleaseSummary } from "../../../automation/history/release-summary";
import { outcomeText } from "./history";
import { whenText } from "./times";
import { cellText, countText, NOTHING, shortDigest } from "./words";

/** An environment as `status --json` prints it. */
export interface StatusOutput extends Omit<EnvironmentStatus, "last"> {
  /** Undefined where nothing was deployed yet. */
  readonly last?: ReleaseSummary;
}

/** Environments in a table, a line each. */
export function overviewTable(statuses: readonly StatusOutput[], now: Date): string {
  return table(
    ["environment", "services", "tasks", "alarms", "last deployment", "outcome", "drift", "approvals", "undeployed"],
    statuses.map((status) => [status.environment, ...runningCells(status), ...recordedCells(status, now)]),
  );
}

function runningCells({ running }: StatusOutput): string[] {
  if (running === undefined) return [NOTHING, NOTHING, NOTHING];
  return [healthText(running.services), tasksText(running.services), String(running.alarms.length)];
}

function recordedCells(status: StatusOutput, now: Date): string[] {
  const { last, pendingApprovals, undeployedKeys } = status;
  return [
    last === undefined ? "none yet" : `${last.name}, ${whenText(last.startedAt, now)}`,
    last === undefined ? NOTHING : outcomeText(last),
    driftText(status),
    pendingApprovals.length === 0 ? NOTHING : countText(pendingApprovals.length, "waits", "wait"),
    undeployedKeys.length === 0 ? NOTHING : countText(undeployedKeys.length, "key"),
  ];
}

/** How many services are how, those in need of people first. */
function healthText(services: readonly ServiceStatus[]): string {
  const order = ["unhealthy", "changing", "healthy", "not observed"] as const;
  const counts = order.map((health) => [services.filter((each) => each.health === health).length, health] as const);
  return counts.flatMap(([count, health]) => (count === 0 ? [] : [`${count} ${health}`])).join(", ") || "none";
}

function tasksText(services: readonly ServiceStatus[]): string {
  const observed = services.filter(({ health }) => health !== "not observed");
  const sum = (part: "desired" | "running"): number => observed.reduce((all, service) => all + service[part], 0);
  return `${sum("running")} of ${sum("desired")}`;
}

function driftText({ drift }: StatusOutput): string {
  if (drift === undefined) return "nobody looked";
  return drift.drifted.length === 0 ? "none" : countText(drift.drifted.length, "resource");
}

/** One environment with everything. */
export function statusText(status: StatusOutput, now: Date): string {
  const { running, drift, pendingApprovals, undeployedKeys, environment } = status;
  const parts = [
    overviewTable([status], now),
    running === undefined ? "" : serviceTable(running.services),
    running === undefined ? "" : running.endpoints.map(({ subject, detail }) => `${subject} ${detail}`).join("\n"),
    (running?.alarms ?? []).map(({ name, reason }) => `alarm ${name}: ${cellText(reason, 100)}`).join("\n"),
    drift === undefined || drift.drifted.length === 0
      ? ""
      : `drift, looked for ${whenText(drift.checkedAt, now)}:\n${driftTable(drift.drifted)}`,
    pendingApprovals
      .map(
        ({ id, requestedBy, expiresAt }) =>
          `${id} waits for an approval, asked for by ${requestedBy}, until ${expiresAt}`,
      )
      .join("\n"),
    undeployedKeys.length === 0
      ? ""
      : `not deployed yet: ${undeployedKeys.join(", ")}: npm run config -- diff ${environment}`,
  ];
  return parts.filter((part) => part !== "").join("\n\n");
}

function serviceTable(services: readonly ServiceStatus[]): string {
  return table(
    ["service", "health", "tasks", "bounds", "scaled by", "revision", "image", ""],
    services.map((service) => [
      service.name,
      service.health,
      service.health === "not observed" ? NOTHING : `${service.running} of ${service.desired}`,
      service.bounds === undefined ? NOTHING : `${service.bounds.minInstances} to ${service.bounds.maxInstances}`,
      service.bounds === undefined ? NOTHING : service.isScaled ? "load" : "hand",
      service.taskDefinition ?? NOTHING,
      imageText(service),
      service.problems.join("; "),
    ]),
  );
}

function imageText({ runningDigest, askedDigest }: ServiceStatus): string {
  if (runningDigest === undefined) return NOTHING;
  const runs = shortDigest(runningDigest);
  return askedDigest === undefined || askedDigest === runningDigest
    ? runs
    : `${runs}, asked for ${shortDigest(askedDigest)}`;
}
