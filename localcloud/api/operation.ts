import type { MemoryLogs } from "../behaviour/logs/memory-logs";
import type { MetricIdentity, MetricReader } from "../behaviour/model/metric";
import type { Outcome, Situation } from "../behaviour/model/controller";
import type { Observation } from "../behaviour/model/observation";
import type { TimedEvent } from "../behaviour/world/world";
import type { CloudResource } from "../model/resource";
import type { Queues } from "../runtimes/data/aws/queues";
import type { Properties } from "../model/values";
import type { Contents } from "../state/contents";

/** A request of a client. */
export interface ApiCall {
  /** By the names of AWS's members; timestamps in milliseconds, blobs in base 64. */
  readonly input: Properties;
  /** Region that the request was signed for. */
  readonly region: string;
  /** Ends when the client gives up. */
  readonly signal: AbortSignal;
}

/** Lines of logs, to be read. */
export type LogReader = Pick<MemoryLogs, "find" | "streams">;

/** Metrics of which it is known which there are. */
export interface KnownMetrics extends MetricReader {
  all(): readonly MetricIdentity[];
}

/** Everything that an operation may look at. */
export interface ApiContext extends Omit<Situation, "observations" | "metrics"> {
  readonly metrics: KnownMetrics;
  readonly logs: LogReader;
  /** Whether the local cloud only keeps what is deployed: a task of RunTask then ends at once. */
  readonly runsNothing: boolean;
  /** What happened, the oldest first. */
  events(): readonly TimedEvent[];
  /** Messages of queues; undefined where nothing on this machine serves them. */
  readonly queues: Queues | undefined;
  /** Contents of objects in buckets. */
  readonly objects: Pick<Contents, "read" | "remove" | "write">;
}

/** What an operation has the cloud do. */
export type ApiEffect =
  /** Creates a resource, as a program does: with the same refusals. */
  | { readonly kind: "create"; readonly type: string; readonly inputs: Properties }
  /** Changes a resource's inputs, with the same refusals as a program's change. */
  | { readonly kind: "update"; readonly resource: CloudResource; readonly inputs: Properties }
  /** Deletes a resource, with the same refusals as a program's deletion. */
  | { readonly kind: "delete"; readonly resource: CloudResource }
  /** Keeps records that no program creates, and forgets others, as a whole. */
  | {
      readonly kind: "keep";
      readonly resources: readonly CloudResource[];
      /** @default none */
      readonly forgotten?: readonly CloudResource[];
    }
  /** Reports something, for controllers to act on. */
  | { readonly kind: "observe"; readonly observation: Observation }
  /** What AWS does at once, as a controller decides it. */
  | { readonly kind: "outcome"; readonly outcome: Outcome };

/** The answer to a request. */
export interface ApiAnswer {
  /** Done before the output is read. @default nothing */
  readonly effects?: readonly ApiEffect[];
  /** Read once the effects are there. */
  readonly output: () => Properties;
}

/** An operation of one of AWS's APIs: a plain function of what is asked and what is there. */
export type ApiOperation = (call: ApiCall, context: ApiContext) => ApiAnswer | Promise<ApiAnswer>;

/** Operations of a service by their names. */
export type ServiceOperations = Readonly<Record<string, ApiOperation>>;

/** An operation that only reads. */
export function reading(read: (call: ApiCall, context: ApiContext) => Properties): ApiOperation {
  return (call, context) => ({ output: () => read(call, context) });
}

/** The answer of an operation that does something and answers nothing. */
export function done(...effects: readonly ApiEffect[]): ApiAnswer {
  return { effects, output: () => ({}) };
}
