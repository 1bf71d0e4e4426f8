import type { Instant } from "../behaviour/model/instant";
import type { RunningReader } from "../behaviour/model/running";
import type { ServiceDeployment } from "../behaviour/model/service";
import type { RunningAlarm } from "../behaviour/model/scaling";
import type { ListenerAddress } from "../dataplane/data-plane";
import type { CloudResource } from "../model/resource";
import { number, text } from "../model/values";
import type { ResourceStatus } from "../runtimes/resource-status";
import type { ProcessorReservation } from "../runtimes/tasks/processors";
import { SERVICE } from "../services/ecs/service-lookup";
import type { CloudState } from "../state/cloud-state";
import type { Traffic } from "./traffic";
import { reasonOfService, type ReasonNotToRun } from "./deployed-services";

/** Tasks whose end is told of a service that isn't steady. */
const MOST_STOPPED = 3;

/** Why a task ended that ECS no longer wanted (Developer Guide, "Viewing Amazon ECS stopped task errors"). */
const BY_SCALING = "Scaling activity initiated by";

/** What is deployed does now. */
export interface LiveStatus {
  /** How much faster than the machine's time everything runs. */
  readonly speed: number;
  readonly now: Instant;
  /** What runs tasks, in a sentence. */
  readonly runtime: string;
  /** What tasks reserve of this machine's processors. */
  readonly processors: ProcessorReservation;
  readonly services: readonly ServiceStatus[];
  readonly listeners: readonly ListenerAddress[];
  readonly resources: readonly ResourceStatus[];
  /** What load balancers answered in the last seconds. */
  readonly traffic: readonly Traffic[];
  /** Alarms that ring. */
  readonly alarms: readonly RunningAlarm[];
  /** File of the authority whose certificates the listeners have. */
  readonly authorityFile: string;
}

/** What a service does. */
export interface ServiceStatus {
  readonly arn: string;
  readonly name: string;
  readonly urn: string;
  /** Why it doesn't run on this machine; undefined where it does. */
  readonly notRun?: string;
  readonly desired: number;
  readonly running: number;
  readonly pending: number;
  readonly isSteady: boolean;
  readonly deployment?: DeploymentState;
  /** Tasks that ended last by what went wrong with them, the newest first. */
  readonly stopped: readonly { readonly at: Instant; readonly reason: string; readonly taskArn: string }[];
}

/** The newest deployment of a service. */
export interface DeploymentState {
  readonly id: string;
  readonly status: ServiceDeployment["status"];
  readonly stage?: string;
  readonly reason?: string;
  /** Percent of the requests that the new revision gets, where a load balancer shifts them. */
  readonly trafficPercent?: number;
}

/** What all services do. */
export function serviceStatuses(
  cloud: CloudState,
  running: RunningReader,
  reasonNotToRun: ReasonNotToRun,
): ServiceStatus[] {
  return cloud.ofType(SERVICE).map((service) => statusOf(service, cloud, running, reasonNotToRun));
}

function statusOf(
  service: CloudResource,
  cloud: CloudState,
  running: RunningReader,
  reasonNotToRun: ReasonNotToRun,
): ServiceStatus {
  const { id, urn, inputs, computed } = service;
  const notRun = reasonOfService(service, cloud, reasonNotToRun);
  const tasks = running.all("task").filter((task) => task.serviceArn === id);
  const alive = tasks.filter(({ lastStatus }) => lastStatus !== "STOPPED");
  const up = alive.filter(({ lastStatus }) => lastStatus === "RUNNING");
  return {
    arn: id,
    name: text(computed, "name") ?? id,
    urn,
    ...(notRun === undefined ? {} : { notRun }),
    desired: number(inputs, "desiredCount") ?? 0,
    running: up.length,
    pending: alive.length - up.length,
    isSteady: running.find("service", id)?.isSteady === true,
    ...deploymentOf(id, running),
    stopped: tasks
      .flatMap(({ arn, stoppedAt, stoppedReason = "" }) =>
        stoppedAt === undefined || stoppedReason.startsWith(BY_SCALING)
          ? []
          : [{ at: stoppedAt, reason: stoppedReason, taskArn: arn }],
      )
      .sort((one, other) => other.at - one.at)
      .slice(0, MOST_STOPPED),
  };
}

function deploymentOf(serviceArn: string, running: RunningReader): { readonly deployment?: DeploymentState } {
  const newest = running.all("serviceDeployment").findLast((each) => each.serviceArn === serviceArn);
  if (newest === undefined) return {};
  const { id, status, lifecycleStage, statusReason, productionTrafficPercent } = newest;
  return {
    deployment: {
      id,
      status,
      ...(lifecycleStage === undefined ? {} : { stage: lifecycleStage }),
      ...(statusReason === undefined ? {} : { reason: statusReason }),
      ...(productionTrafficPercent === undefined ? {} : { trafficPercent: productionTrafficPercent }),
    },
  };
}
