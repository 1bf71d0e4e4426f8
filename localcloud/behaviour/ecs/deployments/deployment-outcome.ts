import type { Instant } from "../../model/instant";
import type { RunningReader } from "../../model/running";
import type { DeploymentStatus } from "../../model/service";
import { ofService } from "./begin";

/** How a deployment ended, for whoever waits for it. */
export type DeploymentOutcome = { readonly succeeded: true } | { readonly succeeded: false; readonly reason: string };

/** Statuses with which the provider gives up (terraform-provider-aws, `findDeploymentStatus`). */
const FAILED: readonly DeploymentStatus[] = ["STOPPED", "ROLLBACK_FAILED", "ROLLBACK_SUCCESSFUL"];

/**
 * How the newest deployment of a service ended, in the provider's words.
 * @param since leaves out deployments that were created before: those that a change hasn't replaced yet
 * @returns undefined while it is under way, and before it begins.
 */
export function deploymentOutcome(
  running: RunningReader,
  serviceArn: string,
  since: Instant = -Infinity,
): DeploymentOutcome | undefined {
  const newest = ofService(running, "serviceDeployment", serviceArn).at(-1);
  if (newest === undefined || newest.createdAt < since) return undefined;
  if (newest.status === "SUCCESSFUL") return { succeeded: true };
  if (!FAILED.includes(newest.status)) return undefined;
  return { succeeded: false, reason: newest.statusReason ?? "Deployment failed" };
}
