import type { CloudReader, CloudResource } from "../../model/resource";
import { objects, text, type Properties } from "../../model/values";
import { actionsOf, forwardingResource, weightsOf, type WeightedGroup } from "../lb/traffic-weights";

const SHIFT = "advancedConfiguration";

/** What ECS moves requests between, for one load balancer of a service (Amazon ECS API Reference, AdvancedConfiguration). */
export interface TrafficShift {
  readonly targetGroupArn: string;
  readonly alternateTargetGroupArn: string;
  readonly productionListenerRule: string;
  readonly testListenerRule: string | undefined;
  readonly roleArn: string;
  /** Path of the settings among the service's inputs. */
  readonly path: string;
}

/** Whether a deployment replaces tasks one after another, behind one target group. */
export function isRolling(inputs: Properties): boolean {
  return strategyOf(inputs) === "ROLLING";
}

export function strategyOf(inputs: Properties): string {
  return text(inputs, "deploymentConfiguration.strategy") ?? "ROLLING";
}

/** Traffic shifts of a service, one for each load balancer that has the settings. */
export function trafficShifts(inputs: Properties): TrafficShift[] {
  return objects(inputs, "loadBalancers").flatMap((loadBalancer, index) => {
    if (!hasShift(loadBalancer)) return [];
    const setting = (name: string): string => text(loadBalancer, `${SHIFT}.${name}`) ?? "";
    return {
      targetGroupArn: text(loadBalancer, "targetGroupArn") ?? "",
      alternateTargetGroupArn: setting("alternateTargetGroupArn"),
      productionListenerRule: setting("productionListenerRule"),
      testListenerRule: text(loadBalancer, `${SHIFT}.testListenerRule`),
      roleArn: setting("roleArn"),
      path: `loadBalancers[${index}].${SHIFT}`,
    };
  });
}

export function hasShift(loadBalancer: Properties): boolean {
  return loadBalancer[SHIFT] !== undefined && loadBalancer[SHIFT] !== null;
}

/** Groups to which a rule or listener forwards. */
export function groupsBehind(arn: string | undefined, cloud: CloudReader): WeightedGroup[] {
  const resource = arn === undefined ? undefined : forwardingResource(arn, cloud);
  return resource === undefined ? [] : groupsOf(resource);
}

function groupsOf(resource: CloudResource): WeightedGroup[] {
  return actionsOf(resource).flatMap(weightsOf);
}
