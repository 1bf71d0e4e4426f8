import { OBJECTIVE_DAYS } from "../../../../components/datadog/monitors";
import type { ArgumentProblems } from "../../../../components/shared/validation";
import type { ComputeSettings } from "../compute";
import type { ResolvedMonitoring } from "./configuration";

/** Records what Datadog couldn't do of the monitoring. */
export function checkDatadog(
  { datadog, objectives, services }: ResolvedMonitoring,
  capacity: ComputeSettings["capacity"],
  problems: ArgumentProblems,
): void {
  if (datadog === undefined) return;
  problems.require(
    datadog.agentImage === undefined || capacity === "fargate",
    "monitoring.datadog.agentImage",
    "needs services that run on Fargate, and proofpix:capacity is ec2; change that, or leave agents out: AgentDaemon runs them on instances",
  );
  problems.require(
    !datadog.traces || datadog.agentImage !== undefined,
    "monitoring.datadog.traces",
    "needs agents to which services send spans; configure monitoring.datadog.agentImage, or leave traces out",
  );
  if (datadog.appKeySecret === undefined) return;
  const days = [
    { path: "monitoring.objectives.windowDays", windowDays: objectives.windowDays },
    ...services.flatMap((service, index) =>
      service.objectives === undefined
        ? []
        : [
            {
              path: `monitoring.services[${index}].objectives.windowDays`,
              windowDays: service.objectives.windowDays,
            },
          ],
    ),
  ];
  for (const { path, windowDays } of days) {
    problems.require(
      OBJECTIVE_DAYS.includes(windowDays),
      path,
      `must be one of ${OBJECTIVE_DAYS.join(", ")} with monitors in Datadog, which counts over no other days, got ${windowDays}`,
    );
  }
}
