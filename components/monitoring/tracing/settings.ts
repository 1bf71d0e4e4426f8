/** Ports of the collector and of Jaeger, besides that of their own metrics. */
export const TRACING_PORTS = {
  /** OTLP by gRPC, which the collector and Jaeger take. */
  otlpGrpc: 4317,
  /** OTLP by HTTP, which the collector takes from services. */
  otlpHttp: 4318,
  /** OTLP by gRPC from one collector to the one that judges the trace. Nobody else connects to it. */
  traceRouting: 4319,
  /** Whether the collector, or Jaeger, works; see {@link HEALTH_PATHS}. */
  health: 13_133,
  /** Jaeger's interface and its API. */
  query: 16_686,
} as const;

/** Paths at which the collector and Jaeger answer with 200 while they work. */
export const HEALTH_PATHS = { collector: "/", jaeger: "/status" } as const;

/**
 * Which traces are kept.
 *
 * `tail` waits until a trace is whole, and keeps all that hold an error or take long, and a share of the others. The
 * collectors share the traces among them by trace id, so that one of them sees the whole of each.
 *
 * `probabilistic` decides by the trace id alone: it needs little memory, and loses errors as it loses all else.
 */
export type TraceSampling = TailSampling | ProbabilisticSampling;

export interface TailSampling {
  readonly kind: "tail";
  /** Share of traces that are kept without a reason, from 0 to 100. */
  readonly percent: number;
  /** Traces that take longer are all kept. A job's wait in a queue is a part of its trace. */
  readonly slowSeconds: number;
  /**
   * Seconds after the first span of a trace when it is judged. What comes later follows the judgement: a job that fails
   * after that is only kept if its request was.
   * @default 30
   */
  readonly decisionSeconds?: number;
}

export interface ProbabilisticSampling {
  readonly kind: "probabilistic";
  /** Share of traces that are kept, from 0 to 100. */
  readonly percent: number;
}

/** The collector as it is deployed. */
export interface CollectorSettings {
  /** Which traces are kept. */
  readonly sampling: TraceSampling;
  /** Memory of each task, in MiB. */
  readonly memoryMebibytes: number;
  /** Number of tasks. */
  readonly instances: number;
}

/** Where the collector and what it sends to are found. */
export interface CollectorAddresses {
  /** Name in DNS that has an A record for each of the collector's tasks. */
  readonly collector: string;
  /** Host of Jaeger. */
  readonly jaeger: string;
}

/** Where Jaeger keeps traces. */
export type TraceStorage = MemoryStorage | BadgerStorage | OpenSearchStorage;

/** In the memory of one task: gone when it ends. */
export interface MemoryStorage {
  readonly kind: "memory";
  /**
   * Traces that are kept; the oldest give way.
   * @default - as many as half of the memory holds, at 10 KiB each
   */
  readonly maxTraces?: number;
}

/** On the disk of one task; as durable as that disk. */
export interface BadgerStorage {
  readonly kind: "badger";
  /** Folder of the traces in the container. */
  readonly directory: string;
  /** Hours after which traces are deleted. */
  readonly retentionHours: number;
}

/** In a domain of OpenSearch, which several tasks of Jaeger share. A policy of the domain deletes old indices. */
export interface OpenSearchStorage {
  readonly kind: "opensearch";
  /** Address of the domain, such as `https://search.example.com`. */
  readonly url: string;
  /** Begins the names of the indices. */
  readonly indexPrefix: string;
  /** User with whom Jaeger logs in. */
  readonly username: string;
  /** File with the password, which Jaeger reads again when it changes. */
  readonly passwordFile: string;
}

/** Jaeger as it is deployed. */
export interface JaegerSettings {
  /** Where traces are kept. */
  readonly storage: TraceStorage;
  /** Memory of each task, in MiB. */
  readonly memoryMebibytes: number;
  /** Number of tasks: 1 unless they share a storage. */
  readonly instances: number;
  /**
   * Path below which the interface is reached through a load balancer, such as `/jaeger`.
   * @default - the root
   */
  readonly basePath?: string;
}
