import { lastPartOf } from "../../components/shared/arn";
import { setTimeout } from "node:timers/promises";
import { liveLines, type LiveStatus, liveStatus } from "../../localcloud/control-client";
import { UserError } from "../../tools/shared/user-error";
import type { Report } from "../local/session";
import { type Answer, ask } from "./ask";
import { localAddress, type LocalAddress } from "./local-address";

type ServiceStatus = LiveStatus["services"][number];

const POLL_MILLISECONDS = 250;

/** Longer than a program takes to start on a machine that is busy. */
const PATIENCE_MILLISECONDS = 180_000;

/** How long the health endpoints may take to become green once the services are steady, of the machine's time. */
const HEALTH_PATIENCE_MILLISECONDS = 60_000;

/** Lines of a log that are told of a service that doesn't get healthy. */
const LOG_LINES = 12;

/** What is verified. */
export interface VerificationArgs {
  readonly controlUrl: string;
  readonly environment: string;
  /** URLs that have to answer, from the stack's outputs. */
  readonly healthUrls: readonly string[];
  readonly report: Report;
  /** Time without any progress after which a service is given up, of the machine's time. @default 180000 */
  readonly patienceMilliseconds?: number;
}

/** What was found. */
export interface Verified {
  readonly status: LiveStatus;
  readonly services: readonly ServiceStatus[];
  readonly endpoints: readonly EndpointAnswer[];
}

/** How a health endpoint answered in the end. */
export interface EndpointAnswer extends Answer {
  readonly address: LocalAddress;
  readonly isHealthy: boolean;
}

/**
 * Waits until an environment's services are steady and its health endpoints answer.
 * @throws {UserError} naming the service that doesn't get there, why its tasks ended, and what they wrote last.
 */
export async function verify(args: VerificationArgs): Promise<Verified> {
  const status = await steady(args);
  const services = servicesOf(status, args.environment);
  const addresses = args.healthUrls.flatMap((url) => localAddress(url, status) ?? []);
  const endpoints = await Promise.all(addresses.map(answered));
  return { status, services, endpoints };
}

/** Services of an environment that run on this machine. */
export function servicesOf({ services }: LiveStatus, environment: string): ServiceStatus[] {
  return services.filter(({ urn, notRun }) => urn.startsWith(`urn:pulumi:${environment}::`) && notRun === undefined);
}

async function steady(args: VerificationArgs): Promise<LiveStatus> {
  const { controlUrl, environment, report, patienceMilliseconds = PATIENCE_MILLISECONDS } = args;
  const told = new Set<string>(); // tasks that start and end for ever come back to what was told before
  let since = Date.now();
  for (;;) {
    const status = await liveStatus(controlUrl);
    const services = servicesOf(status, environment);
    const failed = services.find(hasFailed);
    if (failed !== undefined) throw await notHealthy(failed, controlUrl, FAILURE);
    if (services.every(isSteady)) return status;
    const progress = services.map(progressOf).join(", ");
    if (!told.has(progress)) {
      report(`waiting for services: ${progress}`);
      told.add(progress);
      since = Date.now();
    }
    const slow = services.find((service) => !isSteady(service));
    if (Date.now() - since > patienceMilliseconds && slow !== undefined) {
      throw await notHealthy(slow, controlUrl, `it made no progress for ${patienceMilliseconds / 1000} s`);
    }
    await setTimeout(POLL_MILLISECONDS);
  }
}

const FAILED = ["STOPPED", "ROLLBACK_SUCCESSFUL", "ROLLBACK_FAILED"];
const FAILURE = "its deployment failed";

function hasFailed({ deployment }: ServiceStatus): boolean {
  return deployment !== undefined && FAILED.includes(deployment.status);
}

/** What there is to say of an environment's services whose deployment failed, as where verification finds one. */
export async function failuresOf(controlUrl: string, environment: string): Promise<string[]> {
  const services = servicesOf(await liveStatus(controlUrl), environment);
  return Promise.all(services.filter(hasFailed).map((service) => accountOf(service, controlUrl, FAILURE)));
}

function isSteady({ isSteady: steadily, deployment }: ServiceStatus): boolean {
  return steadily && deployment?.status === "SUCCESSFUL";
}

function progressOf({ name, running, desired, deployment }: ServiceStatus): string {
  const stage = deployment?.status === "IN_PROGRESS" && deployment.stage !== undefined ? ` (${deployment.stage})` : "";
  return `${name} ${running} of ${desired}${stage}`;
}

async function notHealthy(service: ServiceStatus, controlUrl: string, why: string): Promise<UserError> {
  return new UserError(
    await accountOf(service, controlUrl, why),
    "Look further: npm run local -- cloud tasks; npm run local -- cloud logs <group>; npm run local -- cloud events",
  );
}

/** Why a service doesn't run, why its tasks ended, and what they wrote last. */
async function accountOf(service: ServiceStatus, controlUrl: string, why: string): Promise<string> {
  const { things } = await liveLines(controlUrl, 0);
  const tasks = service.stopped.map(({ taskArn }) => lastPartOf(taskArn));
  const lines = things.filter(({ stream }) => tasks.some((task) => stream.endsWith(task))).slice(-LOG_LINES);
  const reasons = service.stopped.map(({ reason }) => `\n  a task ended: ${reason}`).join("");
  const log = lines.length === 0 ? "" : `\nIts last lines:${lines.map(({ message }) => `\n  ${message}`).join("")}`;
  return `${service.name} doesn't run: ${service.deployment?.reason ?? why}${reasons}${log}`;
}

/** Asks until the answer is good, or for as long as that may take. */
async function answered(address: LocalAddress): Promise<EndpointAnswer> {
  const until = Date.now() + HEALTH_PATIENCE_MILLISECONDS;
  for (;;) {
    const answer = await ask(address);
    const isHealthy = answer.status !== undefined && answer.status < 400;
    if (isHealthy || Date.now() > until) return { ...answer, address, isHealthy };
    await setTimeout(POLL_MILLISECONDS);
  }
}
