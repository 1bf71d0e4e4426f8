import type { RunningReader } from "../../behaviour/model/running";
import { targetKey, type RunningTarget } from "../../behaviour/model/target";
import { stickyId } from "../routing/sticky-cookies";
import type { CandidateTarget } from "../routing/targets";

/** Where something answers on this machine. */
export interface Address {
  readonly host: string;
  readonly port: number;
}

/** A target, and where it answers on this machine. */
export interface RoutedTarget extends CandidateTarget {
  readonly key: string;
  readonly targetGroupArn: string;
  readonly targetId: string;
  readonly port: number;
  readonly availabilityZone: string;
  /** Undefined while nothing of its task answers. */
  readonly address?: Address;
}

/** The targets that are registered or draining, by target group. */
export function routedTargets(running: RunningReader): ReadonlyMap<string, readonly RoutedTarget[]> {
  const byGroup = new Map<string, RoutedTarget[]>();
  for (const target of running.all("target")) {
    const known = byGroup.get(target.targetGroupArn);
    if (known === undefined) byGroup.set(target.targetGroupArn, [routed(target, running)]);
    else known.push(routed(target, running));
  }
  return byGroup;
}

function routed(target: RunningTarget, running: RunningReader): RoutedTarget {
  const { targetGroupArn, targetId, port, availabilityZone, state, healthySince } = target;
  const key = targetKey(target);
  const address = addressOf(target.taskArn, port, running);
  return {
    key,
    stickyId: stickyId(key),
    targetGroupArn,
    targetId,
    port,
    availabilityZone,
    state,
    healthySince,
    address,
  };
}

/**
 * Where a port of a task's containers answers on this machine. A task on an instance may be registered with another
 * port than its container's; with one port alone there is no doubt.
 */
export function addressOf(
  taskArn: string | undefined,
  containerPort: number,
  running: RunningReader,
): Address | undefined {
  const addresses = running.find("task", taskArn ?? "")?.addresses ?? [];
  const [first] = addresses;
  const found = addresses.find((address) => address.containerPort === containerPort);
  const address = found ?? (addresses.length === 1 ? first : undefined);
  return address === undefined ? undefined : { host: address.host, port: address.port };
}
