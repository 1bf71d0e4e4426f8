import fc from "fast-check";
import {
  LONGEST_SECONDS,
  MOST_REQUESTS_PER_SECOND,
  problemsOf,
  PROFILE_NAMES,
  stepsOf,
  type LoadSettings,
} from "../../../localcloud/load/profiles";
import { ResponseTimes } from "../../../localcloud/load/response-times";

const SETTINGS: LoadSettings = { profile: "constant", rate: 10, peak: 100, seconds: 20 };

describe("a load profile", () => {
  it.each([
    ["constant", [{ rate: 10, seconds: 20 }]],
    [
      "ramp",
      [
        { rate: 21, seconds: 5 },
        { rate: 44, seconds: 5 },
        { rate: 66, seconds: 5 },
        { rate: 89, seconds: 5 },
      ],
    ],
    [
      "spike",
      [
        { rate: 10, seconds: 5 },
        { rate: 100, seconds: 10 },
        { rate: 10, seconds: 5 },
      ],
    ],
    [
      "daily",
      [
        { rate: 23, seconds: 5 },
        { rate: 87, seconds: 10 },
        { rate: 23, seconds: 5 },
      ],
    ],
  ] as const)("of kind %s has its steps", (profile, expected) => {
    expect(stepsOf({ ...SETTINGS, profile })).toEqual(expected);
  });

  it("lasts as long as it should, between its rate and its peak", () => {
    const anySettings = fc.record({
      profile: fc.constantFrom(...PROFILE_NAMES),
      rate: fc.integer({ min: 1, max: 1000 }),
      peak: fc.integer({ min: 1000, max: MOST_REQUESTS_PER_SECOND }),
      seconds: fc.integer({ min: 1, max: LONGEST_SECONDS }),
    });
    fc.assert(
      fc.property(anySettings, (settings) => {
        expect(problemsOf(settings)).toEqual([]);
        const steps = stepsOf(settings);
        expect(steps.reduce((sum, { seconds }) => sum + seconds, 0)).toBeCloseTo(settings.seconds);
        expect(steps.every(({ rate }) => rate >= settings.rate && rate <= settings.peak)).toBe(true);
      }),
    );
  });

  it("is refused with every problem", () => {
    const wrong = { profile: "wave" as "spike", rate: 0, peak: 5001, seconds: 3601 };
    expect(problemsOf(wrong)).toEqual([
      "profile is one of constant, ramp, spike, daily, got wave",
      "rate is a whole number of requests per second from 1 to 5000, got 0",
      "peak is a whole number of requests per second from 1 to 5000, got 5001",
      "seconds is a whole number from 1 to 3600, got 3601",
    ]);
    expect(problemsOf({ ...SETTINGS, rate: 20, peak: 10 })).toEqual(["peak is not below the rate of 20, got 10"]);
  });
});

describe("response times", () => {
  it("have the percentiles of all that were counted", () => {
    const times = new ResponseTimes();
    for (let milliseconds = 1; milliseconds <= 200; milliseconds += 1) times.add(milliseconds);
    expect([0.5, 0.95, 0.99, 1].map((part) => times.percentile(part))).toEqual([100, 190, 198, 200]);
  });

  it("are 0 where none was counted", () => {
    expect(new ResponseTimes().percentile(0.99)).toBe(0);
  });
});
