import type { ArgumentProblems } from "../shared/validation";
import type { CapacityRequest, SizedService } from "./capacity-request";

/** Records every number that nothing can be planned with. */
export function validateNumbers(
  { services, zones, minSize, maxSize }: CapacityRequest,
  problems: ArgumentProblems,
): void {
  requireWhole(problems, "zones", zones, 1);
  requireWhole(problems, "minSize", minSize ?? 0, 0);
  requireWhole(problems, "maxSize", maxSize ?? 1, 1);
  for (const service of services) validateServiceNumbers(service, problems);
}

function validateServiceNumbers(service: SizedService, problems: ArgumentProblems): void {
  const path = `services.${service.name}`;
  requireWhole(problems, `${path}.cpuUnits`, service.cpuUnits, 1);
  requireWhole(problems, `${path}.memoryMebibytes`, service.memoryMebibytes, 1);
  requireWhole(problems, `${path}.storageGibibytes`, service.storageGibibytes, 0);
  requireWhole(problems, `${path}.minInstances`, service.minInstances, 0);
  requireWhole(problems, `${path}.maxInstances`, service.maxInstances, 1);
  requireWhole(problems, `${path}.surgePercent`, service.surgePercent, 100);
  requireWhole(problems, `${path}.scalingStep`, service.scalingStep, 0);
}

function requireWhole(problems: ArgumentProblems, path: string, value: number, least: number): void {
  problems.require(
    Number.isInteger(value) && value >= least,
    path,
    `must be a whole number, ${least} or more, got ${value}`,
  );
}
