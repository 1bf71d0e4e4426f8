import { type ReactionArgs, reactionsOf } from "../../../simulation/result/reactions";

const [SECOND, MINUTE] = [1000, 60_000];

function seconds(args: Partial<ReactionArgs>): (number | undefined)[] {
  const all = { held: [], steps: [], arrivals: [], cooldownSeconds: 300, end: 120 * MINUTE, ...args };
  return reactionsOf(all).map(({ from, inServiceAt }) =>
    inServiceAt === undefined ? undefined : (inServiceAt - from) / SECOND,
  );
}

describe("reactionsOf", () => {
  const held = [{ from: 10 * MINUTE, until: 12 * MINUTE }];
  const step = { at: 11 * MINUTE + 5 * SECOND, from: 3, to: 5 };

  it("counts from the minutes that met the condition until the last of the tasks is in service (SC-12)", () => {
    const arrivals = [11 * MINUTE + 20 * SECOND, 11 * MINUTE + 40 * SECOND, 13 * MINUTE];
    expect(seconds({ held, steps: [step], arrivals })).toEqual([100]);
  });

  it("knows tasks that never come, and conditions that nobody answers", () => {
    expect(seconds({ held, steps: [step], arrivals: [12 * MINUTE] })).toEqual([undefined]);
    expect(seconds({ held: [{ from: 10 * MINUTE, until: 30 * MINUTE }] })).toEqual([undefined]);
  });

  it("asks for no answer to what ended before an alarm could know", () => {
    expect(seconds({ held })).toEqual([]);
    expect(seconds({ held: [{ from: 119 * MINUTE, until: 120 * MINUTE }] })).toEqual([]);
  });

  it("counts a condition that lasts again from the end of the cooldown", () => {
    const first = { ...step, endedAt: 12 * MINUTE };
    const second = { at: 17 * MINUTE + 5 * SECOND, from: 5, to: 7 };
    const arrivals = [11.5, 11.5, 18, 18].map((minute) => minute * MINUTE);
    const lasting = [{ from: 10 * MINUTE, until: 19 * MINUTE }];
    // The first is in service after 90 s; the second from 17:00, when the cooldown of 5 minutes is over, until 18:00.
    expect(seconds({ held: lasting, steps: [first, second], arrivals })).toEqual([90, 60]);
  });

  it("knows a condition that holds on where there may be no more tasks", () => {
    const lasting = [{ from: 10 * MINUTE, until: 40 * MINUTE }];
    const arrivals = [11.5, 11.5].map((minute) => minute * MINUTE);
    expect(seconds({ held: lasting, steps: [{ ...step, endedAt: 12 * MINUTE }], arrivals })).toEqual([90, undefined]);
  });
});
