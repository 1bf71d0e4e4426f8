import { requireWithinBounds } from "../../../automation/scaling/count";
import { within } from "../../../automation/scaling/set-bounds";
import { textWithBounds } from "../../../automation/scaling/bounds-text";
import { problemOf } from "../support/problem-of";

const SERVICE = { name: "enterprise", bounds: { minInstances: 2, maxInstances: 5 } };

describe("requireWithinBounds", () => {
  it.each([2, 3, 5])("takes %s of 2 to 5", (count) => {
    expect(() => {
      requireWithinBounds(count, SERVICE, { minCapacity: 2, maxCapacity: 5 });
    }).not.toThrow();
  });

  it.each([
    [1, "Change its bounds first: --min 1, which is deployed."],
    [6, "Change its bounds first: --max 6, which is deployed."],
  ])("refuses %s, and says how the bounds are changed", (count, nextStep) => {
    expect(
      problemOf(() => {
        requireWithinBounds(count, SERVICE, undefined);
      }),
    ).toMatchObject({
      code: "out-of-bounds",
      isRefusal: true,
      message: `enterprise has 2 to 5 instances, and ${count} were asked for`,
      nextStep,
    });
  });

  it("refuses what a schedule keeps from it, between the service's own bounds", () => {
    const { code, message } = problemOf(() => {
      requireWithinBounds(2, SERVICE, { minCapacity: 4, maxCapacity: 5 });
    });

    expect(code).toBe("out-of-bounds");
    expect(message).toContain("between 4 and 5");
  });
});

describe("within", () => {
  it.each([
    [1, 2],
    [2, 2],
    [4, 4],
    [9, 5],
  ])("brings %s to %s", (count, expected) => {
    expect(within(count, SERVICE)).toBe(expected);
  });
});

describe("textWithBounds", () => {
  const text = [
    "config:",
    "  proofpix:services:",
    "    - name: enterprise # the product",
    "    - name: worker",
    "      scaling:",
    "        maxInstances: 10",
    "",
  ].join("\n");

  it("changes one bound of one service", () => {
    expect(textWithBounds(text, "worker", { maxInstances: 12 })).toBe(text.replace("10", "12"));
  });

  it("adds bounds to a service that has none of its own", () => {
    expect(textWithBounds(text, "enterprise", { minInstances: 2, maxInstances: 4 })).toBe(
      text.replace(
        "    - name: enterprise # the product\n",
        "    - name: enterprise # the product\n      scaling:\n        minInstances: 2\n        maxInstances: 4\n",
      ),
    );
  });

  it("writes the service of the default where the file lists none", () => {
    expect(textWithBounds("config:\n  proofpix:image: x\n", "enterprise", { maxInstances: 4 })).toBe(
      "config:\n  proofpix:image: x\n  proofpix:services:\n    - name: enterprise\n      scaling:\n        maxInstances: 4\n",
    );
  });

  it("refuses a service that the file doesn't list, and leaves the others alone", () => {
    expect(problemOf(() => textWithBounds(text, "gone", { maxInstances: 4 }))).toMatchObject({
      code: "no-such-deployment",
    });
  });
});
