import { table } from "../../../tools/shared/table";

describe("table", () => {
  it("makes columns as wide as their widest cell, and leaves nothing behind a line", () => {
    expect(
      table(
        ["id", "name"],
        [
          ["1", "a"],
          ["1000", ""],
        ],
      ),
    ).toBe("id    name\n1     a\n1000");
  });

  it("shows the headings of an empty table", () => {
    expect(table(["id", "name"], [])).toBe("id  name");
  });
});
