import { isWholeWithin, requireWhole } from "../shared/bounds";
import type { ArgumentProblems } from "../shared/validation";
import type { PlannedServiceArgs } from "./args";
import { validateClients } from "./clients";
import { validateDeployment } from "./deployment-validation";
import { validateDiscovery } from "./discovery";
import { validateLoadBalancing } from "./load-balancing-validation";
import { validateServiceConnect } from "./service-connect";
import { withTargetDefaults } from "./target-defaults";
import { validateTask } from "./task-validation";

/** Tasks that a service may have (Amazon ECS service quotas). */
const INSTANCES = { smallest: 1, largest: 5000 };

/** Records everything in the arguments that could not work. */
export function validateContainerService(given: PlannedServiceArgs, problems: ArgumentProblems): void {
  const args = withTargetDefaults(given);
  validateTask(args, args.capacity, problems);
  validateInstances(args, problems);
  validateClients(args.clients ?? [], problems);
  validateDiscovery(args, problems);
  validateServiceConnect(args, problems);
  validateLoadBalancing(args, problems);
}

function validateInstances(
  { minInstances, maxInstances, deployment, loadBalancer }: PlannedServiceArgs,
  problems: ArgumentProblems,
): void {
  requireWhole(problems, "minInstances", minInstances, INSTANCES);
  requireWhole(problems, "maxInstances", maxInstances, INSTANCES);
  problems.require(
    minInstances <= maxInstances,
    "maxInstances",
    `must be at least minInstances (${minInstances}), got ${maxInstances}`,
  );
  if (!isWholeWithin(minInstances, INSTANCES)) return;
  validateDeployment(deployment ?? { strategy: "rolling" }, { minInstances, target: loadBalancer?.target }, problems);
}
