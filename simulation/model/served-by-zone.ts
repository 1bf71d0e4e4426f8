import type { ServedRequests } from "../../localcloud/behaviour/model/observation";
import type { Share } from "./shares";
import { spreadOfResponses, type Work } from "./service-model";

/** Requests that the targets of a group answered in a zone. */
interface Served {
  readonly share: Share;
  served: number;
  readonly failed: Record<number, number>;
  /** How many requests had which mean response time: tasks with the same load have the same. */
  readonly responses: Map<number, number>;
}

/**
 * Adds up the requests of a stretch of time by target group and zone, by which CloudWatch tells them apart: a report for
 * each target would say the same in more words.
 */
export class ServedByZone {
  private readonly byKey = new Map<string, Served>();

  add(share: Share, work: Work | undefined, failure: { readonly status: number; readonly count: number }): void {
    const sums = this.of(share);
    if (failure.count > 0) sums.failed[failure.status] = (sums.failed[failure.status] ?? 0) + failure.count;
    if (work === undefined || work.served <= 0) return;
    sums.served += work.served;
    sums.responses.set(work.responseSeconds, (sums.responses.get(work.responseSeconds) ?? 0) + work.served);
  }

  observations(): ServedRequests[] {
    return [...this.byKey.values()].map(requests);
  }

  private of(share: Share): Served {
    const key = `${share.targetGroupArn} ${share.availabilityZone}`;
    const known = this.byKey.get(key);
    if (known !== undefined) return known;
    const made = { share, served: 0, failed: {}, responses: new Map<number, number>() };
    this.byKey.set(key, made);
    return made;
  }
}

function requests({ share, served, failed, responses }: Served): ServedRequests {
  const { targetGroupArn, loadBalancerArn, availabilityZone } = share;
  return {
    kind: "requests",
    loadBalancerArn,
    targetGroupArn,
    availabilityZone,
    count: served + Object.values(failed).reduce((sum, count) => sum + count, 0),
    byTargetStatus: served > 0 ? { 200: served } : {},
    byLoadBalancerStatus: failed,
    responseTimes: [...responses].flatMap(([seconds, count]) => spreadOfResponses(seconds, count)),
  };
}
