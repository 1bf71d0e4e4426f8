import type { CloudResource } from "../../../model/resource";
import { isProperties, type Properties } from "../../../model/values";
import { isOfTarget, SCALABLE_TARGET } from "../../../services/appautoscaling/scalable-target";
import type { ApiOperation } from "../../operation";

/**
 * Application Auto Scaling API Reference, RegisterScalableTarget: a registered target gets what is given, and keeps the
 * rest.
 */
export const registerScalableTarget: ApiOperation = ({ input, region }, { cloud }) => {
  const target = {
    serviceNamespace: input.ServiceNamespace,
    resourceId: input.ResourceId,
    scalableDimension: input.ScalableDimension,
  };
  const find = (): CloudResource | undefined =>
    cloud.ofType(SCALABLE_TARGET).find((each) => isOfTarget(each, target, region));
  const known = find();
  const inputs = { ...known?.inputs, ...target, ...changes(input) };
  return {
    effects: [
      known === undefined
        ? { kind: "create", type: SCALABLE_TARGET, inputs }
        : { kind: "update", resource: known, inputs },
    ],
    output: () => ({ ScalableTargetARN: find()?.computed.arn }),
  };
};

function changes({ MinCapacity, MaxCapacity, SuspendedState, Tags }: Properties): Properties {
  return {
    ...(MinCapacity !== undefined && { minCapacity: MinCapacity }),
    ...(MaxCapacity !== undefined && { maxCapacity: MaxCapacity }),
    ...(isProperties(Tags) && { tags: Tags }),
    ...(isProperties(SuspendedState) && {
      suspendedState: {
        dynamicScalingInSuspended: SuspendedState.DynamicScalingInSuspended,
        dynamicScalingOutSuspended: SuspendedState.DynamicScalingOutSuspended,
        scheduledScalingSuspended: SuspendedState.ScheduledScalingSuspended,
      },
    }),
  };
}
