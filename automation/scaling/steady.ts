import type { AutomationContext } from "../context";
import { DeploymentProblem } from "../model/problem";
import type { DeployedService } from "./deployed-services";
import { serviceState, type ServiceState } from "./service-state";

/** How long a scaling may take: an instance starts in minutes, and a task behind it in one. */
export const STEADY_LIMIT_SECONDS = 900;

const POLL_MILLISECONDS = 5_000;

type Context = Pick<AutomationContext, "aws" | "clock" | "emit" | "signal">;

/**
 * Waits until as many tasks run as were asked for, and tells how it goes on.
 * @throws {DeploymentProblem} `time-limit`, with what ECS told of it; `update-failed` where something else set another
 * number meanwhile.
 */
export async function untilSteady(service: DeployedService, count: number, context: Context): Promise<void> {
  const { aws, clock, signal } = context;
  const begin = clock.now();
  let told = "";
  for (;;) {
    const state = await serviceState(service, aws);
    if (state.desired !== count) throw setElsewhere(service, count, state);
    if (state.isSteady) return;
    told = tell(service, state, told, context);
    if (clock.now().getTime() - begin.getTime() > STEADY_LIMIT_SECONDS * 1000) throw tooLong(service, state, begin);
    await clock.wait(POLL_MILLISECONDS, signal);
  }
}

function tell(
  { name }: DeployedService,
  { running, desired, pending }: ServiceState,
  told: string,
  { emit }: Context,
): string {
  const message = `${name}: ${running} of ${desired} tasks run${pending > 0 ? `, ${pending} start` : ""}`;
  if (message !== told) emit({ code: "progress", step: "deploy-application", message });
  return message;
}

function setElsewhere(
  { name, scalingAlarmNames }: DeployedService,
  count: number,
  state: ServiceState,
): DeploymentProblem {
  const byWhom = scalingAlarmNames.length > 0 ? "an alarm, a schedule or somebody" : "somebody";
  return new DeploymentProblem(
    "update-failed",
    `${byWhom} set ${name} to ${state.desired} tasks meanwhile; ${count} were asked for`,
    "The scaling history tells why; where load scales the service, change its bounds instead.",
  );
}

function tooLong({ name }: DeployedService, state: ServiceState, begin: Date): DeploymentProblem {
  const [last] = state.events.filter(({ at }) => at >= begin);
  const told = last === undefined ? "" : `; ECS says: ${last.message}`;
  return new DeploymentProblem(
    "time-limit",
    `after ${STEADY_LIMIT_SECONDS / 60} minutes ${state.running} of ${state.desired} tasks of ${name} run${told}`,
    "ECS goes on trying; see what the tasks write, or ask for the number from before.",
  );
}
