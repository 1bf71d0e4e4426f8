import { UpdateServiceCommand } from "@aws-sdk/client-ecs";
import type { AutomationContext } from "../context";
import type { DeploymentRecord } from "../model/deployment";
import { runStep } from "../pipeline/run-step";
import { recordedWork } from "../records/recorded-work";
import { requireWithinBounds } from "./count";
import { type DeployedService, requiredService } from "./deployed-services";
import { serviceState, targetBounds } from "./service-state";
import { STEADY_LIMIT_SECONDS, untilSteady } from "./steady";

/** A scaling by hand. */
export interface ScaleRequest {
  /** Id of its record, unique in the environment. @default - made of the time */
  readonly id?: string;
  /** Name of the service in the configuration. */
  readonly service: string;
  readonly count: number;
  readonly reason?: string;
}

/** Longer than the scaling may take: it ends by itself, and tells what ECS said. */
const STEP_LIMIT_SECONDS = STEADY_LIMIT_SECONDS + 60;

/**
 * Has a service run so many tasks from now on, and waits until they do (SC-11). An update of the stack leaves the number
 * alone; what scales the service by load may change it again.
 * @throws {DeploymentProblem} `out-of-bounds` before anything changes; `time-limit` where the tasks don't get there.
 */
export async function scaleService(request: ScaleRequest, context: AutomationContext): Promise<DeploymentRecord> {
  const { engine, aws } = context;
  const { id, service: name, count, reason } = request;
  const service = requiredService(name, await engine.outputs());
  requireWithinBounds(count, service, await targetBounds(service, aws));
  const { desired } = await serviceState(service, aws);
  const scaling = { service: name, from: desired, to: count };
  const work = {
    kind: "scale" as const,
    scaling,
    ...(id !== undefined && { id }),
    ...(reason !== undefined && { reason }),
  };
  return recordedWork(work, context, (recorder) =>
    runStep(
      {
        name: "deploy-application",
        limitSeconds: STEP_LIMIT_SECONDS,
        work: async (signal) => {
          if (desired !== count) await setCount(service, count, context);
          await untilSteady(service, count, { ...context, signal });
          const detail = `${name}: ${desired} to ${count} tasks`;
          return { outcome: desired === count ? "skipped" : "succeeded", detail };
        },
      },
      recorder,
      context,
    ),
  );
}

/** A change of the count alone makes no new deployment (Amazon ECS API Reference, UpdateService). */
async function setCount(
  { clusterName, serviceName }: DeployedService,
  desiredCount: number,
  { aws }: Pick<AutomationContext, "aws">,
): Promise<void> {
  await aws.ecs.send(new UpdateServiceCommand({ cluster: clusterName, service: serviceName, desiredCount }));
}
