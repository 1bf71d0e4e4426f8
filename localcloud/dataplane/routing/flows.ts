import { createHash } from "node:crypto";

/** A connection of a client, as a network load balancer tells it from others. */
export interface Flow {
  readonly sourceAddress: string;
  readonly sourcePort: number;
}

/**
 * The target that gets a connection: by a hash of the whole flow, or of the client's address alone where clients stick
 * to targets (User Guide for Network Load Balancers, "Target group attributes", sticky sessions). Rendezvous hashing: a
 * target that comes or goes moves the clients that it takes or had, and no others.
 */
export function targetOfFlow<Target extends { readonly stickyId: string }>(
  eligible: readonly Target[],
  { sourceAddress, sourcePort }: Flow,
  isSticky: boolean,
): Target | undefined {
  const flow = isSticky ? sourceAddress : `${sourceAddress}:${sourcePort}`;
  const scored = eligible.map((target) => ({ target, score: scoreOf(`${target.stickyId}|${flow}`) }));
  return scored.reduce<(typeof scored)[number] | undefined>(
    (best, each) => (best === undefined || each.score > best.score ? each : best),
    undefined,
  )?.target;
}

function scoreOf(text: string): number {
  return createHash("sha256").update(text).digest().readUInt32BE(0);
}
