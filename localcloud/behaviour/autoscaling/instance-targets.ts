import type { CloudReader } from "../../model/resource";
import { number, text } from "../../model/values";
import type { RunningInstance } from "../model/instance";
import { type RunningTarget, targetKey } from "../model/target";
import type { InstancesDraft } from "./group-draft";
import { type GroupInHand, instancesOf } from "./group-in-hand";

/**
 * Registers instances in service with the target groups that their group names, and deregisters those that leave it
 * (Amazon EC2 Auto Scaling User Guide, "Attach an Elastic Load Balancing load balancer to your Auto Scaling group").
 */
export function keepTargets(group: GroupInHand, draft: InstancesDraft): void {
  const { targetGroupArns } = group.settings;
  for (const instance of instancesOf(group, draft)) {
    if (instance.lifecycleState !== "InService") continue;
    for (const targetGroupArn of targetGroupArns) register(instance, targetGroupArn, draft);
  }
  for (const target of draft.situation.running.all("target")) deregisterUnlessWanted(target, group, draft);
}

function register(instance: RunningInstance, targetGroupArn: string, draft: InstancesDraft): void {
  const port = portOf(targetGroupArn, draft.situation.cloud);
  if (port === undefined) return;
  const target: RunningTarget = {
    ...{ targetGroupArn, targetId: instance.id, port },
    availabilityZone: instance.availabilityZone,
    state: "initial",
    registeredAt: draft.now,
  };
  const id = targetKey(target);
  if (draft.find("target", id) === undefined) draft.set({ kind: "target", id, value: target });
}

/** The port of a group of instances; undefined for addresses, which are those of tasks. */
function portOf(targetGroupArn: string, cloud: CloudReader): number | undefined {
  const inputs = cloud.find("aws:lb/targetGroup:TargetGroup", targetGroupArn)?.inputs ?? {};
  return (text(inputs, "targetType") ?? "instance") === "instance" ? number(inputs, "port") : undefined;
}

/** Whether a target was registered by a group: ECS registers instances too, for their tasks. */
export function isOfGroup({ taskArn, targetId, isRegisteredByHand = false }: RunningTarget): boolean {
  return taskArn === undefined && targetId.startsWith("i-") && !isRegisteredByHand;
}

function deregisterUnlessWanted(target: RunningTarget, { settings }: GroupInHand, draft: InstancesDraft): void {
  if (target.drainingSince !== undefined || !isOfGroup(target)) return;
  const instance = draft.find("instance", target.targetId) ?? draft.situation.running.find("instance", target.targetId);
  if (instance?.autoScalingGroupName !== settings.name) return;
  const isWanted = settings.targetGroupArns.includes(target.targetGroupArn) && instance.lifecycleState === "InService";
  if (!isWanted) deregister(target, draft);
}

/** Deregisters an instance whose group was deleted from all target groups. */
export function deregisterInstance({ id }: RunningInstance, draft: InstancesDraft): void {
  for (const target of draft.situation.running.all("target")) {
    if (target.targetId === id && target.drainingSince === undefined && isOfGroup(target)) deregister(target, draft);
  }
}

function deregister(target: RunningTarget, draft: InstancesDraft): void {
  const value: RunningTarget = { ...target, state: "draining", drainingSince: draft.now };
  draft.set({ kind: "target", id: targetKey(target), value });
}
