import type { ArgumentProblems } from "../../../components/shared/validation";
import { keyText } from "../problem";
import type { PartialSettings, ServiceSettings } from "../schema/settings";

/** Bounds that contradict each other or the environment's (ENV-1..3, SC-13). */
export function checkBounds(settings: PartialSettings, problems: ArgumentProblems): void {
  checkEnvironment(settings, problems);
  settings.services.forEach((service, index) => {
    if (service !== undefined) checkService(service, index, settings, problems);
  });
}

function checkEnvironment(settings: PartialSettings, problems: ArgumentProblems): void {
  const { minInstances, maxInstances, autoScale } = settings;
  if (minInstances === undefined || maxInstances === undefined) return;
  problems.require(
    minInstances <= maxInstances,
    keyText(["maxInstances"]),
    `must be at least minInstances, which is ${minInstances}, got ${maxInstances}; raise it or lower minInstances`,
  );
  problems.require(
    autoScale !== true || minInstances !== maxInstances,
    keyText(["autoScale"]),
    `must be false where minInstances and maxInstances are both ${minInstances}, got true; there is nothing to scale, so raise maxInstances or set it to false`,
  );
}

function checkService(
  { scaling }: ServiceSettings,
  index: number,
  environment: PartialSettings,
  problems: ArgumentProblems,
): void {
  const key = (name: string) => keyText(["services", index, "scaling", name]);
  const { minInstances: floor = -Infinity, maxInstances: ceiling = Infinity } = environment;
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
