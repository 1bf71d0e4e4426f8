/** Instances among which managed scaling of a capacity provider has to keep room for one scaling step. */
export interface HeadroomRequest {
  /** Instances that tasks need at the least and at the most of scaling. */
  readonly floor: number;
  readonly ceiling: number;
  /** Instances that one scaling step needs; 0 where nothing scales. */
  readonly step: number;
  /** Fewest instances that run, needed or not. */
  readonly minSize: number;
}

/**
 * Instances that managed scaling runs where tasks need `needed`: as many as make those the target's share (Amazon ECS
 * Developer Guide, "Amazon ECS cluster auto scaling": CapacityProviderReservation).
 */
export function instancesRun(needed: number, targetCapacityPercent: number, minSize: number): number {
  return Math.max(minSize, Math.ceil((needed * 100) / targetCapacityPercent));
}

/**
 * The largest target capacity with which a scaling step always finds its instances running, from the floor up to the
 * ceiling, where the last step is as large as the ceiling leaves it.
 */
export function targetCapacityPercent({ floor, ceiling, step, minSize }: HeadroomRequest): number {
  for (let percent = 100; percent > 1; percent -= 1) {
    if (keepsHeadroom(percent, { floor, ceiling, step, minSize })) return percent;
  }
  return 1;
}

function keepsHeadroom(percent: number, { floor, ceiling, step, minSize }: HeadroomRequest): boolean {
  if (step === 0) return true;
  for (let needed = Math.max(floor, 1); needed < ceiling; needed += 1) {
    if (instancesRun(needed, percent, minSize) < Math.min(needed + step, ceiling)) return false;
  }
  return true;
}
