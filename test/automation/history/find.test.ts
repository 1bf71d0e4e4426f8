import { findRelease } from "../../../automation/history/find";
import { mergedHistory } from "../../../automation/history/merge";
import { nameOf } from "../../../automation/history/release";
import { record, update } from "../support/history-samples";
import { problemOf } from "../support/problem-of";

const [FIRST, SECOND] = ["20261101-120100-0abc", "20261101-120500-1def"] as const;

const RELEASES = mergedHistory(
  [record({ id: SECOND, updateVersion: 5 }), record({ id: FIRST, updateVersion: 1 })],
  [update({ version: 5 }), update({ version: 3 }), update({ version: 1 })],
);

describe("findRelease", () => {
  it.each([
    ["its id", FIRST, FIRST],
    ["the end of its id", "0abc", FIRST],
    ["the beginning of its id", "20261101-1205", SECOND],
    ["the number of its update", "5", SECOND],
    ["the number of a plain update", "#3", "update 3"],
    ["the name of a plain update", "update 3", "update 3"],
    ["latest", "latest", SECOND],
  ])("finds a release by %s", (_by, name, found) => {
    expect(nameOf(findRelease(RELEASES, name))).toBe(found);
  });

  it("refuses a part that several ids have, naming them", () => {
    expect(problemOf(() => findRelease(RELEASES, "20261101"))).toMatchObject({
      code: "no-such-deployment",
      isRefusal: true,
      message: `"20261101" may mean several deployments: ${SECOND}, ${FIRST}`,
    });
  });

  it("refuses a name that nothing has, naming the newest", () => {
    expect(problemOf(() => findRelease(RELEASES, "9"))).toMatchObject({
      message: 'there is no deployment "9"',
      nextStep: `The newest are ${SECOND}, update 3, ${FIRST}; the history lists all.`,
    });
  });

  it("says so where nothing was deployed", () => {
    expect(problemOf(() => findRelease([], "latest"))).toMatchObject({ nextStep: "Nothing was deployed yet." });
  });
});
