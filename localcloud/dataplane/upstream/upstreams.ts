import type { RoutedTarget } from "../configuration/targets";
import { Upstream, type UpstreamSettings } from "./upstream";

/** The connections to all targets. */
export class Upstreams {
  private readonly byTarget = new Map<string, Upstream>();
  /** Connections to where targets were before they moved. */
  private readonly former = new Set<Upstream>();

  /** The connections to a target; undefined where nothing answers for it on this machine. */
  to(target: RoutedTarget, settings: UpstreamSettings): Upstream | undefined {
    const known = this.byTarget.get(target.key);
    if (known?.isClosed === false) return known;
    if (target.address === undefined) return undefined;
    if (known !== undefined) this.former.add(known);
    const made = new Upstream(target.address, settings);
    this.byTarget.set(target.key, made);
    return made;
  }

  /** Requests of a target that have no whole answer yet. */
  outstanding({ key }: RoutedTarget): number {
    return this.byTarget.get(key)?.outstanding ?? 0;
  }

  /**
   * Follows the targets. One that drains, or moved, finishes its requests. One that is gone, since its deregistration
   * delay is over, loses those that it still has (User Guide for Application Load Balancers, "Deregistration delay").
   */
  follow(targets: Iterable<RoutedTarget>): void {
    const byKey = new Map([...targets].map((target) => [target.key, target]));
    for (const [key, upstream] of this.byTarget) {
      const target = byKey.get(key);
      if (target === undefined) {
        this.byTarget.delete(key);
        void upstream.destroy();
      } else if (target.state === "draining" || hasMoved(upstream, target)) upstream.retire();
    }
  }

  async close(): Promise<void> {
    await Promise.all([...this.former, ...this.byTarget.values()].map((upstream) => upstream.destroy()));
    this.byTarget.clear();
  }
}

/** A task that ended has no address any more; its connections end by themselves. */
function hasMoved({ address }: Upstream, target: RoutedTarget): boolean {
  if (target.address === undefined) return false;
  return address.host !== target.address.host || address.port !== target.address.port;
}
