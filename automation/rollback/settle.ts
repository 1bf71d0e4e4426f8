import type { AutomationContext } from "../context";
import type { Engine } from "../engine/engine";
import { DeploymentProblem } from "../model/problem";
import { type ExpectedService, expectedServices } from "../verification/expectation";
import type { ServiceFacts } from "../verification/facts";
import { rolloutsEnded } from "../verification/rollouts-ended";

/** Seconds for which deployments that are still under way are waited for. */
const LIMIT_SECONDS = 600;

/** How a state is settled. */
export interface SettleOptions {
  /** Seconds for which deployments that are still under way are waited for. @default 600 */
  readonly limitSeconds?: number;
  /**
   * Id of the deployment that failed: by it, history tells the reading as a part of that deployment.
   * @default - it is an update by itself
   */
  readonly deploymentId?: string;
}

/** What {@link settle} did. */
export interface Settled {
  /** Names of the services whose state was read anew. */
  readonly services: readonly string[];
}

/**
 * Brings the state back to the truth after an update that failed. When ECS rolls a deployment back, the provider fails
 * the update and leaves in the state what was asked for, while the old revision runs; bridged providers then see nothing
 * left to deploy (terraform-provider-aws#43434; pulumi/pulumi, `OnResourceStepPost`). Here the services' state is read
 * anew, so that the next `pulumi up` sees the difference, and deploys what the program says.
 *
 * It waits until ECS has ended what it still does. It does nothing where the state is true.
 */
export async function settle(
  context: AutomationContext,
  { limitSeconds = LIMIT_SECONDS, deploymentId = "a deployment" }: SettleOptions = {},
): Promise<Settled> {
  const { engine } = context;
  const services = expectedServices(await engine.resources());
  const facts = await rolloutsEnded(services, limitSeconds, context);
  const astray = services.filter((service) => isAstray(service, facts));
  if (astray.length > 0) await readAnew(engine, astray, deploymentId, context);
  return { services: astray.map(({ name }) => name) };
}

/**
 * Whether the state may say something else of a service than what runs: a task definition other than the one that runs,
 * or any setting of a deployment that didn't succeed.
 */
function isAstray({ arn, taskDefinition }: ExpectedService, facts: readonly ServiceFacts[]): boolean {
  const found = facts.find((each) => each.arn === arn);
  if (found?.isActive !== true) return true;
  const isOther = taskDefinition?.includes(":task-definition/") === true && taskDefinition !== found.taskDefinition;
  return isOther || (found.deployment !== undefined && found.deployment.status !== "SUCCESSFUL");
}

async function readAnew(
  engine: Engine,
  services: readonly ExpectedService[],
  deploymentId: string,
  { emit, signal }: AutomationContext,
): Promise<void> {
  const names = services.map(({ name }) => name).join(", ");
  emit({ code: "progress", message: `reading anew into the state what ECS runs: ${names}` });
  const result = await engine.refresh({
    message: `Read what ECS runs after ${deploymentId} failed: ${names}`,
    targets: services.map(({ urn }) => urn),
    onReport: () => undefined,
    signal,
  });
  if (result.succeeded) return;
  throw new DeploymentProblem(
    result.wasLocked ? "stack-locked" : "update-failed",
    `the state of ${names} couldn't be read anew: ${result.errors.join("; ")}`,
    "Run `pulumi refresh` once what hinders it has gone; a plain `pulumi up` before that stops, and says so.",
  );
}
