import type { DeploymentIndex } from "./deployments/deployment-index";
import type { Environments, KnownEnvironment } from "./environments";
import type { HealthSpans } from "./health/health-spans";
import { ServiceProblem } from "./problems/service-problem";
import type { EventStore } from "./runs/event-store";
import type { RunStore } from "./runs/run-store";
import type { Runs } from "./runs/runs";
import type { Poller } from "./views/poller";
import type { ViewStore } from "./views/view-store";

/** All that routes need. */
export interface ServiceContext {
  readonly environments: Environments;
  readonly runs: Runs;
  readonly runStore: RunStore;
  readonly events: EventStore;
  readonly index: DeploymentIndex;
  readonly views: ViewStore;
  readonly health: HealthSpans;
  readonly poller: Poller;
  readonly now: () => Date;
}

/**
 * The environment with a name.
 * @throws {ServiceProblem} naming those that there are.
 */
export function requiredEnvironment(name: string, environments: Pick<Environments, "all">): KnownEnvironment {
  const known = environments.all();
  const found = known.find((environment) => environment.name === name);
  if (found !== undefined) return found;
  throw new ServiceProblem(
    "no-such-environment",
    404,
    `there is no environment ${JSON.stringify(name)}`,
    `There are ${known.map((each) => each.name).join(", ")}.`,
  );
}
