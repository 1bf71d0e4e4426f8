import { measureSequences } from "../../bench/sequences";

/** Another run takes other sequences: `SEQUENCES_SEED=1 npx jest test/lifecycle/sequences.long.test.ts`. */
const SEED = Number(process.env.SEQUENCES_SEED ?? 20_261_130);
const COUNT = 3;

describe("a few randomised sequences with the real engine", () => {
  it(`end as the model says, and lose no request (seed ${SEED})`, async () => {
    const { asExpected, failures, requests, lost } = await measureSequences(
      { seed: SEED, count: COUNT },
      () => undefined,
    );

    expect(failures).toEqual([]);
    expect(asExpected).toBe(COUNT);
    expect(requests).toBeGreaterThan(0);
    expect(lost).toBe(0);
  });
});
