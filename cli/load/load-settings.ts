import {
  type LoadSettings,
  problemsOf,
  PROFILE_NAMES,
  type ProfileName,
  usualPeak,
  usualSeconds,
} from "../../localcloud/load/profiles";
import { UsageError } from "../command";
import { optionValues } from "../option-values";

/** A load as it is without options. */
const DEFAULTS = { profile: "constant", rate: 20, path: "/" } as const;

/** The command line of `load`. */
export interface LoadArguments {
  /** The load, at the speed of the environment's time. */
  readonly settingsAt: (speed: number) => LoadSettings;
  readonly path: string;
  /** What is not ours. */
  readonly others: readonly string[];
}

/**
 * Reads the options of `load`. Without a peak, one that is not below the rate is taken.
 * @throws {UsageError} with everything that is wrong.
 */
export function loadArguments(argv: readonly string[]): LoadArguments {
  const known = { profile: "value", rate: "value", peak: "value", seconds: "value", path: "value" } as const;
  const { values, others } = optionValues(argv, known);
  const rate = Number(values.rate ?? DEFAULTS.rate);
  const profile = (values.profile ?? DEFAULTS.profile) as ProfileName;
  const peak = Number(values.peak ?? usualPeak(profile, rate));
  const settingsAt = (speed: number): LoadSettings => ({
    ...{ profile, rate, peak },
    seconds: Number(values.seconds ?? usualSeconds(profile, speed)),
  });
  const path = values.path ?? DEFAULTS.path;
  const problems = [
    ...problemsOf(settingsAt(1)),
    ...(path.startsWith("/") ? [] : [`path begins with a slash, got ${path}`]),
  ];
  if (problems.length === 0) return { settingsAt, path, others };
  throw new UsageError(
    problems.map((problem) => `--${problem}`).join("; "),
    `Such as npm run load -- development --profile ${PROFILE_NAMES.join("|")} --rate 20 --peak 200 --seconds 120`,
  );
}
