import { Rehearsal } from "../test/support/rehearsal";
import { measure, medianOf, type Measured } from "./measure";

const STACK = "development";

/** Services that one load balancer takes: AWS's quota is 100 target groups, our blue-green pairs take two each. */
const ROUTED_SERVICES = 50;

export interface GrowthFigures {
  readonly services: number;
  readonly resources: number;
  /** Preview of a stack in which nothing exists yet. */
  readonly preview: Measured;
}

/** Previews a new stack with ever more services. */
export async function measureGrowth(
  counts: readonly number[],
  runs: number,
  progress: (what: string) => void,
): Promise<GrowthFigures[]> {
  const figures: GrowthFigures[] = [];
  for (const services of counts) {
    progress(`${services} services`);
    figures.push(await measureServices(services, runs));
  }
  return figures;
}

async function measureServices(services: number, runs: number): Promise<GrowthFigures> {
  const rehearsal = await Rehearsal.begin();
  try {
    await rehearsal.succeed("stack", "init", STACK);
    rehearsal.configure(
      STACK,
      ["proofpix:services"],
      Array.from({ length: services }, (_, index) => service(index)),
    );
    const preview = await medianOf(runs, () => measure(rehearsal, ["preview", "--stack", STACK]));
    return { services, resources: (await rehearsal.planned(STACK)).length, preview };
  } finally {
    await rehearsal.end();
  }
}

/** The first service takes what no route does; those beyond what one load balancer serves are workers. */
function service(index: number): Record<string, unknown> {
  const name = `s${index}`;
  if (index === 0) return { name };
  return index < ROUTED_SERVICES ? { name, routing: { paths: [`/${name}/*`] } } : { name, worker: true };
}
