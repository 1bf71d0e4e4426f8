import { isDeepStrictEqual } from "node:util";
import type { CloudReader, CloudResource } from "../../model/resource";
import { flag, type Properties } from "../../model/values";
import { forwardingResource, reweighted, withForward } from "../lb/traffic-weights";
import { SERVICE } from "./capacity-providers";
import { groupsBehind, isRolling, trafficShifts, type TrafficShift } from "./traffic-shift";

/** Inputs whose change starts a deployment (Amazon ECS API Reference, UpdateService). */
const DEPLOYED = ["taskDefinition", "networkConfiguration", "platformVersion", "loadBalancers"];

/** Inputs whose change is no call of UpdateService. */
const TAGS = ["tags", "tagsAll"];

/** All requests, as ECS writes it. */
const ALL = 100;

/**
 * Listener rules after the deployment that a new or changed service starts: ECS sends everything to the target group
 * that served nothing before (Amazon ECS Developer Guide, "Amazon ECS blue/green service deployments workflow"; that the
 * first deployment does so too was seen on AWS, not read). The rules are no longer what the program made them, the
 * service's own load balancers still are.
 */
export function movedTraffic(service: CloudResource, cloud: CloudReader): CloudResource[] {
  if (isRolling(service.inputs) || !startsDeployment(service.inputs, cloud.find(SERVICE, service.id)?.inputs))
    return [];
  return trafficShifts(service.inputs).flatMap((shift) => movedRules(shift, cloud));
}

/** Whether ECS deploys a service that had these inputs before, if any. */
export function startsDeployment(inputs: Properties, before: Properties | undefined): boolean {
  if (before === undefined) return true;
  const changed = [...new Set([...Object.keys(before), ...Object.keys(inputs)])].filter(
    (input) => !TAGS.includes(input) && !isDeepStrictEqual(before[input], inputs[input]),
  );
  const isForced = flag(inputs, "forceNewDeployment") === true && changed.length > 0;
  return isForced || changed.some((input) => DEPLOYED.includes(input));
}

/** The test listener's rule goes first, and ends where the production one does. */
function movedRules(shift: TrafficShift, cloud: CloudReader): CloudResource[] {
  const { productionListenerRule, testListenerRule, targetGroupArn, alternateTargetGroupArn } = shift;
  const serving = groupsBehind(productionListenerRule, cloud).find(({ weight }) => weight > 0)?.arn;
  const next = serving === alternateTargetGroupArn ? targetGroupArn : alternateTargetGroupArn;
  const groups = [targetGroupArn, alternateTargetGroupArn].map((arn) => ({ arn, weight: arn === next ? ALL : 0 }));
  return [testListenerRule, productionListenerRule].flatMap((arn) => {
    const resource = arn === undefined ? undefined : forwardingResource(arn, cloud);
    return resource === undefined ? [] : withForward(resource, (action) => reweighted(action, groups));
  });
}
