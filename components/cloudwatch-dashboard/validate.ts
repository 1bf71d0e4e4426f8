import { REGION } from "../shared/region";
import type { ArgumentProblems } from "../shared/validation";
import type { CloudWatchDashboardArgs } from "./args";

/** Records a region that is none, and services of the description that have no names. */
export function validateCloudWatchDashboard(
  { system, region, names }: CloudWatchDashboardArgs,
  problems: ArgumentProblems,
): void {
  problems.require(
    REGION.test(region),
    "region",
    `must be a region such as "eu-west-1", got ${JSON.stringify(region)}`,
  );
  for (const { name } of system.services) {
    problems.require(
      names.services[name] !== undefined,
      `names.services.${name}`,
      `must be given, since the description has a service "${name}"`,
    );
  }
}
