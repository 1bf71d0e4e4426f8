import type { ArgumentProblems } from "../../../../components/shared/validation";
import { pathText } from "../../../configuration/problem";
import { type DraftedService, draftedServices, type ServicesDraft } from "./draft";

/** Records bounds that contradict each other or the environment's (ENV-1..3, SC-13). */
export function checkBounds(draft: ServicesDraft, problems: ArgumentProblems): void {
  checkEnvironment(draft, problems);
  for (const service of draftedServices(draft)) checkService(service, draft, problems);
}

function checkEnvironment(
  { right: { minInstances, maxInstances, autoScale } }: ServicesDraft,
  problems: ArgumentProblems,
): void {
  if (minInstances === undefined || maxInstances === undefined) return;
  problems.require(
    minInstances <= maxInstances,
    "maxInstances",
    `must be at least minInstances, which is ${minInstances}, got ${maxInstances}; raise it or lower minInstances`,
  );
  problems.require(
    autoScale !== true || minInstances !== maxInstances,
    "autoScale",
    `must be false where minInstances and maxInstances are both ${minInstances}, got true; there is nothing to scale, so raise maxInstances or set it to false`,
  );
}

function checkService(
  { index, settings: { scaling } }: DraftedService,
  { right }: ServicesDraft,
  problems: ArgumentProblems,
): void {
  const key = (name: string) => pathText(["services", index, "scaling", name]);
  const { minInstances: floor = -Infinity, maxInstances: ceiling = Infinity } = right;
  for (const name of ["minInstances", "maxInstances"] as const) {
    const bound = scaling[name];
    problems.require(
      bound === undefined || (bound >= floor && bound <= ceiling),
      key(name),
      `must be within the environment's ${floor} to ${ceiling} instances, got ${String(bound)}; change it or the environment's bounds`,
    );
  }
  if (scaling.minInstances === undefined || scaling.maxInstances === undefined) return;
  const { minInstances, maxInstances } = scaling;
  problems.require(
    minInstances <= maxInstances,
    key("maxInstances"),
    `must be at least this service's minInstances, which is ${minInstances}, got ${maxInstances}; raise it or lower minInstances`,
  );
}
