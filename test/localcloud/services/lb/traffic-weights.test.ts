import { reweighted, weightsOf, withForward } from "../../../../localcloud/services/lb/traffic-weights";
import { LISTENER, LISTENER_RULE, NOT_FOUND } from "./balanced";

const HALVES = [
  { arn: "blue", weight: 1 },
  { arn: "green", weight: 1 },
];

describe("weightsOf", () => {
  it.each([
    ["one group", { targetGroupArn: "blue" }, [{ arn: "blue", weight: 1 }]],
    ["groups without weights", { forward: { targetGroups: [{ arn: "blue" }, { arn: "green" }] } }, HALVES],
    ["a weight of zero", { forward: { targetGroups: [{ arn: "blue", weight: 0 }] } }, [{ arn: "blue", weight: 0 }]],
    ["an answer", NOT_FOUND, []],
  ])("reads %s", (_, action, expected) => {
    expect(weightsOf(action)).toEqual(expected);
  });
});

describe("reweighted", () => {
  it("replaces the groups and keeps the rest", () => {
    const stickiness = { enabled: true, duration: 1 };
    const action = { type: "forward", order: 2, targetGroupArn: "blue", forward: { targetGroups: [], stickiness } };

    expect(reweighted(action, HALVES)).toEqual({
      type: "forward",
      order: 2,
      forward: { targetGroups: HALVES, stickiness },
    });
  });
});

describe("withForward", () => {
  it.each([
    [LISTENER_RULE, "actions"],
    [LISTENER, "defaultActions"],
  ])("changes the forward actions of %s, in %s", (type, input) => {
    const forward = { type: "forward", targetGroupArn: "blue" };
    const resource = {
      type,
      id: "1",
      region: "eu-west-1",
      urn: "",
      computed: {},
      inputs: { [input]: [NOT_FOUND, forward] },
    };

    expect(withForward(resource, () => ({ type: "forward", targetGroupArn: "green" })).inputs[input]).toEqual([
      NOT_FOUND,
      { type: "forward", targetGroupArn: "green" },
    ]);
  });
});
