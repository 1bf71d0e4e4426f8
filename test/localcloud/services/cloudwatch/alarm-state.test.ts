import { type AlarmState, alarmState, type MissingData } from "../../../../localcloud/services/cloudwatch/alarm-state";

const TREATMENTS: readonly MissingData[] = ["missing", "ignore", "breaching", "notBreaching"];

/** States as AWS's tables write them, "retain" for the current one. */
type Row = readonly [points: string, ...states: readonly ("OK" | "ALARM" | "none" | "retain")[]];

/** `0` is a point within the threshold, `X` a breaching one and `-` none; the newest is on the right. */
function stateOf(points: string, of: readonly [m: number, n: number], treat: MissingData, previous?: AlarmState) {
  const range = points.split(" ").map((point) => (point === "-" ? undefined : Number(point === "X")));
  return alarmState(
    range,
    { isBreaching: (value) => value > 0, datapointsToAlarm: of[0], evaluationPeriods: of[1], treatMissingData: treat },
    previous,
  );
}

function checkRow(of: readonly [number, number], [points, ...states]: Row): void {
  TREATMENTS.forEach((treat, index) => {
    const expected = states[index] === "none" ? "INSUFFICIENT_DATA" : states[index];
    for (const previous of ["OK", "ALARM", "INSUFFICIENT_DATA"] as const) {
      const state = stateOf(points, of, treat, previous);
      expect([points, treat, previous, state]).toEqual([
        points,
        treat,
        previous,
        expected === "retain" ? previous : expected,
      ]);
    }
  });
}

describe('the tables of "Configuring how CloudWatch alarms treat missing data" (Amazon CloudWatch User Guide)', () => {
  const THREE_OF_THREE: readonly Row[] = [
    ["0 - X - X", "OK", "OK", "OK", "OK"],
    ["0 - - - -", "OK", "OK", "OK", "OK"],
    ["- - - - -", "none", "retain", "ALARM", "OK"],
    ["0 X X - X", "ALARM", "ALARM", "ALARM", "ALARM"],
    ["- - X - -", "ALARM", "retain", "ALARM", "OK"],
  ];
  const TWO_OF_THREE: readonly Row[] = [
    ["0 - X - X", "ALARM", "ALARM", "ALARM", "ALARM"],
    ["0 0 X 0 X", "ALARM", "ALARM", "ALARM", "ALARM"],
    ["0 - X - -", "OK", "OK", "ALARM", "OK"],
    ["- - - - 0", "OK", "OK", "ALARM", "OK"],
    ["- - - X -", "ALARM", "retain", "ALARM", "OK"],
  ];

  it.each(THREE_OF_THREE.map((row) => [row] as const))("3 of 3, a range of 5: %j", (row) => {
    checkRow([3, 3], row);
  });

  it.each(TWO_OF_THREE.map((row) => [row] as const))("2 of 3, a range of 5: %j", (row) => {
    checkRow([2, 3], row);
  });

  it.each(["- - - - X", "- - - X -"])("does not sound before its time: %s", (points) => {
    expect(stateOf(points, [3, 3], "missing")).not.toBe("ALARM");
  });
});

describe("an alarm", () => {
  it("takes the newest values that there are, from farther back where some are late", () => {
    expect(stateOf("0 X X X - -", [3, 3], "notBreaching")).toBe("ALARM");
    expect(stateOf("X X X 0 - -", [3, 3], "notBreaching")).toBe("OK");
  });

  it("ends with the first value that is within the threshold", () => {
    expect(stateOf("X X X X X 0", [3, 3], "notBreaching", "ALARM")).toBe("OK");
  });
});
