import { UsageError } from "../command";
import { optionValues } from "../option-values";

/** Speed of a rehearsal whose waits nobody wants to watch: a minute of AWS's time passes in six seconds. */
export const DEFAULT_SPEED = 10;

/** Variable that has commands keep what is deployed and run nothing, as `--no-run` does. */
const RUN_VARIABLE = "LOCALCLOUD_RUN";

/** Whether and how what is deployed runs. */
export interface LiveOptions {
  readonly runs: boolean;
  readonly speed: number;
  /** Whether everything ends with the command. */
  readonly once: boolean;
  /** What is not ours, for Pulumi. */
  readonly others: readonly string[];
}

/**
 * Reads `--speed <factor>`, `--once` and `--no-run`.
 * @throws {UsageError} for a speed that is none.
 */
export function liveOptions(
  argv: readonly string[],
  {
    environment = process.env,
    defaultSpeed = DEFAULT_SPEED,
  }: { environment?: NodeJS.ProcessEnv; defaultSpeed?: number } = {},
): LiveOptions {
  const { values, others } = optionValues(argv, { speed: "value", once: "flag", "no-run": "flag" });
  return {
    runs: values["no-run"] === undefined && environment[RUN_VARIABLE] !== "no",
    speed: values.speed === undefined ? defaultSpeed : speedOf(values.speed),
    once: values.once !== undefined || environment.CI === "true",
    others,
  };
}

export function speedOf(given: string): number {
  const speed = Number(given);
  if (Number.isFinite(speed) && speed > 0 && speed <= 1000) return speed;
  throw new UsageError(`--speed must be a number above 0 and at most 1000, got ${given}`, "Such as --speed 10.");
}
