import type { CloudResource } from "../../model/resource";
import type { Operation } from "../../model/resource-type";
import { flag, object, objects, text, texts, type Properties } from "../../model/values";
import { startsDeployment, strategyOf } from "./deployment";
import { bakeMinutes, trafficSteps } from "./traffic-steps";

const CONFIGURATION = "deploymentConfiguration";
const MINUTE = 60;

/** terraform-provider-aws, `ResourceService`: Timeouts of create and update. */
const DEFAULT_TIMEOUT = 20 * MINUTE;

/** Minutes of a pause without a timeout (Amazon ECS API Reference, DeploymentLifecycleHookTimeoutConfiguration). */
const PAUSE_MINUTES = 1440;

/** A part of a deployment whose length the program sets. */
interface Span {
  readonly what: string;
  readonly minutes: number;
}

/**
 * Why the provider times out: it waits for the end of a deployment, which includes the bake time, until its timeout
 * (terraform-provider-aws, `waitServiceStable`). Nobody ends a pause in the local cloud, so that it lasts its whole
 * time.
 * @returns undefined where the deployment ends in time, where none starts, and where the provider doesn't wait.
 */
export function deploymentTimeout(
  { inputs, kind, previous }: Operation,
  { id }: CloudResource,
  timeoutSeconds: number | undefined,
): string | undefined {
  if (flag(inputs, "waitForSteadyState") !== true || !startsDeployment(inputs, previous?.inputs)) return undefined;
  const spans = [...shiftSpans(inputs), ...objects(inputs, `${CONFIGURATION}.lifecycleHooks`).flatMap(pauseSpans)];
  const minutes = spans.reduce((sum, span) => sum + span.minutes, 0);
  const limit = timeoutSeconds ?? DEFAULT_TIMEOUT;
  if (minutes * MINUTE < limit) return undefined;
  return (
    `waiting for ECS Service (${id}) ${kind}: timeout while waiting for state to become 'tfSTABLE' ` +
    `(last state: 'tfPENDING', timeout: ${duration(limit)}); the deployment takes ${minutes} min by its own durations ` +
    `(${spans.map(({ what, minutes: each }) => `${what} ${each} min`).join(", ")}) and goes on: ` +
    `give the service customTimeouts that outlast it`
  );
}

function shiftSpans(inputs: Properties): Span[] {
  const { percentages, minutes } = trafficSteps(inputs);
  const spans = [
    { what: "bake time", minutes: bakeMinutes(inputs) },
    { what: strategyOf(inputs) === "CANARY" ? "canary" : "steps", minutes: (percentages.length - 1) * minutes },
  ];
  return spans.filter((span) => span.minutes > 0);
}

function pauseSpans(hook: Properties): Span[] {
  if (text(hook, "targetType") !== "PAUSE") return [];
  const given = object(hook, "timeoutConfiguration") ?? {};
  const minutes = text(given, "timeoutInMinutes") === undefined ? PAUSE_MINUTES : minutesOf(given, "timeoutInMinutes");
  return texts(hook, "lifecycleStages").map((stage) => ({ what: `pause at ${stage}`, minutes }));
}

/** The provider's minutes are text. */
function minutesOf(inputs: Properties, path: string): number {
  return Number(text(inputs, path) ?? 0);
}

/** A duration as Go writes it. */
export function duration(seconds: number): string {
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor((seconds % 3600) / 60)];
  return `${hours > 0 ? `${hours}h` : ""}${minutes}m${seconds % 60}s`;
}
