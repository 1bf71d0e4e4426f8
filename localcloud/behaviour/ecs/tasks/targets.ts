import { number } from "../../../model/values";
import { groupedBy } from "../../grouping";
import type { RevisionTargetGroup } from "../../model/service";
import type { RunningTarget } from "../../model/target";
import type { RunningTask } from "../../model/task";
import type { TasksDraft } from "./draft";
import { listed, serviceEvent } from "./events";

const TARGET_GROUP = "aws:lb/targetGroup:TargetGroup";

/** Elastic Load Balancing API Reference, TargetGroupAttribute, deregistration_delay.timeout_seconds. */
const DEFAULT_DEREGISTRATION_SECONDS = 300;

/** The target groups that a task is to be registered with. */
export function targetGroupsOf(draft: TasksDraft, { revisionArn }: RunningTask): readonly RevisionTargetGroup[] {
  if (revisionArn === undefined) return [];
  return draft.situation.running.find("serviceRevision", revisionArn)?.targetGroups ?? [];
}

/** The longest time in seconds for which the target groups of a task let requests end. */
export function deregistrationSecondsOf(draft: TasksDraft, task: RunningTask): number {
  const { cloud } = draft.situation;
  const delays = draft.targetsOf(task.arn).map(({ targetGroupArn }) => {
    const inputs = cloud.find(TARGET_GROUP, targetGroupArn)?.inputs ?? {};
    return number(inputs, "deregistrationDelay") ?? DEFAULT_DEREGISTRATION_SECONDS;
  });
  return Math.max(0, ...delays);
}

/** Registers a task with its target groups; from now on their health checks begin. */
export function registerTargets(draft: TasksDraft, task: RunningTask): void {
  for (const group of targetGroupsOf(draft, task)) {
    draft.putTarget({
      targetGroupArn: group.targetGroupArn,
      ...addressIn(task, group),
      availabilityZone: task.availabilityZone,
      taskArn: task.arn,
      state: "initial",
      reason: "Elb.RegistrationInProgress",
      registeredAt: draft.now,
    });
    tell(draft, task, `registered 1 targets in (target-group ${group.targetGroupArn})`);
  }
}

/**
 * How a target group knows a task: by its own address with `awsvpc`, else by its instance (Amazon ECS Developer Guide,
 * "Use load balancing to distribute Amazon ECS service traffic").
 */
function addressIn(task: RunningTask, group: RevisionTargetGroup): Pick<RunningTarget, "targetId" | "port"> {
  const mapped = task.hostPorts?.find(
    ({ container, containerPort }) => container === group.container && containerPort === group.containerPort,
  );
  if (mapped === undefined) return { targetId: task.privateAddress, port: group.containerPort };
  return { targetId: task.instanceId ?? "", port: mapped.hostPort };
}

/** Deregisters what is registered of a task: it gets no new request, and ends once the deregistration delay is over. */
export function drainTargets(draft: TasksDraft, task: RunningTask): void {
  const registered = draft.targetsOf(task.arn).filter(({ drainingSince }) => drainingSince === undefined);
  if (registered.length === 0) return;
  for (const target of registered) {
    draft.putTarget({
      ...target,
      state: "draining",
      reason: "Target.DeregistrationInProgress",
      description: "Target deregistration is in progress",
      drainingSince: draft.now,
    });
  }
  for (const [group, targets] of groupedBy(registered, ({ targetGroupArn }) => targetGroupArn)) {
    tell(draft, task, `deregistered ${targets.length} targets in (target-group ${group})`);
  }
  tell(draft, task, `has begun draining connections on 1 tasks: ${listed([task.arn])}.`);
}

function tell(draft: TasksDraft, { serviceArn }: RunningTask, message: string): void {
  if (serviceArn !== undefined) serviceEvent(draft, serviceArn, message);
}
