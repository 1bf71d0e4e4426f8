/**
 * Part of a task's memory that the program may take before it refuses spans. The rest is for what Go's collection of
 * garbage hasn't freed yet, and for what isn't on the heap (collector documentation, "Memory Limiter Processor").
 */
const HEAP_SHARE = 0.8;
/** Part of the limit by which memory may grow between two looks (the same). */
const SPIKE_SHARE = 0.2;
/** Part of a task's memory that traces may fill, which leaves as much for queues and requests. */
const TRACES_SHARE = 0.5;
/** A trace of a request with its job: 6 to 8 spans of about 1 KiB each, and their index. */
const TRACE_KIBIBYTES = 10;

/** Refuses spans before the task would be killed for its memory; senders keep them and try again. */
export function memoryLimiter(memoryMebibytes: number): object {
  const limit = heapMebibytes(memoryMebibytes);
  return { check_interval: "1s", limit_mib: limit, spike_limit_mib: Math.floor(limit * SPIKE_SHARE) };
}

/** Traces that a part of the memory holds. */
export function tracesInMemory(memoryMebibytes: number): number {
  return Math.floor((memoryMebibytes * 1024 * TRACES_SHARE) / TRACE_KIBIBYTES);
}

/** Environment of the collector and of Jaeger: Go frees memory in time for the limit. */
export function tracingEnvironment({ memoryMebibytes }: { readonly memoryMebibytes: number }): Record<string, string> {
  return { GOMEMLIMIT: `${heapMebibytes(memoryMebibytes)}MiB` };
}

function heapMebibytes(memoryMebibytes: number): number {
  return Math.floor(memoryMebibytes * HEAP_SHARE);
}
