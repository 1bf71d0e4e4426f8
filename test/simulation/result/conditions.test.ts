import { heldIn } from "../../../simulation/result/conditions";

const MINUTE = 60_000;

/** Minutes at which a condition began and ended to hold, where values above 70 are breaching. */
function held(
  points: readonly (number | undefined)[],
  evaluationPeriods: number,
  datapointsToAlarm = evaluationPeriods,
) {
  const limits = { isBreaching: (value: number) => value > 70, evaluationPeriods, datapointsToAlarm };
  return heldIn(points, limits, 0, MINUTE).map(({ from, until }) => [from / MINUTE, until / MINUTE]);
}

describe("heldIn", () => {
  it.each([
    ["two minutes in a row above it (SC-1)", [50, 80, 80, 50], 2, 2, [[3, 3]]],
    ["as long as each window is full", [80, 80, 80, 80, 50], 2, 2, [[2, 4]]],
    ["not for single minutes", [80, 50, 80, 50], 2, 2, []],
    ["not at the threshold itself", [70, 70, 70], 2, 2, []],
    ["not over a minute without a value", [80, undefined, 80], 2, 2, []],
    ["by M of N", [80, 50, 80, 50, 50], 3, 2, [[3, 3]]],
    [
      "twice, where it ends between",
      [80, 80, 50, 50, 80, 80],
      2,
      2,
      [
        [2, 2],
        [6, 6],
      ],
    ],
  ])("holds for %s", (_, points, periods, datapoints, expected) => {
    expect(held(points, periods, datapoints)).toEqual(expected);
  });
});
