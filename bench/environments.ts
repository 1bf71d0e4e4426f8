import { Rehearsal } from "../test/support/rehearsal";
import { measure, medianOf, type Measured } from "./measure";

const ENVIRONMENTS = ["development", "staging", "production"] as const;

export interface EnvironmentFigures {
  readonly environment: string;
  readonly resources: number;
  readonly firstUp: Measured;
  readonly preview: Measured;
  readonly unchangedUp: Measured;
}

/** Deploys each environment into a fresh local cloud and measures it there. */
export async function measureEnvironments(
  runs: number,
  progress: (what: string) => void,
): Promise<EnvironmentFigures[]> {
  const rehearsal = await Rehearsal.begin();
  try {
    const figures: EnvironmentFigures[] = [];
    for (const environment of ENVIRONMENTS) {
      progress(environment);
      figures.push(await measureEnvironment(rehearsal, environment, runs));
    }
    return figures;
  } finally {
    await rehearsal.end();
  }
}

async function measureEnvironment(
  rehearsal: Rehearsal,
  environment: string,
  runs: number,
): Promise<EnvironmentFigures> {
  await rehearsal.succeed("stack", "init", environment);
  const up = ["up", "--yes", "--skip-preview", "--stack", environment];
  return {
    environment,
    firstUp: await measure(rehearsal, up),
    resources: (await rehearsal.held(environment)).length,
    preview: await medianOf(runs, () => measure(rehearsal, ["preview", "--stack", environment])),
    unchangedUp: await medianOf(runs, () => measure(rehearsal, up)),
  };
}
