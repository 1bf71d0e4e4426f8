import { type LiveStatus, listResources, startLive, stayWithoutUse } from "../../localcloud/control-client";
import { SERVICE } from "../../localcloud/services/ecs/service-lookup";
import { table } from "../../tools/shared/table";
import { UserError } from "../../tools/shared/user-error";
import type { Report } from "../local/session";
import type { LiveOptions } from "./live-options";
import { curlLine } from "./local-address";
import { type EndpointAnswer, type Verified, verify } from "./verification";

/** After how long without a request or command everything ends that runs in the background. */
export const IDLE_MINUTES = 30;

/** Has what is deployed run, and says so where it runs anew. */
export async function run(controlUrl: string, { speed }: Pick<LiveOptions, "speed">, report: Report): Promise<void> {
  const status = await startLive(controlUrl, speed);
  const time =
    status.speed === 1 ? "in real time" : `${status.speed} times as fast as real time (--speed 1 for real time)`;
  report(`what is deployed runs on this machine, ${time}: ${status.runtime}`);
  if (status.speed !== speed) report(`it ran before, at speed ${status.speed}; npm run stop ends it`);
}

/** Leaves nothing running in the background once no service is deployed any more. */
export async function endIfNothingRuns(controlUrl: string): Promise<void> {
  const resources = await listResources(controlUrl);
  if (resources.some(({ type }) => type === SERVICE)) return;
  await stayWithoutUse(controlUrl, 0);
}

/** What follows a deployment: it is verified, shown, and left running. */
export interface AfterDeployment {
  readonly controlUrl: string;
  readonly environment: string;
  readonly healthUrls: readonly string[];
  readonly options: LiveOptions;
  readonly report: Report;
}

/**
 * Verifies an environment that was deployed, shows where it is reached, and leaves it running in the background.
 * @throws {UserError} for a service or a health endpoint that isn't healthy.
 */
export async function verifyAndStay(args: AfterDeployment): Promise<void> {
  const { controlUrl, environment, options, report } = args;
  const verified = await verify(args);
  report(shown(environment, verified));
  requireHealthy(verified);
  if (options.once) return;
  await stayWithoutUse(controlUrl, IDLE_MINUTES * 60_000);
  report(`It runs on in the background until npm run stop, or ${IDLE_MINUTES} minutes without a request or command.`);
}

function shown(environment: string, { services, endpoints, status }: Verified): string {
  if (services.length === 0) return `nothing of ${environment} runs on this machine`;
  const rows = services.map(({ name, running, desired, deployment }) => [
    name,
    `${running} of ${desired}`,
    deployment?.status === "SUCCESSFUL" ? "steady" : (deployment?.status ?? ""),
  ]);
  const records = status.services.filter(
    ({ urn, notRun }) => urn.startsWith(`urn:pulumi:${environment}::`) && notRun !== undefined,
  );
  const [first] = endpoints;
  return [
    table(["service", "tasks", ""], rows),
    ...(records.length === 0
      ? []
      : [`${records.length} more services are deployed and don't run here: npm run local -- cloud services`]),
    ...endpoints.map(endpointLine),
    ...(first === undefined ? [] : [`open it: ${curlLine(first.address)}`]),
  ].join("\n");
}

function endpointLine({ address, status, problem, isHealthy }: EndpointAnswer): string {
  return `${isHealthy ? "✓" : "✗"} ${address.url} ${status === undefined ? problem : `answers ${status}`}`;
}

/**
 * Refuses health endpoints that don't answer well, unless a store that they look at doesn't run on this machine: then
 * it was shown. Services that don't run here, such as the monitoring's, excuse nothing.
 * @throws {UserError}
 */
export function requireHealthy({ endpoints, status }: Pick<Verified, "endpoints" | "status">): void {
  const failed = endpoints.filter(({ isHealthy }) => !isHealthy);
  if (failed.length === 0 || absentStores(status).length > 0) return;
  throw new UserError(
    `${failed.map(({ address }) => address.url).join(", ")} ${failed.length === 1 ? "is" : "are"} not healthy`,
    "See what the service wrote: npm run local -- cloud logs",
  );
}

/** Stores that are deployed and don't run on this machine. */
export function absentStores({ resources }: Pick<LiveStatus, "resources">): LiveStatus["resources"] {
  return resources.filter(({ resource, runs }) => !runs && !isTaskDefinition(resource));
}

function isTaskDefinition(resource: string): boolean {
  return resource.includes(":task-definition/");
}
