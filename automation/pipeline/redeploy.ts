import { UpdateServiceCommand } from "@aws-sdk/client-ecs";
import { askingAws } from "../aws/retries";
import type { AutomationContext } from "../context";
import { type Before, type ExpectedService, expectedServices } from "../verification/expectation";
import type { ServiceFacts } from "../verification/facts";
import { gatherServices } from "../verification/gather";
import { rolloutsEnded } from "../verification/rollouts-ended";
import { limitOf } from "./limits";
import type { Recorder } from "./recorder";
import type { DeploymentRequest } from "./request";
import { runStep, type StepResult } from "./run-step";

/** Seconds of the cloud's time for the deployments that are started anew. */
const LIMIT_SECONDS = 1800;

/** How a deployment ends after which ECS starts no more tasks of its service, and runs no earlier revision. */
const GIVEN_UP = ["STOPPED", "ROLLBACK_FAILED"];

/**
 * Deploys services again whose last deployment failed with nothing to return to, and in which the update found nothing to
 * change: ECS starts no more tasks of them by itself, and the state names what was asked for, so that no `pulumi up`
 * would start any.
 */
export async function redeployFailed(
  before: Before,
  request: DeploymentRequest,
  recorder: Recorder,
  context: AutomationContext,
): Promise<void> {
  const services = expectedServices(await context.engine.resources());
  const facts = await gatherServices(services, context);
  const failed = services.filter(({ arn }) => facts.some((each) => each.arn === arn && isGivenUp(each, before)));
  if (failed.length === 0) return;
  const name = "deploy-application";
  const work = (signal: AbortSignal): Promise<StepResult> => redeployed(failed, { ...context, signal });
  await runStep({ name, limitSeconds: limitOf(name, request), work }, recorder, context);
}

async function redeployed(services: readonly ExpectedService[], context: AutomationContext): Promise<StepResult> {
  const { aws, emit, signal: abortSignal } = context;
  const names = services.map(({ name }) => name).join(", ");
  const message = `deploying again, since the last deployment failed and nothing of it has changed: ${names}`;
  emit({ code: "progress", step: "deploy-application", message });
  for (const { cluster, arn } of services) {
    const request = new UpdateServiceCommand({ cluster, service: arn, forceNewDeployment: true });
    await askingAws("a new deployment", context, () => aws.ecs.send(request, { abortSignal }));
  }
  await rolloutsEnded(services, LIMIT_SECONDS, context);
  return { detail: `deployed again, unchanged: ${names}` };
}

/** Whether the update left a service with the failed deployment of before, and without the tasks that it wants. */
function isGivenUp({ isActive, isObserved, deployment, running, desired }: ServiceFacts, before: Before): boolean {
  if (!isActive || !isObserved || deployment === undefined || running >= desired) return false;
  return before.deployments.includes(deployment.arn) && GIVEN_UP.includes(deployment.status);
}
