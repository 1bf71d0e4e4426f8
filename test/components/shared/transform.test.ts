import { transformed } from "../../../components/shared/transform";

interface ChildArgs {
  size: number;
  label?: string;
}

describe("transformed", () => {
  it("passes arguments and options on where there is no transform", () => {
    expect(transformed<ChildArgs>(undefined, "child", { size: 1 }, { protect: true })).toEqual([
      "child",
      { size: 1 },
      { protect: true },
    ]);
  });

  it("lets a partial object replace properties and leaves the rest", () => {
    expect(transformed<ChildArgs>({ label: "b" }, "child", { size: 1, label: "a" }, {})[1]).toEqual({
      size: 1,
      label: "b",
    });
  });

  it("lets a function edit arguments and options without touching the component's own", () => {
    const args: ChildArgs = { size: 1 };
    const options = {};

    const result = transformed<ChildArgs>(
      (edited, editedOptions, name) => {
        edited.label = name;
        editedOptions.protect = true;
      },
      "child",
      args,
      options,
    );

    expect(result).toEqual(["child", { size: 1, label: "child" }, { protect: true }]);
    expect(args).toEqual({ size: 1 });
    expect(options).toEqual({});
  });
});
