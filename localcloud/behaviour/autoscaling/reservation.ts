/** Instances of a capacity provider, counted each minute. */
export interface InstanceCount {
  /** Instances that run (N). */
  readonly running: number;
  /** Those without a task, tasks of daemon services aside. */
  readonly empty: number;
  /** Instances that waiting tasks need beside them. */
  readonly toAdd: number;
}

/** Instances that a capacity provider needs (M): for waiting tasks more than there are, else those that have tasks. */
export function neededInstances({ running, empty, toAdd }: InstanceCount): number {
  return toAdd > 0 ? running + toAdd : running - empty;
}

/**
 * CapacityProviderReservation, M/N × 100 (AWS Containers Blog, "Deep Dive on Amazon ECS Cluster Auto Scaling"): without
 * instances it is 100 where none is needed, and else 200.
 */
export function reservation(count: InstanceCount): number {
  if (count.running === 0) return count.toAdd > 0 ? 200 : 100;
  return (neededInstances(count) / count.running) * 100;
}

/** The capacity at which the reservation is at its target: without instances two, which is what 200 % stands for. */
export function capacityForTarget(count: InstanceCount, targetCapacity: number): number {
  if (count.running === 0) return count.toAdd > 0 ? 2 : 0;
  return Math.ceil((neededInstances(count) * 100) / targetCapacity);
}

/**
 * The next capacity on the way down: each minute takes away one instance at least and half of them at most (Amazon ECS
 * Developer Guide, "Amazon ECS managed scaling behavior", "Scale-in considerations").
 */
export function capacityAfterScaleIn(desired: number, wanted: number): number {
  return Math.max(wanted, desired - Math.max(1, Math.floor(desired / 2)));
}
