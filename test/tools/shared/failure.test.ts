import { describeFailure } from "../../../tools/shared/failure.cjs";
import { UserError } from "../../../tools/shared/user-error";

describe("describeFailure", () => {
  it("shows what the user can mend without a stack trace", () => {
    expect(describeFailure(new UserError("Go is missing", "Install it."))).toBe("error: Go is missing\n  Install it.");
  });

  it.each([
    ["ENOSPC", "disk is full"],
    ["EROFS", "read-only"],
    ["EACCES", "Permission"],
    ["EADDRINUSE", "port"],
  ])("tells what to do about %s", (code, remedy) => {
    const text = describeFailure(Object.assign(new Error(`${code}: /somewhere`), { code }));

    expect(text).toContain(`error: ${code}: /somewhere`);
    expect(text).toContain(remedy);
    expect(text).not.toContain("    at ");
  });

  it("shows the stack trace of a defect", () => {
    expect(describeFailure(new TypeError("x is not a function"))).toContain("failure.test.ts");
  });

  it.each([["text"], [undefined], [null]])("copes with %p thrown", (thrown) => {
    expect(describeFailure(thrown)).toBe(String(thrown));
  });
});
