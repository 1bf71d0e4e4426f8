import { type Instant, MINUTE, periodStart } from "../../localcloud/behaviour/model/instant";
import type { RunningReader } from "../../localcloud/behaviour/model/running";
import type { RunningTask } from "../../localcloud/behaviour/model/task";
import type { CloudReader, CloudResource } from "../../localcloud/model/resource";
import { number, text } from "../../localcloud/model/values";
import { SERVICE } from "../../localcloud/services/ecs/service-lookup";
import { type Consumer } from "../model/consumers";
import { spreadOfResponses, type Work } from "../model/service-model";

/** What a service did in a minute. */
export interface Sample {
  readonly service: string;
  /** Start of the minute. */
  readonly at: Instant;
  readonly requests: number;
  readonly failed: number;
  /** Requests that were answered, also those that came in minutes before. */
  readonly answered: number;
  /** CPU seconds that the requests and messages of the minute take. */
  readonly work: number;
  /** Seconds; 0 where nothing was answered. */
  readonly p95: number;
  /** Tasks that run, and those that the service wants, at the end of the minute. */
  readonly tasks: number;
  readonly desired: number;
  /** CPU units that tasks used, and had, on average. */
  readonly cpuUsed: number;
  readonly cpuHad: number;
  /** Share of the memory of the fullest task. */
  readonly memory: number;
  /** Messages that wait at the end of the minute. */
  readonly queued: number;
}

interface Sums {
  requests: number;
  failed: number;
  work: number;
  /** How many requests had which mean response time. */
  responses: Map<number, number>;
  cpuUsed: number;
  cpuHad: number;
  memory: number;
  queued: number;
  stretches: number;
}

const NOTHING = { requests: 0, failed: 0, work: 0, cpuUsed: 0, cpuHad: 0, memory: 0, queued: 0, stretches: 0 };

/** Writes down minute by minute what services did. */
export class Recorder {
  readonly samples: Sample[] = [];
  private readonly sums = new Map<string, Sums>();
  private minute: Instant;

  constructor(
    private readonly cloud: CloudReader,
    private readonly running: RunningReader,
    /** Before it, nothing counts. */
    private readonly start: Instant,
  ) {
    this.minute = start;
  }

  offered(service: CloudResource, requests: number): void {
    this.of(service).requests += requests;
  }

  worked(service: CloudResource, cpuSeconds: number): void {
    this.of(service).work += cpuSeconds;
  }

  answered(service: CloudResource, work: Work | undefined, failed: number): void {
    const sums = this.of(service);
    sums.failed += failed;
    if (work === undefined) return;
    sums.responses.set(work.responseSeconds, (sums.responses.get(work.responseSeconds) ?? 0) + work.served);
  }

  used(service: CloudResource, task: RunningTask, cpu: number, memory: number): void {
    const sums = this.of(service);
    sums.cpuUsed += cpu;
    sums.cpuHad += task.cpu;
    sums.memory = Math.max(sums.memory, memory / task.memory);
  }

  queued({ service }: Consumer, messages: number): void {
    this.of(service).queued = messages;
  }

  /** Ends a stretch of time, and the minute with its last one. */
  endStretch(now: Instant): void {
    if (now <= this.start) {
      this.sums.clear();
      return;
    }
    for (const sums of this.sums.values()) sums.stretches += 1;
    if (periodStart(now, 60) === this.minute) return;
    for (const [arn, sums] of this.sums) this.samples.push(this.sampleOf(arn, sums));
    this.sums.clear();
    this.minute += MINUTE;
  }

  private sampleOf(arn: string, sums: Sums): Sample {
    const service = this.cloud.find(SERVICE, arn);
    const { requests, failed, work, memory, queued, stretches } = sums;
    const answered = [...sums.responses.values()].reduce((sum, count) => sum + count, 0);
    return {
      service: text(service?.computed ?? {}, "name") ?? arn,
      at: this.minute,
      requests,
      failed,
      answered,
      work,
      memory,
      queued,
      p95: percentile(
        [...sums.responses].flatMap(([seconds, count]) => spreadOfResponses(seconds, count)),
        0.95,
      ),
      tasks: this.running.all("task").filter((task) => task.serviceArn === arn && task.lastStatus === "RUNNING").length,
      desired: number(service?.inputs ?? {}, "desiredCount") ?? 0,
      cpuUsed: sums.cpuUsed / Math.max(1, stretches),
      cpuHad: sums.cpuHad / Math.max(1, stretches),
    };
  }

  private of({ id }: CloudResource): Sums {
    const known = this.sums.get(id);
    if (known !== undefined) return known;
    const made = { ...NOTHING, responses: new Map<number, number>() };
    this.sums.set(id, made);
    return made;
  }
}

/** The value below which a share of weighted values lies. */
export function percentile(
  values: readonly { readonly seconds: number; readonly count: number }[],
  share: number,
): number {
  const sorted = [...values].sort((one, other) => one.seconds - other.seconds);
  const total = sorted.reduce((sum, { count }) => sum + count, 0);
  let below = 0;
  for (const { seconds, count } of sorted) {
    below += count;
    if (below >= share * total) return seconds;
  }
  return 0;
}
