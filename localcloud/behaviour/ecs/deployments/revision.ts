import type { CloudReader, CloudResource } from "../../../model/resource";
import { number, objects, text, type Properties } from "../../../model/values";
import { taskDefinitionNamed } from "../../../services/ecs/task-definition-lookup";
import { targetGroupsBehind, trafficShifts, type TrafficShift } from "../../../services/ecs/traffic-shift";
import type { Situation } from "../../model/controller";
import type { RevisionTargetGroup, ServiceRevision } from "../../model/service";
import { clusterArnOf, newRevisionArn } from "./names";

/** Which of the two target groups of a traffic shift a new revision gets. */
export type GroupChoice = "serving" | "other";

/**
 * A revision of a service as it is deployed now.
 * @param source revision that serves requests
 */
export function newRevision(
  service: CloudResource,
  choice: GroupChoice,
  source: ServiceRevision | undefined,
  { now, cloud, draw }: Pick<Situation, "now" | "cloud" | "draw">,
): ServiceRevision {
  const named = text(service.inputs, "taskDefinition") ?? "";
  const definition = taskDefinitionNamed(named, service.region, cloud);
  return {
    arn: newRevisionArn(service.id, draw),
    serviceArn: service.id,
    clusterArn: clusterArnOf(service.id),
    taskDefinitionArn: definition === undefined ? named : (text(definition.computed, "arn") ?? definition.id),
    inputs: service.inputs,
    targetGroups: targetGroupsOf(service.inputs, choice, source, cloud),
    createdAt: now,
  };
}

function targetGroupsOf(
  inputs: Properties,
  choice: GroupChoice,
  source: ServiceRevision | undefined,
  cloud: CloudReader,
): RevisionTargetGroup[] {
  const shifts = trafficShifts(inputs);
  return objects(inputs, "loadBalancers").map((loadBalancer) => {
    const targetGroupArn = text(loadBalancer, "targetGroupArn") ?? "";
    const shift = shifts.find((each) => each.targetGroupArn === targetGroupArn);
    return {
      targetGroupArn: shift === undefined ? targetGroupArn : chosenGroup(shift, choice, source, cloud),
      container: text(loadBalancer, "containerName") ?? "",
      containerPort: number(loadBalancer, "containerPort") ?? 0,
    };
  });
}

/**
 * The new revision's tasks get the target group that serves no requests, in the first deployment too (Amazon ECS
 * Developer Guide, "Amazon ECS blue/green service deployments workflow"; that of the first was seen on AWS, not read).
 */
function chosenGroup(
  shift: TrafficShift,
  choice: GroupChoice,
  source: ServiceRevision | undefined,
  cloud: CloudReader,
): string {
  const serving = groupOf(shift, source) ?? servingGroup(shift, cloud) ?? shift.targetGroupArn;
  return choice === "serving" ? serving : otherGroup(shift, serving);
}

/** The target group of a traffic shift that a revision's tasks are registered with. */
export function groupOf(shift: TrafficShift, revision: ServiceRevision | undefined): string | undefined {
  const own = [shift.targetGroupArn, shift.alternateTargetGroupArn];
  return revision?.targetGroups.find(({ targetGroupArn }) => own.includes(targetGroupArn))?.targetGroupArn;
}

function servingGroup(shift: TrafficShift, cloud: CloudReader): string | undefined {
  const own = [shift.targetGroupArn, shift.alternateTargetGroupArn];
  return targetGroupsBehind(shift.productionListenerRule, cloud).find(
    ({ arn, weight }) => weight > 0 && own.includes(arn),
  )?.arn;
}

function otherGroup({ targetGroupArn, alternateTargetGroupArn }: TrafficShift, serving: string): string {
  return serving === alternateTargetGroupArn ? targetGroupArn : alternateTargetGroupArn;
}
