import fc from "fast-check";

/**
 * What goes wrong while a command is carried out:
 * - `update-fails`: AWS refuses a new task definition.
 * - `rolls-back`: ECS rolls the new task definition back, and goes on with the one before.
 * - `throttled`: AWS has too many requests for a while.
 * - `claimed`: another run works on the environment.
 * - `stack-locked`: another engine holds the stack's lock.
 * - `unreachable`: AWS can't be asked, before anything has changed.
 * - `unhealthy`, `alarm`: the new revision's targets don't get healthy, or one of its alarms rings.
 * - `cancelled`: somebody presses Ctrl-C during the update.
 */
export const FAULTS = [
  ...(["update-fails", "rolls-back", "throttled", "claimed", "stack-locked"] as const),
  ...(["unreachable", "unhealthy", "alarm", "cancelled"] as const),
];
export type Fault = (typeof FAULTS)[number];

/** Releases whose tasks run, by their place, and one whose tasks end at once. */
export type Image = 0 | 1 | 2 | "broken";

/** What somebody does with an environment. */
export type Command =
  | { readonly kind: "deploy"; readonly image: Image; readonly fault?: Fault }
  | { readonly kind: "configure"; readonly level: Level; readonly fault?: Fault }
  | { readonly kind: "configure-nonsense" }
  | { readonly kind: "scale"; readonly count: number }
  | { readonly kind: "bounds"; readonly min: number; readonly max: number }
  | { readonly kind: "roll-back"; readonly steps: number; readonly isEmergency: boolean; readonly fault?: Fault };

/** A setting of the service. */
export const LEVELS = ["info", "debug", "warn"] as const;
export type Level = (typeof LEVELS)[number];

/** Most tasks that the environment allows. */
export const MOST_TASKS = 3;

/** Sequences of commands. Most commands meet no fault. */
export function sequences(faults: readonly Fault[], maxLength: number): fc.Arbitrary<Command[]> {
  return fc.array(command(faults), { minLength: 2, maxLength });
}

/** Sequences that a seed stands for: the same ones each time. */
export function sequencesOf(seed: number, count: number, faults: readonly Fault[], maxLength: number): Command[][] {
  return fc.sample(sequences(faults, maxLength), { seed, numRuns: count });
}

function command(faults: readonly Fault[]): fc.Arbitrary<Command> {
  const fault = fc.option(fc.constantFrom(...faults), { freq: 2, nil: undefined });
  const image = fc.constantFrom<Image[]>(0, 1, 2);
  const broken = fc.constant<Image>("broken");
  return fc.oneof(
    { weight: 4, arbitrary: fc.record({ kind: fc.constant("deploy" as const), image, fault }) },
    { weight: 2, arbitrary: fc.record({ kind: fc.constant("deploy" as const), image: broken }) },
    {
      weight: 2,
      arbitrary: fc.record({ kind: fc.constant("configure" as const), level: fc.constantFrom(...LEVELS), fault }),
    },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant("configure-nonsense" as const) }) },
    {
      weight: 2,
      arbitrary: fc.record({ kind: fc.constant("scale" as const), count: fc.nat({ max: MOST_TASKS + 1 }) }),
    },
    {
      weight: 2,
      arbitrary: fc.record({
        kind: fc.constant("bounds" as const),
        min: fc.integer({ min: 1, max: MOST_TASKS }),
        max: fc.integer({ min: 1, max: MOST_TASKS }),
      }),
    },
    {
      weight: 4,
      arbitrary: fc.record({
        kind: fc.constant("roll-back" as const),
        steps: fc.integer({ min: 1, max: 3 }),
        isEmergency: fc.boolean(),
        fault,
      }),
    },
  );
}

/** A sequence in one line, to read and to search for. */
export function told(commands: readonly Command[]): string {
  return commands.map(toldOne).join(", ");
}

function toldOne(command: Command): string {
  const { kind, ...others } = command;
  const values = Object.entries(others).flatMap(([name, value]) => (value === undefined ? [] : [`${name} ${value}`]));
  return [kind, ...values].join(" ");
}
