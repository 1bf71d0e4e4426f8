import {
  type Attributes,
  context,
  type Context,
  isSpanContextValid,
  propagation,
  type Span,
  SpanKind,
  SpanStatusCode,
  trace,
  TraceFlags,
} from "@opentelemetry/api";
import type { LogFields } from "./log";

/** What carries a trace from one process to another, by W3C's Trace Context. Baggage may hold anything, and stays. */
export const CARRIED = ["traceparent", "tracestate"] as const;

/** Texts by name that a trace travels with: headers of a request, attributes of a message. */
export type TraceCarrier = Readonly<Record<string, string | readonly string[] | undefined>>;

/**
 * Until something is registered that takes spans, this makes none and costs next to nothing. Names and attributes
 * follow OpenTelemetry's semantic conventions. None of them may hold what a person sent, or where from.
 */
const TRACER = trace.getTracer("proofpix-enterprise");

export interface SpanOptions {
  readonly kind: SpanKind;
  readonly attributes: Attributes;
}

/** A part of a trace, to which whatever runs in it adds its own parts. */
export class OpenSpan {
  private readonly context: Context;
  private failed = false;

  constructor(
    private readonly span: Span,
    parent: Context,
  ) {
    this.context = trace.setSpan(parent, span);
  }

  /** Label by which an exemplar finds the trace; undefined unless the trace is kept. */
  get exemplar(): { readonly trace_id: string } | undefined {
    const { traceId, traceFlags } = this.span.spanContext();
    return (traceFlags & TraceFlags.SAMPLED) === 0 ? undefined : { trace_id: traceId };
  }

  /** Identifies the trace in a line of the log; empty while no traces are made. */
  get fields(): LogFields {
    return fieldsOf(this.span);
  }

  run<Result>(work: () => Result): Result {
    return context.with(this.context, work);
  }

  set(attributes: Attributes): void {
    this.span.setAttributes(attributes);
  }

  /** The first failure is the cause. Messages of errors stand in the log alone: they may hold what a person sent. */
  fail(type: string): void {
    if (this.failed) return;
    this.failed = true;
    this.span.setStatus({ code: SpanStatusCode.ERROR });
    this.span.setAttribute("error.type", type);
  }

  end(): void {
    this.span.end();
  }
}

/** Begins a span of its own, or the next one of the trace that a carrier brings. */
export function openSpan(name: string, options: SpanOptions, carrier: TraceCarrier = {}): OpenSpan {
  const carried = Object.fromEntries(CARRIED.map((key) => [key, carrier[key]]));
  const parent = propagation.extract(context.active(), carried);
  return new OpenSpan(TRACER.startSpan(name, options, parent), parent);
}

/** Runs work as a part of the trace that it is in; outside of any, just runs it: nobody looks for its trace. */
export async function inSpan<Result>(
  name: string,
  options: SpanOptions,
  work: (span?: OpenSpan) => Promise<Result>,
): Promise<Result> {
  if (trace.getActiveSpan() === undefined) return work();
  const span = openSpan(name, options);
  try {
    return await span.run(() => work(span));
  } catch (error) {
    span.fail(errorType(error));
    throw error;
  } finally {
    span.end();
  }
}

/** Kind of an error, which tells nothing of a person: a code such as PostgreSQL's, or the name of its class. */
export function errorType(error: unknown): string {
  if (!(error instanceof Error)) return "unknown";
  const { code } = (error.cause ?? error) as { readonly code?: unknown };
  return typeof code === "string" ? code : error.name;
}

/** What another process needs to go on with the present trace; empty outside of any. */
export function carriedTrace(): Record<string, string> {
  const carrier: Record<string, string> = {};
  propagation.inject(context.active(), carrier);
  return Object.fromEntries(CARRIED.flatMap((key) => (carrier[key] === undefined ? [] : [[key, carrier[key]]])));
}

/** Identifies the present trace in a line of the log. */
export function traceFields(): LogFields {
  return fieldsOf(trace.getActiveSpan());
}

function fieldsOf(span: Span | undefined): LogFields {
  const spanContext = span?.spanContext();
  if (spanContext === undefined || !isSpanContextValid(spanContext)) return {};
  return { trace_id: spanContext.traceId, span_id: spanContext.spanId };
}

export { SpanKind };
