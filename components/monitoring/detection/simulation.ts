import type { ProbeErrors } from "./false-positives";
import { type DetectionSettings, scrapeTimeoutSeconds, windowSeconds } from "./settings";

/** What is simulated: healthy instances, each with rhythms of its own. */
export interface SimulatedTraffic extends ProbeErrors {
  /** Number of healthy instances. */
  readonly instances: number;
  /** Hours for which each is probed. */
  readonly hours: number;
  /** Whole number from which all chance comes: the same seed has the same outcome. */
  readonly seed: number;
}

/** What was counted. */
export interface SimulatedOutcome {
  /** Probes that were made. */
  readonly probes: number;
  /** Probes without an answer in time. */
  readonly failedProbes: number;
  /** Evaluations of the rule. */
  readonly evaluations: number;
  /** Evaluations that took a healthy instance for dead. */
  readonly falseEvaluations: number;
  /** Runs of false evaluations. */
  readonly falseAlerts: number;
}

/**
 * Simulates probes of healthy instances and the evaluations of the rule on dead ones, in the order in which Prometheus
 * does them: a sample has the time at which its scrape began, and is there once the scrape has ended. A probe that
 * fails takes the whole timeout, a success no time.
 */
export function simulateProbes(settings: DetectionSettings, traffic: SimulatedTraffic): SimulatedOutcome {
  const random = randomNumbers(traffic.seed);
  const outcomes = Array.from({ length: traffic.instances }, (_, index) =>
    // Each instance has another phase, so that all of them are met, rather than some by chance.
    simulateInstance(settings, traffic, random, (index + random()) / traffic.instances),
  );
  const sum = (count: (outcome: SimulatedOutcome) => number): number =>
    outcomes.reduce((total, outcome) => total + count(outcome), 0);
  return {
    probes: sum(({ probes }) => probes),
    failedProbes: sum(({ failedProbes }) => failedProbes),
    evaluations: sum(({ evaluations }) => evaluations),
    falseEvaluations: sum(({ falseEvaluations }) => falseEvaluations),
    falseAlerts: sum(({ falseAlerts }) => falseAlerts),
  };
}

function simulateInstance(
  settings: DetectionSettings,
  traffic: SimulatedTraffic,
  random: () => number,
  phase: number,
): SimulatedOutcome {
  const { probe, evaluationSeconds } = settings;
  const seconds = traffic.hours * 3600;
  const failures = failuresOf(Math.ceil(seconds / probe.intervalSeconds), traffic, random);
  const isFalse: boolean[] = [];
  for (let time = windowSeconds(settings) + phase * evaluationSeconds; time < seconds; time += evaluationSeconds) {
    isFalse.push(allFailed(failures, time, settings));
  }
  return {
    probes: failures.length,
    failedProbes: failures.filter(Boolean).length,
    evaluations: isFalse.length,
    falseEvaluations: isFalse.filter(Boolean).length,
    falseAlerts: isFalse.filter((now, index) => now && isFalse[index - 1] !== true).length,
  };
}

/** Which of an instance's probes fail, in their order; the seed decides. */
export function simulatedFailures(count: number, errors: ProbeErrors, seed: number): boolean[] {
  return failuresOf(count, errors, randomNumbers(seed));
}

function failuresOf(count: number, errors: ProbeErrors, random: () => number): boolean[] {
  const { errorRate, repeatRate = errorRate } = errors;
  // What leaves the share of failures at the error rate, however often they repeat.
  const afterSuccess = (errorRate * (1 - repeatRate)) / (1 - errorRate);
  const failures: boolean[] = [];
  let chance = errorRate;
  for (let probe = 0; probe < count; probe++) {
    const fails = random() < chance;
    failures.push(fails);
    chance = fails ? repeatRate : afterSuccess;
  }
  return failures;
}

/** Whether all samples of the window that ends at `time`, in seconds from the first probe, tell of failures. */
function allFailed(failures: readonly boolean[], time: number, settings: DetectionSettings): boolean {
  const { intervalSeconds, tries } = settings.probe;
  const first = Math.floor((time - windowSeconds(settings)) / intervalSeconds) + 1;
  const last = Math.floor(time / intervalSeconds);
  let samples = 0;
  for (let probe = Math.max(first, 0); probe <= last; probe++) {
    if (failures[probe] !== true) return false;
    if (probe * intervalSeconds + scrapeTimeoutSeconds(settings.probe) <= time) samples++;
  }
  return samples >= tries;
}

/** Numbers from 0 to 1 in a sequence that the seed decides: a linear congruence of 2^31 - 1 (Lehmer). */
function randomNumbers(seed: number): () => number {
  const modulus = 2_147_483_647;
  let state = (Math.abs(Math.trunc(seed)) % (modulus - 1)) + 1;
  return () => {
    state = (state * 48_271) % modulus;
    return (state - 1) / (modulus - 1);
  };
}
