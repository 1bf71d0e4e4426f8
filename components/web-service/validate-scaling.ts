import type { TimedTarget } from "../scaling";
import { validateLoadAlarms } from "../scaling/load-alarms-validate";
import { validateServiceScaling } from "../scaling/service-scaling-validate";
import type { ArgumentProblems } from "../shared/validation";
import type { WebServiceArgs } from "./args";
import { targetName } from "./part-args";
import { givenTriggers, isScaled, loadAlarmsArgs, serviceScalingArgs, timedTargetOf } from "./scaling";

/** A load balancer's target of which nothing is known yet, both groups measured. */
const PLANNED_TARGET = {
  loadBalancerDimension: "app/web/0",
  targetGroupDimensions: ["targetgroup/blue/0", "targetgroup/green/0"],
};

/** Records triggers, speeds, schedules and a queue on which no scaling is possible. The service records its bounds. */
export function validateScaling(args: WebServiceArgs, problems: ArgumentProblems): void {
  const service = { clusterName: "cluster", serviceName: "service", timedTarget: timedTarget(args) };
  const paths = givenTriggers(args, service.timedTarget).map(({ path }) => path);
  if (paths.length === 0) {
    problems.add("scaling", "must leave one trigger at least, got none; set scaling to false where people scale");
    return;
  }
  const translated = problems.at((path) => pathOf(path, paths));
  validateLoadAlarms(loadAlarmsArgs(args, service, []), translated);
  if (isScaled(args)) {
    const ofScaling = /^(?:speed|schedules)/;
    // What is wrong with a trigger is wrong with its alarm, and recorded above.
    validateServiceScaling(
      serviceScalingArgs(args, service),
      problems.at((path) => (ofScaling.test(path) ? `scaling.${path}` : undefined)),
    );
  }
}

function timedTarget(args: WebServiceArgs): TimedTarget | undefined {
  const { loadBalancer } = args;
  return loadBalancer === undefined ? PLANNED_TARGET : timedTargetOf(loadBalancer.targets[targetName(args)]);
}

/** The argument from which an argument of the alarms comes. */
function pathOf(path: string, triggers: readonly string[]): string | undefined {
  const [, index, rest = ""] = /^triggers\[(\d+)\](.*)$/s.exec(path) ?? [];
  if (index !== undefined) return `${triggers[Number(index)] ?? "scaling"}${rest}`;
  if (path.startsWith("triggers")) return "scaling";
  return path.startsWith("queue.") ? `scaling.${path}` : undefined;
}
