/** How the rate of requests changes over time. */
export type ProfileName = "constant" | "ramp" | "spike" | "daily";

/** A load that is sent. */
export interface LoadSettings {
  readonly profile: ProfileName;
  /** Requests per second at quiet times. */
  readonly rate: number;
  /** Requests per second at the busiest time; `constant` has none. */
  readonly peak: number;
  readonly seconds: number;
}

/** Some seconds at one rate. */
export interface LoadStep {
  readonly seconds: number;
  /** Requests per second. */
  readonly rate: number;
}

/** What keeps a load test from harming the machine, or whoever's address was given by mistake. */
export const MOST_REQUESTS_PER_SECOND = 5000;
export const LONGEST_SECONDS = 3600;

/** Requests per second at the peak: few, or for a spike more than a small machine can answer. */
const USUAL_PEAK = { any: 200, spike: 4000 } as const;

/** How long a load takes: two minutes, and a spike so long that alarms that wait for minutes see its peak. */
const USUAL_SECONDS = 120;
const SPIKE_MINUTES = 16;

/** Seconds of one rate, in which a changing rate is approximated. */
const STEP_SECONDS = 5;

/** The rate at a part of the whole time, from 0 to 1: as a share of the way from the quiet rate to the peak. */
const SHAPES: Readonly<Record<ProfileName, (part: number) => number>> = {
  constant: () => 0,
  ramp: (part) => part,
  /** At once to the peak for the middle half, and at once back. */
  spike: (part) => (part >= 0.25 && part < 0.75 ? 1 : 0),
  /** A day from midnight to midnight, in the time given. */
  daily: (part) => (1 - Math.cos(2 * Math.PI * part)) / 2,
};

export const PROFILE_NAMES = Object.keys(SHAPES) as ProfileName[];

/** The peak of a load for which none is given; never below its rate. */
export function usualPeak(profile: ProfileName, rate: number): number {
  return Math.max(profile === "spike" ? USUAL_PEAK.spike : USUAL_PEAK.any, rate);
}

/**
 * The length of a load for which none is given, in seconds of the machine's time.
 * @param speed how much faster the environment's time runs
 */
export function usualSeconds(profile: ProfileName, speed: number): number {
  return profile === "spike" ? Math.max(USUAL_SECONDS, Math.ceil((SPIKE_MINUTES * 60) / speed)) : USUAL_SECONDS;
}

/** The steps of a load, in order. */
export function stepsOf({ profile, rate, peak, seconds }: LoadSettings): LoadStep[] {
  const count = Math.max(1, Math.round(seconds / STEP_SECONDS));
  const length = seconds / count;
  const steps = Array.from({ length: count }, (_, index) => {
    const share = SHAPES[profile]((index + 0.5) / count);
    return { seconds: length, rate: Math.max(1, Math.round(rate + share * (peak - rate))) };
  });
  return joined(steps);
}

/** Steps of the same rate as one, since connections are opened anew for each. */
function joined(steps: readonly LoadStep[]): LoadStep[] {
  return steps.reduce<LoadStep[]>((list, step) => {
    const last = list.at(-1);
    if (last?.rate !== step.rate) return [...list, step];
    return [...list.slice(0, -1), { rate: last.rate, seconds: last.seconds + step.seconds }];
  }, []);
}

/** What is wrong with a load; empty where it can be sent. */
export function problemsOf({ profile, rate, peak, seconds }: LoadSettings): string[] {
  const rates = `a whole number of requests per second from 1 to ${MOST_REQUESTS_PER_SECOND}`;
  const lengths = `a whole number from 1 to ${LONGEST_SECONDS}`;
  return [
    unless(PROFILE_NAMES.includes(profile), `profile is one of ${PROFILE_NAMES.join(", ")}, got ${profile}`),
    unless(isWhole(rate, MOST_REQUESTS_PER_SECOND), `rate is ${rates}, got ${rate}`),
    unless(isWhole(peak, MOST_REQUESTS_PER_SECOND), `peak is ${rates}, got ${peak}`),
    unless(!(rate >= 1 && peak >= 1 && peak < rate), `peak is not below the rate of ${rate}, got ${peak}`),
    unless(isWhole(seconds, LONGEST_SECONDS), `seconds is ${lengths}, got ${seconds}`),
  ].flat();
}

function isWhole(value: number, most: number): boolean {
  return Number.isInteger(value) && value >= 1 && value <= most;
}

function unless(holds: boolean, problem: string): string[] {
  return holds ? [] : [problem];
}
