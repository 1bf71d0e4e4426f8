import { UserError } from "../tools/shared/user-error";
import type { LogEvent } from "./behaviour/model/log";
import type { RunningKind, RunningKinds } from "./behaviour/model/running";
import type { LiveEvent } from "./live/live-events";
import type { LogLines } from "./live/live-logs";
import type { MetricSummary } from "./live/live-metrics";
import type { ResourceSummary } from "./control/inspection";
import type { Fault } from "./faults/fault";
import type { ApiAccess } from "./live/live-apis";
import type { LiveStatus } from "./live/live-status";
import type { Since } from "./live/recent";
import type { UncheckedResource } from "./cloud/unchecked";
import type { CloudResource } from "./model/resource";
import type { SeededAccount } from "./seed/account";

export type { ApiAccess, Fault, LiveStatus, MetricSummary, ResourceSummary, SeededAccount, UncheckedResource };

/** All resources that the local cloud holds. */
export function listResources(controlUrl: string): Promise<ResourceSummary[]> {
  return ask(controlUrl, "GET", "/resources");
}

/** Everything that the local cloud holds, but its secrets. */
export function readState(controlUrl: string): Promise<CloudResource[]> {
  return ask(controlUrl, "GET", "/state");
}

/** Everything about one resource but its secrets. */
export function showResource(controlUrl: string, id: string): Promise<Record<string, unknown>> {
  return ask(controlUrl, "GET", `/resource?id=${encodeURIComponent(id)}`);
}

/** Changes an input behind the engine's back. */
export function driftResource(controlUrl: string, id: string, input: string, value: unknown): Promise<{ id: string }> {
  return ask(controlUrl, "POST", "/drift", { id, input, value });
}

/** Deletes a resource behind the engine's back, whatever still uses it. */
export function deleteResource(controlUrl: string, id: string): Promise<{ id: string }> {
  return ask(controlUrl, "POST", "/delete", { id });
}

/** Resolves once no operation is under way. */
export async function settleOperations(controlUrl: string): Promise<void> {
  await ask(controlUrl, "POST", "/settle");
}

/** Makes the next operation of its kind go wrong. */
export function injectFault(
  controlUrl: string,
  fault: { operation: string; type: string; how: string },
): Promise<Fault> {
  return ask(controlUrl, "POST", "/faults", fault);
}

/** Faults that wait for their operation. */
export function listFaults(controlUrl: string): Promise<Fault[]> {
  return ask(controlUrl, "GET", "/faults");
}

export async function clearFaults(controlUrl: string): Promise<void> {
  await ask(controlUrl, "POST", "/faults/clear");
}

/**
 * Has scans of images find something.
 *
 * @param images a repository's name, perhaps with a tag or a digest
 * @param counts such as `CRITICAL=1,HIGH=3`, or `none`
 */
export async function setScanFindings(controlUrl: string, images: string, counts: string): Promise<void> {
  await ask(controlUrl, "POST", "/scan-findings", { images, counts });
}

/** Names the registry that takes what is pushed to Amazon ECR; undefined for none. */
export async function setPushRegistry(controlUrl: string, url: string | undefined): Promise<void> {
  await ask(controlUrl, "POST", "/registry", { url });
}

/** Has the account hold what a person lists. */
export function plantSeeds(controlUrl: string, account: SeededAccount): Promise<{ readonly planted: number }> {
  return ask(controlUrl, "POST", "/seeds", { account });
}

/**
 * Serves providers that let resource types without a model through.
 * @returns the value of `PULUMI_DEBUG_PROVIDERS` that leads an engine to them.
 */
export function letThrough(controlUrl: string, names: readonly string[]): Promise<{ readonly providers: string }> {
  return ask(controlUrl, "POST", "/unchecked", { names });
}

/** Ends such providers, and tells what they let through. */
export function endLetThrough(controlUrl: string, providers: string): Promise<readonly UncheckedResource[]> {
  return ask(controlUrl, "POST", "/unchecked/end", { providers });
}

