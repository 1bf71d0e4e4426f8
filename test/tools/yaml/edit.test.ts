import fc from "fast-check";
import { parse } from "yaml";
import { edited } from "../../../tools/yaml/edit";
import { oddFile } from "./odd-yaml";

type Path = readonly (string | number)[];

function after(text: string, path: Path, value: unknown): string | undefined {
  return edited(text, [{ path, value }]);
}

const ODD = `# head
x-all:   &all {Team: a}   # shared

config:   # the keys
    a:one:   1     # ENV-1


    a:two: 'it''s'
    a:flow: {a: 1,b:   [x,y ] , c: 2}  # flow
    a:text: |
      one
      two

    a:list:
    -   name: x   # first
        cpu: "1"

        # of memory
        memory: 2Gi
    - name: y
    - {name: z}
    # below the list
    a:empty:
    a:tags: # whose
        <<: *all
        Owner: platform   # us
        # the last word
# foot
`;

describe("edited", () => {
  it.each<[what: string, path: Path, value: unknown, from: string, to: string]>([
    ["a number", ["config", "a:one"], 2, "a:one:   1     #", "a:one:   2     #"],
    ["a text in its quotes", ["config", "a:two"], "that's", "'it''s'", "'that''s'"],
    ["a text that needs quotes", ["config", "a:one"], "07:30", "  1     #", '  "07:30"     #'],
    ["a value in a flow", ["config", "a:flow", "b", 0], "z", "[x,y ]", "[z,y ]"],
    ["a new value in a flow", ["config", "a:flow", "d"], [3], "c: 2}", "c: 2, d: [3]}"],
    ["a value less in a flow", ["config", "a:flow", "b"], undefined, ",b:   [x,y ] ,", " ,"],
    ["the first value less in a flow", ["config", "a:flow", "a"], undefined, "{a: 1,b", "{b"],
    ["a value in a list", ["config", "a:list", 0, "memory"], "4Gi", "2Gi", "4Gi"],
    [
      "a list's first key less",
      ["config", "a:list", 0, "name"],
      undefined,
      "  name: x   # first\n        cpu",
      "  cpu",
    ],
    ["a list's entry less", ["config", "a:list", 1], undefined, "    - name: y\n", ""],
    ["a list's entry more", ["config", "a:list", 3], { name: "w" }, "{name: z}\n", "{name: z}\n    - name: w\n"],
    ["a value that was empty", ["config", "a:empty"], 3, "a:empty:", "a:empty: 3"],
    ["a group that was empty", ["config", "a:empty", "b"], 3, "a:empty:", "a:empty:\n      b: 3"],
    ["a group for a text", ["config", "a:two"], { b: 1 }, " 'it''s'", "\n      b: 1"],
    [
      "a text for a group",
      ["config", "a:tags"],
      "no",
      ": # whose\n        <<: *all\n        Owner: platform   # us",
      ': "no" # whose   # us',
    ],
    ["a text of lines", ["config", "a:text"], "one", "|\n      one\n      two\n", "one\n"],
    ["a key less", ["config", "a:one"], undefined, "    a:one:   1     # ENV-1\n", ""],
    ["a group less", ["config", "a:tags", "Owner"], undefined, "        Owner: platform   # us\n", ""],
    ["a key more", ["config", "a:new"], { b: [true] }, "# us\n", "# us\n    a:new:\n      b:\n        - true\n"],
    ["a key of its own", ["other"], "x", "# us\n", "# us\nother: x\n"],
  ])("sets %s and leaves every other character", (_, path, value, from, to) => {
    expect(ODD).toContain(from);
    expect(after(ODD, path, value)).toBe(ODD.replace(from, () => to));
  });

  it.each<[what: string, path: Path, value: unknown]>([
    ["what an alias repeats", ["x-all", "Team"], "b"],
    ["what a merge key adds", ["config", "a:tags", "<<", "Team"], "b"],
  ])("doesn't touch %s", (_, path, value) => {
    expect(after(ODD, path, value)).toBeUndefined();
  });

  it.each([
    ["", "config:\n  a: 1\n"],
    ["config:", "config:\n  a: 1"],
    ["config: {}\n", "config: { a: 1 }\n"],
    ["# only a comment\n", "# only a comment\nconfig:\n  a: 1\n"],
    ["config:\n  b: 2", "config:\n  b: 2\n  a: 1\n"],
    ["config:\r\n    b: 2\r\n", "config:\r\n    b: 2\r\n    a: 1\r\n"],
    ["config: [\n", undefined],
    ["config: {}\n---\nconfig: {}\n", undefined],
  ])("adds the first key to %j", (text, expected) => {
    expect(after(text, ["config", "a"], 1)).toBe(expected);
  });

  it.each([
    [["config", "a"], "config:\n  a: 1 # one\n", "config: {} # one\n"],
    [["config", "a", 0], "config:\n  a:\n    - 1\n", "config:\n  a: []\n"],
    [["config", "b"], "config:\n  a: 1\n", "config:\n  a: 1\n"],
  ])("removes %j from %j", (path, text, expected) => {
    expect(after(text, path, undefined)).toBe(expected);
  });

  it("writes texts so that every reader takes them for texts", () => {
    const awkward = [
      "yes",
      "NO",
      "~",
      "null",
      "010",
      "0o17",
      "1_000",
      "2026-01-02",
      "12:30",
      "1e3",
      "",
      " a",
      "a: b",
      "#",
      "- a",
      "é\n",
    ];
    for (const value of awkward) {
      const text = after("config:\n  a: b\n", ["config", "a"], value) ?? "";
      for (const version of ["1.1", "1.2"] as const) expect(parse(text, { version })).toEqual({ config: { a: value } });
    }
  });

  it("sets one value in any file, however it is written, and leaves every other line", () => {
    fc.assert(
      fc.property(oddFile(), fc.nat(), fc.constantFrom("7", "x y", "yes"), (file, which, value) => {
        const { path, line } = file.scalars[which % file.scalars.length] ?? { path: [], line: 0 };
        const text = after(file.text, path, value);

        expect(text).toBeDefined();
        expect(otherLines(text ?? "", line)).toEqual(otherLines(file.text, line));
        expect(valueAt(text ?? "", path)).toBe(value);
      }),
      { numRuns: 100 },
    );
  });

  it("adds and removes a key in any file, and leaves every other line", () => {
    fc.assert(
      fc.property(oddFile(), (file) => {
        const added = after(file.text, ["config", "z:new"], { b: [1, { c: "x" }] });
        expect(added).toBeDefined();
        expect(isSubsequence(linesOf(file.text), linesOf(added ?? ""))).toBe(true);
        expect(valueAt(added ?? "", ["config", "z:new"])).toEqual({ b: [1, { c: "x" }] });

        const removed = after(added ?? "", ["config", "z:new"], undefined);
        expect(linesOf(removed ?? "")).toEqual(linesOf(file.text));
      }),
      { numRuns: 100 },
    );
  });
});

function linesOf(text: string): string[] {
  return text.split("\n").filter((line, index, all) => line !== "" || index < all.length - 1);
}

function otherLines(text: string, line: number): string[] {
  return text.split("\n").filter((_, index) => index !== line);
}

function isSubsequence(part: readonly string[], whole: readonly string[]): boolean {
  let place = 0;
  for (const line of whole) if (line === part[place]) place += 1;
  return place === part.length;
}

function valueAt(text: string, path: Path): unknown {
  return path.reduce<unknown>((value, segment) => (value as Record<string | number, unknown>)[segment], parse(text));
}
