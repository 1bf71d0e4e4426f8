import type { Listener, TargetGroup } from "./configuration/model";
import type { RoutedTarget } from "./configuration/targets";
import { eligibleTargets } from "./routing/targets";

/** Where requests go, as of the last refresh: replaced as a whole, so that no request sees half of a change. */
export interface Routes {
  readonly listeners: ReadonlyMap<string, Listener>;
  readonly groups: ReadonlyMap<string, RoutedGroup>;
}

/** A target group with the targets that requests may go to. */
export interface RoutedGroup extends TargetGroup {
  readonly eligible: readonly RoutedTarget[];
}

export function routesOf(
  listeners: readonly Listener[],
  groups: Iterable<TargetGroup>,
  targets: ReadonlyMap<string, readonly RoutedTarget[]>,
): Routes {
  return {
    listeners: new Map(listeners.map((listener) => [listener.arn, listener])),
    groups: new Map(
      [...groups].map((group) => [
        group.arn,
        { ...group, eligible: eligibleTargets(targets.get(group.arn) ?? [], group) },
      ]),
    ),
  };
}
