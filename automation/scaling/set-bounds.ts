import { type AppliedConfiguration, applyConfiguration, type ApplyDependencies } from "../configuration/apply";
import type { AutomationContext } from "../context";
import { DeploymentProblem } from "../model/problem";
import { textWithBounds } from "./bounds-text";
import { type DeployedService, type InstanceBounds, requiredService } from "./deployed-services";
import { scaleService } from "./scale";
import { serviceState } from "./service-state";

/** Other bounds of a service. */
export interface BoundsRequest extends Partial<InstanceBounds> {
  /** Id of its record, unique in the environment. @default - made of the time */
  readonly id?: string;
  /** Name of the service in the configuration. */
  readonly service: string;
  readonly reason?: string;
}

/**
 * Gives a service other bounds in the configuration file, and deploys them (SC-11). Where nothing scales the service by load, its
 * number of tasks then follows, since an update of the stack leaves the number alone.
 * @throws {DeploymentProblem} `configuration-invalid`, before anything is written, for bounds that the environment
 * doesn't allow.
 */
export async function setBounds(
  { id, service: name, reason, minInstances, maxInstances }: BoundsRequest,
  dependencies: ApplyDependencies,
  context: AutomationContext,
): Promise<AppliedConfiguration> {
  requireBound(minInstances, maxInstances);
  requiredService(name, await context.engine.outputs());
  const bounds = {
    ...(minInstances !== undefined && { minInstances }),
    ...(maxInstances !== undefined && { maxInstances }),
  };
  const text = textWithBounds(context.configurationFile.read(), name, bounds);
  const request = {
    kind: "scale" as const,
    scaling: { service: name, ...bounds },
    ...(id !== undefined && { id }),
    ...(reason !== undefined && { reason }),
  };
  const applied = await applyConfiguration(text, request, dependencies, context);
  if (applied.deployment?.status === "succeeded") await followBounds(name, context);
  return applied;
}

/** Brings the number of tasks within new bounds where no alarm does. */
async function followBounds(name: string, context: AutomationContext): Promise<void> {
  const service = requiredService(name, await context.engine.outputs());
  if (service.scalingAlarmNames.length > 0) return; // Application Auto Scaling does it
  const { desired } = await serviceState(service, context.aws);
  const count = within(desired, service);
  if (count !== desired) await scaleService({ service: name, count, reason: "its bounds changed" }, context);
}

/** The number nearest to a count within the bounds. */
export function within(count: number, { bounds }: Pick<DeployedService, "bounds">): number {
  return Math.min(Math.max(count, bounds.minInstances), bounds.maxInstances);
}

function requireBound(...bounds: readonly (number | undefined)[]): void {
  if (bounds.some((bound) => bound !== undefined)) return;
  throw new DeploymentProblem("out-of-bounds", "no bound was given", "Give the fewest instances, the most, or both.");
}
