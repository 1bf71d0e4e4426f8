import type { Clock } from "../../localcloud/behaviour/clock/clock";
import type { Observation, QueueDepth } from "../../localcloud/behaviour/model/observation";
import type { RunningReader } from "../../localcloud/behaviour/model/running";
import type { RunningTask } from "../../localcloud/behaviour/model/task";
import type { CloudReader, CloudResource } from "../../localcloud/model/resource";
import { objects, text } from "../../localcloud/model/values";
import type { Recorder } from "../result/recorder";
import type { Trace } from "../traces/trace";
import { type Consumer, consumers } from "./consumers";
import type { ModelledTask, ModelRuntime } from "./model-runtime";
import { ServedByZone } from "./served-by-zone";
import { DEFAULT_MODEL, type ServiceModel, type Work } from "./service-model";
import { balancedServices, loadBalancerOf, type Share, sharesOf } from "./shares";

/** CPU time that a message of a queue takes, beside that of a request. */
export const MESSAGE_CPU_SECONDS = 0.1;

/** What parts load among tasks. */
export interface LoadParts {
  readonly cloud: CloudReader;
  readonly running: RunningReader;
  readonly runtime: ModelRuntime;
  readonly clock: Clock;
  readonly observe: (...observations: readonly Observation[]) => void;
  readonly recorder: Recorder;
  readonly modelOf: (task: RunningTask) => ServiceModel;
}

/** Parts the load of a trace among the tasks that run, and reports what they did with it. */
export class Load {
  private readonly waiting = new Map<string, number>();

  constructor(private readonly parts: LoadParts) {}

  /** Lets all tasks work for a stretch of time. */
  advance(trace: Trace, seconds: number, stretch: number): void {
    const services = balancedServices(this.parts.cloud);
    const rate = trace.requestsPerSecond(seconds) / Math.max(1, services.length);
    const observations = [
      ...services.flatMap((service) => this.serve(service, rate, stretch)),
      ...consumers(this.parts.cloud).flatMap((consumer) =>
        this.consume(consumer, trace.messagesPerSecond(seconds), stretch),
      ),
    ];
    this.parts.observe(...observations);
    this.parts.recorder.endStretch(this.parts.clock.now());
  }

  private serve(service: CloudResource, rate: number, stretch: number): Observation[] {
    const { cloud, running, runtime, recorder } = this.parts;
    const shares = sharesOf(service, cloud, running);
    const [first] = runtime.all();
    const { cpuSecondsPerRequest } = first === undefined ? DEFAULT_MODEL : this.parts.modelOf(first.task);
    recorder.offered(service, rate * stretch);
    recorder.worked(service, rate * stretch * cpuSecondsPerRequest);
    recorder.answered(service, undefined, runtime.takeLost(service.id));
    if (shares.length === 0) return this.unavailable(service, rate * stretch);
    const served = new ServedByZone();
    const balanced = new Set(shares.map(({ taskArn }) => taskArn));
    const idle = runtime.all().filter(({ task }) => task.serviceArn === service.id && !balanced.has(task.arn));
    const usages = [
      ...shares.flatMap((share) => this.serveShare(service, share, { rate: rate * share.part, stretch }, served)),
      ...idle.flatMap((modelled) => this.finish(service, modelled, stretch)),
    ];
    return [...served.observations(), ...usages];
  }

  private serveShare(
    service: CloudResource,
    share: Share,
    { rate, stretch }: { readonly rate: number; readonly stretch: number },
    served: ServedByZone,
  ): Observation[] {
    const { runtime, recorder } = this.parts;
    const modelled = runtime.find(share.taskArn);
    const work = modelled === undefined ? undefined : runtime.serve(modelled, rate, stretch);
    const status = modelled === undefined ? 502 : 504;
    const failed = work === undefined ? rate * stretch : work.timedOut;
    recorder.answered(service, work, failed);
    served.add(share, work, { status, count: failed });
    return modelled === undefined ? [] : this.used(modelled, work, service);
  }

  /** A task that gets no requests works off those that wait in it. */
  private finish(service: CloudResource, modelled: ModelledTask, stretch: number): Observation[] {
    const work = this.parts.runtime.serve(modelled, 0, stretch);
    this.parts.recorder.answered(service, work, work?.timedOut ?? 0);
    return this.used(modelled, work, service);
  }

  private unavailable(service: CloudResource, count: number): Observation[] {
    this.parts.recorder.answered(service, undefined, count);
    const [loadBalancer = {}] = objects(service.inputs, "loadBalancers");
    const group = text(loadBalancer, "targetGroupArn");
    const loadBalancerArn = group === undefined ? "" : loadBalancerOf(group, this.parts.cloud);
    const answered = { loadBalancerArn, availabilityZone: "", count, byTargetStatus: {}, responseTimes: [] };
    return [{ kind: "requests", ...answered, byLoadBalancerStatus: { 503: count } }];
  }

  /** What a task used, and its end where that is more than it has. */
  private used(modelled: ModelledTask, work: Work | undefined, service: CloudResource): Observation[] {
    const { runtime, recorder } = this.parts;
    const memory = runtime.memoryOf(modelled);
    const cpu = work?.cpu ?? 0;
    recorder.used(service, modelled.task, cpu, memory);
    if (memory > modelled.task.memory) {
      runtime.killForMemory(modelled);
      return [];
    }
    return [{ kind: "task-usage", taskArn: modelled.task.arn, cpu, memory }];
  }

  /** Takes messages off a queue; those that come faster than they are taken wait in it. */
  private consume(consumer: Consumer, rate: number, stretch: number): Observation[] {
    const { runtime, recorder, modelOf } = this.parts;
    const tasks = runtime.all().filter(({ task, hangs }) => task.serviceArn === consumer.service.id && !hangs);
    const key = `${consumer.region}/${consumer.queueName}`;
    const offered = (this.waiting.get(key) ?? 0) + rate * stretch;
    const capacity = tasks.reduce(
      (sum, { task }) => sum + ((task.cpu - modelOf(task).idleCpu) / 1024 / MESSAGE_CPU_SECONDS) * stretch,
      0,
    );
    const taken = Math.min(offered, capacity);
    this.waiting.set(key, offered - taken);
    recorder.worked(consumer.service, rate * stretch * MESSAGE_CPU_SECONDS);
    recorder.queued(consumer, offered - taken);
    const utilisation = capacity === 0 ? 0 : taken / capacity;
    const usages = tasks.flatMap((modelled) => {
      const { idleCpu } = modelOf(modelled.task);
      const cpu = idleCpu + utilisation * (modelled.task.cpu - idleCpu);
      return this.used(modelled, { ...NO_WORK, cpu }, consumer.service);
    });
    return [depthOf(consumer, offered - taken, Math.max(rate, taken / stretch)), ...usages];
  }
}

const NO_WORK: Work = { served: 0, timedOut: 0, backlog: 0, cpu: 0, responseSeconds: 0, inFlight: 0 };

/** What waits in a queue: the oldest message for as long as all of them took to come. */
function depthOf({ queueName, region }: Consumer, visible: number, messagesPerSecond: number): QueueDepth {
  const oldestAgeSeconds = messagesPerSecond === 0 ? 0 : visible / messagesPerSecond;
  return { kind: "queue-depth", queueName, region, visible, notVisible: 0, oldestAgeSeconds };
}
