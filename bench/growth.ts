import { Rehearsal } from "../test/support/rehearsal";
import { measure, medianOf, type Measured } from "./measure";

const STACK = "development";

/**
 * How many services one load balancer can serve: AWS's quota is 100 target groups, and each of our services has two.
 */
const ROUTED_SERVICES = 50;

export interface GrowthFigures {
  readonly services: number;
  readonly resources: number;
  /** Preview of a stack in which nothing exists yet. */
  readonly preview: Measured;
}

/** Previews new stacks with more and more services. */
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

/** The first service gets the requests that match no route. Services beyond the load balancer's quota are workers. */
function service(index: number): Record<string, unknown> {
  const name = `s${index}`;
  if (index === 0) return { name };
  return index < ROUTED_SERVICES ? { name, routing: { paths: [`/${name}/*`] } } : { name, worker: true };
}
