import { tracesInMemory } from "./memory";
import type { CollectorSettings, TailSampling } from "./settings";

/** Longer than most jobs wait and take, so that they are judged together with their requests. */
export const DECISION_SECONDS = 30;

/** The processor that decides which traces are kept, with its name. */
export function samplingProcessor(settings: CollectorSettings): { readonly name: string; readonly processor: object } {
  const { sampling, memoryMebibytes } = settings;
  if (sampling.kind === "tail") return { name: "tail_sampling", processor: tailSampling(sampling, memoryMebibytes) };
  return { name: "probabilistic_sampler", processor: { sampling_percentage: sampling.percent } };
}

/** A trace is kept when one of the policies wants it. */
function tailSampling(sampling: TailSampling, memoryMebibytes: number): object {
  const { percent, slowSeconds, decisionSeconds = DECISION_SECONDS } = sampling;
  const traces = tracesInMemory(memoryMebibytes);
  return {
    decision_wait: `${decisionSeconds}s`,
    num_traces: traces,
    // Spans that come after the trace was forgotten follow what was decided, as long as it was to keep it.
    decision_cache: { sampled_cache_size: traces * 10 },
    policies: [
      { name: "errors", type: "status_code", status_code: { status_codes: ["ERROR"] } },
      { name: "slow", type: "latency", latency: { threshold_ms: Math.round(slowSeconds * 1000) } },
      { name: "share", type: "probabilistic", probabilistic: { sampling_percentage: percent } },
    ],
  };
}
