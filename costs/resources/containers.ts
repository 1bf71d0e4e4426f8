import { exactly, type Range, times } from "../model/range";
import type { CostedResource, CostedStack } from "../model/resource";
import type { Charges } from "./charge";
import type { CostSheet } from "./cost-sheet";
import { cpuUnitsOf, mebibytesOf } from "./task-size";
import { TYPES } from "./types";

const CPU_UNITS = 1024;
const MEBIBYTES = 1024;

/** AWS Fargate pricing: 20 GB of ephemeral storage are included. */
const FREE_STORAGE_GIBIBYTES = 20;

export const CONTAINERS: Charges = {
  [TYPES.service]: (service, sheet, stack) => {
    if (!isOnFargate(service)) return; // the instances of the capacity provider are paid for
    const [task] = stack.referencesTo(service, "taskDefinition", [TYPES.taskDefinition]);
    if (task === undefined) sheet.lacks("its task definition isn't known");
    else chargeTasks(task, tasksOf(service, stack), sheet);
  },
  "aws:ecs/cluster:Cluster": (cluster, sheet) => {
    const insights = cluster.each("settings").find((setting) => setting.text("name") === "containerInsights");
    if (insights !== undefined && insights.text("value") !== "disabled") {
      sheet.dependsOnUse("observations of Container Insights", "metric", "cloudwatch.metric");
    }
  },
  "aws:ecr/repository:Repository": (_repository, sheet) => {
    sheet.dependsOnUse("images", "GB", "ecr.gigabyte");
  },
};

function chargeTasks(task: CostedResource, count: Range, sheet: CostSheet): void {
  const units = cpuUnitsOf(task.text("cpu") ?? "");
  const mebibytes = mebibytesOf(task.text("memory") ?? "");
  if (units === undefined || mebibytes === undefined) {
    sheet.lacks("the size of its tasks isn't known");
    return;
  }
  const processor = task.text("runtimePlatform.cpuArchitecture") === "ARM64" ? "arm" : "x86";
  sheet.hourly(`vCPU of Fargate (${processor})`, `fargate.${processor}.vcpu`, times(count, units / CPU_UNITS));
  sheet.hourly(`GB of Fargate (${processor})`, `fargate.${processor}.gigabyte`, times(count, mebibytes / MEBIBYTES));
  const storage = task.number("ephemeralStorage.sizeInGib") ?? 0;
  if (storage > FREE_STORAGE_GIBIBYTES) sheet.lacks(`ephemeral storage beyond ${FREE_STORAGE_GIBIBYTES} GB`);
}

/** How many tasks a service has: by its scalable target, or as many as it asks for. */
export function tasksOf(service: CostedResource, stack: CostedStack): Range {
  const desired = service.number("desiredCount") ?? 1;
  const [target] = stack.referrersOf(service, "resourceId", [TYPES.scalableTarget]);
  if (target === undefined) return exactly(desired);
  return { min: target.number("minCapacity") ?? desired, max: target.number("maxCapacity") ?? desired };
}

/** Whether a service's tasks run on Fargate, by its launch type or its capacity providers. */
export function isOnFargate(service: CostedResource): boolean {
  if (service.text("launchType") === "FARGATE") return true;
  return service
    .each("capacityProviderStrategies")
    .some((strategy) => strategy.text("capacityProvider")?.startsWith("FARGATE") === true);
}
