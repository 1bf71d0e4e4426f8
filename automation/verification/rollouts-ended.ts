import type { AutomationContext } from "../context";
import { isUnderWay } from "./deployments";
import type { ExpectedService } from "./expectation";
import type { ServiceFacts } from "./facts";
import { gatherServices } from "./gather";

const POLL_MILLISECONDS = 5_000;

/**
 * What ECS tells of services once none of their deployments is under way.
 * @param limitSeconds seconds of the cloud's time after which it waits no longer.
 */
export async function rolloutsEnded(
  services: readonly ExpectedService[],
  limitSeconds: number,
  context: AutomationContext,
): Promise<readonly ServiceFacts[]> {
  const until = context.clock.now().getTime() + limitSeconds * 1_000;
  let told = false;
  for (;;) {
    const facts = await gatherServices(services, context);
    const busy = facts.filter(({ deployment }) => deployment !== undefined && isUnderWay(deployment));
    if (busy.length === 0 || context.clock.now().getTime() >= until) return facts;
    if (!told) context.emit({ code: "progress", message: "waiting until ECS has ended what it still deploys" });
    told = true;
    await context.clock.wait(POLL_MILLISECONDS, context.signal);
  }
}
