import fc from "fast-check";
import { deploy } from "../../automation/pipeline/deploy";
import { type Command, FAULTS, sequences, told } from "../support/sequences/commands";
import { FakeProduct } from "../support/sequences/fake-product";
import { Model, type Settings } from "../support/sequences/model";
import { runSequence } from "../support/sequences/perform";

/** Another run takes other sequences: `SEQUENCES_SEED=1 npx jest test/automation/sequences.test.ts`. */
const SEED = Number(process.env.SEQUENCES_SEED ?? 20_261_130);
const RUNS = 200;
const MOST_COMMANDS = 8;

const FIRST: Settings = { image: 0, level: "info", min: 1, max: 3 };

/** What chance brings about seldom: a return that ECS rolls back, after which the state has to be settled. */
const RARE: Command[][] = [
  [
    { kind: "deploy", image: 1 },
    { kind: "roll-back", steps: 1, isEmergency: false, fault: "rolls-back" },
    { kind: "deploy", image: 2 },
  ],
];

describe("deployments, scalings, configurations, failures and returns in any order", () => {
  it(`leave ${RUNS} times what a model says (seed ${SEED})`, async () => {
    await fc.assert(
      fc.asyncProperty(sequences(FAULTS, MOST_COMMANDS), async (commands) => {
        const product = new FakeProduct(FIRST);
        const first = await deploy({ image: product.imageOf(0) }, product.context);
        expect([first.status, first.failure]).toEqual(["succeeded", undefined]);
        const model = new Model(FIRST, FIRST.min);

        const { differences } = await runSequence(commands, product, model, { looksOften: true });

        if (differences.length > 0) throw new Error(`${told(commands)}\n${differences.join("\n")}`);
      }),
      { seed: SEED, numRuns: RUNS, examples: RARE.map((commands): [Command[]] => [commands]) },
    );
  });
});
