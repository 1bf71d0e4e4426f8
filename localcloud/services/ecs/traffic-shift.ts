import type { CloudReader } from "../../model/resource";
import { objects, text, type Properties } from "../../model/values";
import { actionsOf, forwardingResource, weightsOf, type WeightedGroup } from "../lb/traffic-weights";

const SETTINGS = "advancedConfiguration";

/** The consequence of rules that only a deployment breaks, for warnings. */
export const ROLLED_BACK = "the deployment is rolled back";

/**
 * The target groups and listener rules with which ECS shifts the requests of one load balancer of a service (Amazon ECS
 * API Reference, AdvancedConfiguration).
 */
export interface TrafficShift {
  readonly targetGroupArn: string;
  readonly alternateTargetGroupArn: string;
  readonly productionListenerRule: string;
  readonly testListenerRule: string | undefined;
  readonly roleArn: string;
  /** Path of the settings among the service's inputs. */
  readonly path: string;
}

/** Traffic shifts of a service, one for each load balancer that has the settings. */
export function trafficShifts(inputs: Properties): TrafficShift[] {
  return objects(inputs, "loadBalancers").flatMap((loadBalancer, index) => {
    if (!hasShift(loadBalancer)) return [];
    const setting = (name: string): string => text(loadBalancer, `${SETTINGS}.${name}`) ?? "";
    return {
      targetGroupArn: text(loadBalancer, "targetGroupArn") ?? "",
      alternateTargetGroupArn: setting("alternateTargetGroupArn"),
      productionListenerRule: setting("productionListenerRule"),
      testListenerRule: text(loadBalancer, `${SETTINGS}.testListenerRule`),
      roleArn: setting("roleArn"),
      path: `loadBalancers[${index}].${SETTINGS}`,
    };
  });
}

export function hasShift(loadBalancer: Properties): boolean {
  return loadBalancer[SETTINGS] !== undefined && loadBalancer[SETTINGS] !== null;
}

/** Target groups to which a listener rule or listener forwards. */
export function targetGroupsBehind(arn: string | undefined, cloud: CloudReader): WeightedGroup[] {
  const resource = arn === undefined ? undefined : forwardingResource(arn, cloud);
  return resource === undefined ? [] : actionsOf(resource).flatMap(weightsOf);
}
