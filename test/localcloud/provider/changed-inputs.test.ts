import { changedInputs } from "../../../localcloud/provider/difference";

describe("changedInputs", () => {
  it.each([
    ["a change", { a: 1 }, { a: 1 }, { a: 2 }, { a: 2 }],
    ["an addition", {}, {}, { a: 1 }, { a: 1 }],
    ["a removal", { a: 1 }, { a: 1 }, {}, {}],
    ["a change of what somebody else changed too", { a: 9 }, { a: 1 }, { a: 2 }, { a: 2 }],
    ["a removal of what somebody else changed", { a: 9 }, { a: 1 }, {}, {}],
  ])("makes %s", (_, current, before, after, expected) => {
    expect(changedInputs(current, before, after)).toEqual(expected);
  });

  it.each([
    ["what somebody else changed", { a: 9, b: 1 }, { a: 1, b: 1 }, { a: 1, b: 2 }, { a: 9, b: 2 }],
    ["what somebody else added", { a: 9, b: 1 }, { b: 1 }, { b: 2 }, { a: 9, b: 2 }],
    ["without what somebody else removed", { b: 1 }, { a: 1, b: 1 }, { a: 1, b: 2 }, { b: 2 }],
    ["lists that are equal", { a: [9] }, { a: [{ b: 1 }] }, { a: [{ b: 1 }] }, { a: [9] }],
  ])("leaves %s", (_, current, before, after, expected) => {
    expect(changedInputs(current, before, after)).toEqual(expected);
  });
});
