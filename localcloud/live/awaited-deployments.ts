import type { Clock } from "../behaviour/clock/clock";
import { deploymentOutcome } from "../behaviour/ecs/deployments/deployment-outcome";
import { SECOND } from "../behaviour/model/instant";
import type { RunningReader } from "../behaviour/model/running";
import type { CloudResource } from "../model/resource";
import { flag } from "../model/values";
import type { Outcomes } from "../provider/provider-service";
import { duration } from "../services/ecs/deployment-wait";
import { SERVICE } from "../services/ecs/service-lookup";

/** Terraform-provider-aws, `ResourceService`: Timeouts of create and update. */
const DEFAULT_TIMEOUT_SECONDS = 20 * 60;

/** Waits for the deployments of services, as the official provider does with `waitForSteadyState`. */
export class AwaitedDeployments implements Outcomes {
  private readonly waiting = new Set<() => void>();

  constructor(
    private readonly running: RunningReader,
    private readonly clock: Clock,
    /** Has the world act on what was accepted: what it knows until then is of before. */
    private readonly actNow: () => void,
    /** Whether a world deploys a service; else it is deployed at once. */
    private readonly isDeployedByWorld: (service: CloudResource) => boolean,
  ) {}

  /** Looks again, after something that runs has changed. */
  changed(): void {
    for (const look of this.waiting) look();
  }

  reasonOf(
    asked: CloudResource,
    kind: "create" | "update",
    timeoutSeconds = DEFAULT_TIMEOUT_SECONDS,
  ): Promise<string | undefined> {
    if (asked.type !== SERVICE || flag(asked.inputs, "waitForSteadyState") !== true) return Promise.resolve(undefined);
    if (!this.isDeployedByWorld(asked)) return Promise.resolve(undefined);
    this.actNow();
    return new Promise((resolve) => {
      const end = (reason: string | undefined): void => {
        this.waiting.delete(look);
        cancel();
        resolve(reason === undefined ? undefined : `waiting for ECS Service (${asked.id}) ${kind}: ${reason}`);
      };
      const look = (): void => {
        const outcome = deploymentOutcome(this.running, asked.id);
        if (outcome !== undefined) end(outcome.succeeded ? undefined : outcome.reason);
      };
      const cancel = this.clock.at(this.clock.now() + timeoutSeconds * SECOND, () => {
        end(timedOut(timeoutSeconds));
      });
      this.waiting.add(look);
      look();
    });
  }
}

function timedOut(seconds: number): string {
  return `timeout while waiting for state to become 'tfSTABLE' (last state: 'tfPENDING', timeout: ${duration(seconds)})`;
}
