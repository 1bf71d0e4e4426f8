import type { Requester } from "../automation/model/deployment";
import type { DeploymentIndex } from "./deployments/deployment-index";
import type { Environments, KnownEnvironment } from "./environments";
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
  readonly poller: Poller;
  readonly now: () => Date;
}

/** Who calls, as the sign-on found out. */
export interface Caller extends Requester {
  /** Environments and what the caller may do there; without sign-on, all of all. */
  readonly may: (action: string, environment: string) => boolean;
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
