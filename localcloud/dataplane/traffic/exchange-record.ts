import type { Instant } from "../../behaviour/model/instant";
import type { Listener } from "../configuration/model";
import type { RoutedTarget } from "../configuration/targets";
import type { Rule } from "../routing/rules";

/** A request and its answer: what metrics and logs are made of. */
export interface ExchangeRecord {
  readonly listener: Listener;
  /** Rule that the request met; undefined where it got no further. */
  readonly rule?: Rule;
  /** Such as `https`, `h2` or `wss`. */
  readonly type: string;
  readonly client: { readonly address: string; readonly port: number };
  readonly method: string;
  readonly host: string;
  /** Path and query as they were sent. */
  readonly requestTarget: string;
  readonly httpVersion: string;
  readonly userAgent?: string;
  readonly tls?: { readonly version: string; readonly cipher: string; readonly serverName?: string };
  readonly trace: string;
  /** Id of the client's connection, such as `TID_…`. */
  readonly connectionTrace: string;
  readonly startedAt: Instant;
  readonly endedAt: Instant;
  readonly durations: Durations;
  /** Status of the answer that the client got. */
  readonly status: number;
  readonly receivedBytes: number;
  readonly sentBytes: number;
  readonly targetGroupArn?: string;
  /** The target that was chosen, whether it answered or not. */
  readonly target?: RoutedTarget;
  /** Status of the target's answer; undefined where the load balancer answered by itself. */
  readonly targetStatus?: number;
  readonly redirectUrl?: string;
}

/** Seconds that an exchange took; undefined where it didn't get so far. */
export interface Durations {
  /** From the request until it was sent to a target. */
  readonly request?: number;
  /** From then until the target began to answer. */
  readonly target?: number;
  /** From then until the client had the whole answer. */
  readonly response?: number;
}
