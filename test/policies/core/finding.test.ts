import { describeFinding, type Finding } from "../../../policies/core/finding";

const BASE: Finding = { property: "size", problem: "it is too small", allowed: "2 to 5", fix: "set it to 2" };

describe("describeFinding", () => {
  it.each([
    ["a number", { value: 1 }, "size is 1: it is too small; allowed: 2 to 5. Fix: set it to 2."],
    ["a text", { value: "x" }, 'size is "x": it is too small'],
    ["a list", { value: ["a", "b"] }, 'size is ["a", "b"]: it is'],
    ["no value", {}, "size is not set: it is too small"],
    ["null", { value: null }, "size is not set: it is too small"],
    ["a long text", { value: "y".repeat(500) }, `size is "${"y".repeat(99)}…: it is`],
  ])("tells %s", (_, finding, message) => {
    expect(describeFinding({ ...BASE, ...finding }).startsWith(message)).toBe(true);
  });

  it.each(["masterPassword", "environment[DB_PASSWORD].value", "auth.token", 'data["api-key"]'])(
    "keeps the value of %s to itself",
    (property) => {
      const message = describeFinding({ ...BASE, property, value: "correct-horse" });

      expect(message).toContain("has a value that is withheld here");
      expect(message).not.toContain("correct-horse");
    },
  );

  it("tells a switch whatever it is called, which is no credential", () => {
    expect(describeFinding({ ...BASE, property: "manageMasterUserPassword", value: true })).toContain("is true");
  });

  it("keeps a value to itself that the rule withholds", () => {
    expect(describeFinding({ ...BASE, value: "correct-horse", withheld: true })).not.toContain("correct-horse");
  });

  it("keeps known credentials to itself wherever they stand", () => {
    const key = `AKIA${"A".repeat(16)}`;

    expect(describeFinding({ ...BASE, value: `x ${key}`, problem: `it holds ${key}` })).not.toContain(key);
  });
});
