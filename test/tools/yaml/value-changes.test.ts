import fc from "fast-check";
import { parseDocument, stringify } from "yaml";
import { valueChanges } from "../../../tools/yaml/value-changes";

describe("valueChanges", () => {
  it.each([
    ["nothing between equal values", { a: [1, { b: 2 }] }, { a: [1, { b: 2 }] }, []],
    ["a whole value of another kind", { a: 1 }, [1], [{ path: [], value: [1] }]],
    ["one value deep inside", { a: [{ b: 1, c: 2 }] }, { a: [{ b: 1, c: 3 }] }, [{ path: ["a", 0, "c"], value: 3 }]],
    ["a number in the place of its text", { a: "1" }, { a: 1 }, [{ path: ["a"], value: 1 }]],
    ["text that looks like a number where it was text", { a: "1" }, { a: "2" }, [{ path: ["a"], value: "2" }]],
    ["a removed key", { a: { b: 1, c: 2 } }, { a: { c: 2 } }, [{ path: ["a", "b"], value: undefined }]],
    [
      "removed places from the end",
      [1, 2, 3],
      [1],
      [
        { path: [2], value: undefined },
        { path: [1], value: undefined },
      ],
    ],
    [
      "added places from the front",
      [1],
      [1, 2, 3],
      [
        { path: [1], value: 2 },
        { path: [2], value: 3 },
      ],
    ],
  ])("finds %s", (_, before, after, changes) => {
    expect(valueChanges(before, after)).toEqual(changes);
  });

  it("leads from any value to any other", () => {
    const value = fc.dictionary(fc.constantFrom("a", "b", "c"), fc.jsonValue({ maxDepth: 3 }));
    fc.assert(
      fc.property(value, value, (before, after) => {
        const document = parseDocument(stringify({ root: before }));
        for (const { path, value: wanted } of valueChanges(before, after)) {
          if (wanted === undefined) document.deleteIn(["root", ...path]);
          else document.setIn(["root", ...path], wanted);
        }
        expect((document.toJS() as { root: unknown }).root).toEqual(after);
      }),
    );
  });
});
