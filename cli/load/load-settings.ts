import { type LoadSettings, problemsOf, PROFILE_NAMES, type ProfileName } from "../../localcloud/load/profiles";
import { UsageError } from "../command";
import { optionValues } from "../option-values";

/** A load as it is without options. */
const DEFAULTS = { profile: "constant", rate: 20, peak: 200, seconds: 120, path: "/" } as const;

/** The command line of `load`. */
export interface LoadArguments {
  readonly settings: LoadSettings;
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
  const settings: LoadSettings = {
    profile: (values.profile ?? DEFAULTS.profile) as ProfileName,
    rate,
    peak: Number(values.peak ?? Math.max(DEFAULTS.peak, rate)),
    seconds: Number(values.seconds ?? DEFAULTS.seconds),
  };
  const path = values.path ?? DEFAULTS.path;
  const problems = [
    ...problemsOf(settings),
    ...(path.startsWith("/") ? [] : [`path begins with a slash, got ${path}`]),
  ];
  if (problems.length === 0) return { settings, path, others };
  throw new UsageError(
    problems.map((problem) => `--${problem}`).join("; "),
    `Such as npm run load -- development --profile ${PROFILE_NAMES.join("|")} --rate 20 --peak 200 --seconds 120`,
  );
}
