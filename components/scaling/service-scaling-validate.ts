import { checkTags } from "../shared/tag-rules";
import type { ArgumentProblems } from "../shared/validation";
import { validateSpeed } from "./scaling-speed";
import { ecsServiceTarget } from "./scaling-targets";
import { validateSchedules } from "./scheduled-scaling";
import type { ServiceScalingArgs } from "./service-scaling-args";
import { validateTriggers } from "./validate-triggers";

/** Records bounds, triggers, speeds and schedules that could not work. */
export function validateServiceScaling(args: ServiceScalingArgs, problems: ArgumentProblems): void {
  const { minInstances, maxInstances } = args;
  problems.require(
    Number.isInteger(minInstances) && minInstances >= 0,
    "minInstances",
    `must be a whole number, got ${minInstances}`,
  );
  problems.require(
    Number.isInteger(maxInstances) && maxInstances > minInstances,
    "maxInstances",
    `must be a whole number greater than minInstances (${minInstances}), or there is nothing to scale, got ${maxInstances}`,
  );
  validateTriggers(args.triggers, ecsServiceTarget(args), problems);
  validateSpeed(args.speed ?? {}, problems);
  validateSchedules(args.schedules ?? [], args, problems);
  checkTags(problems, args.tags);
}