/** Has everything that is deployed run, unless it does: a world that runs keeps its speed. */
export function startLive(controlUrl: string, speed: number): Promise<LiveStatus> {
  return ask(controlUrl, "POST", "/live", { speed });
}

/** What is deployed does now: services, listeners and alarms of a stack or, without one, of all. */
export function liveStatus(controlUrl: string, stack?: string): Promise<LiveStatus> {
  return ask(controlUrl, "GET", `/live?${parametersOf({ stack })}`);
}

/** Where AWS's APIs are answered. */
export function apiAccess(controlUrl: string): Promise<ApiAccess> {
  return ask(controlUrl, "GET", "/live/apis");
}

/** Has the local cloud stay without a command, until nobody used it for so long; 0 for not at all. */
export async function stayWithoutUse(controlUrl: string, milliseconds: number): Promise<void> {
  await ask(controlUrl, "POST", "/live/stay", { milliseconds });
}

/** Ends the local cloud and everything that runs in it, whoever uses it. */
export async function stopLocalCloud(controlUrl: string): Promise<void> {
  await ask(controlUrl, "POST", "/live/stop");
}

/** What happened since a number, to a stack or, without one, to all. */
export function liveEvents(controlUrl: string, since: number, stack?: string): Promise<Since<LiveEvent>> {
  return ask(controlUrl, "GET", `/live/events?${parametersOf({ since: String(since), stack })}`);
}

/** What containers wrote since a number. */
export function liveLines(controlUrl: string, since: number): Promise<Since<LogEvent>> {
  return ask(controlUrl, "GET", `/live/lines?since=${since}`);
}

/** Everything of a kind that runs, of a stack or, without one, of all. */
export function runningOf<Kind extends RunningKind>(
  controlUrl: string,
  kind: Kind,
  stack?: string,
): Promise<readonly RunningKinds[Kind][]> {
  return ask(controlUrl, "GET", `/running?${parametersOf({ kind, stack })}`);
}

/** Lines of a log group or of a service after the one with an id; 0 for all that are kept. */
export function logLines(controlUrl: string, name: string, after: number): Promise<LogLines> {
  return ask(controlUrl, "GET", `/live/logs?${parametersOf({ name, after: String(after) })}`);
}

/** Metrics with a namespace and a name, or all where these are empty. */
export function metricSummaries(
  controlUrl: string,
  asked: { readonly namespace: string; readonly name: string },
): Promise<readonly MetricSummary[]> {
  return ask(controlUrl, "GET", `/live/metrics?${parametersOf(asked)}`);
}

/** Changes the desired count of a service, as UpdateService does. */
export function scaleService(controlUrl: string, service: string, count: string): Promise<CloudResource> {
  return ask(controlUrl, "POST", "/live/scale", { service, count });
}

/** Has something that runs go wrong. */
export function befall(controlUrl: string, name: string, subject: string): Promise<{ readonly told: string }> {
  return ask(controlUrl, "POST", "/live/faults", { name, subject });
}

/** Parameters of a URL, without those that are undefined. */
function parametersOf(parameters: Readonly<Record<string, string | undefined>>): string {
  const given = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) if (value !== undefined) given.set(name, value);
  return given.toString();
}

async function ask<T>(controlUrl: string, method: string, path: string, body?: unknown): Promise<T> {
  const response = await reach(new URL(path, controlUrl), {
    method,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const content: unknown = await response.json();
  if (response.ok) return content as T;
  const { error, nextStep } = content as { readonly error: string; readonly nextStep: string };
  throw new UserError(error, nextStep);
}

async function reach(url: URL, request: RequestInit): Promise<Response> {
  try {
    return await fetch(url, request);
  } catch (cause) {
    throw new UserError("the local cloud has ended", "Run the command again, which starts it anew.", { cause });
  }
}
