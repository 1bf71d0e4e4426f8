/** How a service behaves under load: what a simulation assumes where a rehearsal would run the program. */
export interface ServiceModel {
  /** From the start of a task's containers until it answers. @default 15 */
  readonly startUpSeconds: number;
  /** CPU time that a request takes. @default 0.02 */
  readonly cpuSecondsPerRequest: number;
  /** Response time of a request that waits for nothing, its CPU time included. @default 0.08 */
  readonly responseSeconds: number;
  /** CPU units that a task uses without a request. @default 20 */
  readonly idleCpu: number;
  /** MiB that a task uses without a request. @default 300 */
  readonly idleMemory: number;
  /** MiB of each request under way. @default 0.1 */
  readonly memoryPerRequest: number;
  /** MiB that a task loses in each hour, to a leak. @default 0 */
  readonly leakPerHour: number;
  /** After how long a client gives up, and the load balancer answers with 504. @default 60 */
  readonly timeoutSeconds: number;
}

export const DEFAULT_MODEL: ServiceModel = {
  startUpSeconds: 15,
  cpuSecondsPerRequest: 0.02,
  responseSeconds: 0.08,
  idleCpu: 20,
  idleMemory: 300,
  memoryPerRequest: 0.1,
  leakPerHour: 0,
  timeoutSeconds: 60,
};

/** A stretch of time in which a task gets requests at one rate. */
export interface Stretch {
  readonly seconds: number;
  /** Requests a second. */
  readonly rate: number;
  /** CPU units of the task. */
  readonly cpu: number;
  /** Requests that waited when it began. */
  readonly backlog: number;
}

/** What a task did in a stretch. */
export interface Work {
  /** Requests that it answered. */
  readonly served: number;
  /** Requests that nobody waited for any more. */
  readonly timedOut: number;
  /** Requests that wait at the end. */
  readonly backlog: number;
  /** CPU units on average. */
  readonly cpu: number;
  /** Mean response time of those that it answered. */
  readonly responseSeconds: number;
  /** Requests under way at the end. */
  readonly inFlight: number;
}

/** Beyond this utilisation the formula for waiting is of no use: what waits is then counted as a backlog. */
const BUSIEST = 0.95;

/**
 * What a task does with requests. Below its capacity it is a queue with processor sharing: the CPU part of the response
 * time grows by 1 / (1 - utilisation), whatever the distribution of service times (L. Kleinrock, Queueing Systems,
 * volume 2, section 4.4). Above, what it can't serve waits, until clients give up.
 */
export function work(stretch: Stretch, model: ServiceModel): Work {
  const { seconds, rate, backlog } = stretch;
  const capacity = Math.max(0, stretch.cpu - model.idleCpu) / 1024 / model.cpuSecondsPerRequest;
  const offered = rate * seconds + backlog;
  const served = Math.min(offered, capacity * seconds);
  const waiting = Math.min(offered - served, capacity * model.timeoutSeconds);
  const utilisation = capacity === 0 ? 1 : Math.min(1, served / (capacity * seconds));
  const responseSeconds = Math.min(
    model.timeoutSeconds,
    sharedResponse(utilisation, model) + (capacity === 0 ? 0 : (backlog + waiting) / 2 / capacity),
  );
  return {
    served,
    timedOut: offered - served - waiting,
    backlog: waiting,
    cpu: Math.min(stretch.cpu, model.idleCpu + utilisation * (stretch.cpu - model.idleCpu)),
    responseSeconds,
    inFlight: waiting + (served / seconds) * sharedResponse(utilisation, model),
  };
}

function sharedResponse(utilisation: number, model: ServiceModel): number {
  const { responseSeconds, cpuSecondsPerRequest } = model;
  return responseSeconds - cpuSecondsPerRequest + cpuSecondsPerRequest / (1 - Math.min(BUSIEST, utilisation));
}

/**
 * Response times of requests with a mean, as few values: the middles of the tenths of an exponential distribution,
 * scaled to keep the mean.
 */
export function spreadOfResponses(meanSeconds: number, count: number): { seconds: number; count: number }[] {
  if (count <= 0) return [];
  return TENTHS.map((share) => ({ seconds: meanSeconds * share, count: count / TENTHS.length }));
}

const MIDDLES = Array.from({ length: 10 }, (_, index) => -Math.log(1 - (index + 0.5) / 10));
const TENTHS = MIDDLES.map((middle) => middle / (MIDDLES.reduce((sum, each) => sum + each, 0) / MIDDLES.length));
