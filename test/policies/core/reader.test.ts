import fc from "fast-check";
import { entryPath, pathSegments } from "../../../policies/core/property-path";
import { isKnownAs, isKnownUnlike, knownValue, Reader } from "../../../policies/core/reader";
import { UNKNOWN } from "../support";

/** The SDK exports it and leaves out its type. */
const { unknownCheckingProxy } = jest.requireActual<{ unknownCheckingProxy: (properties: object) => unknown }>(
  "@pulumi/policy",
);

/** A reader of properties as the SDK hands them to policies, and the paths that it reported as unknown. */
function read(properties: object): { reader: Reader; unknown: string[] } {
  const unknown: string[] = [];
  const value = unknownCheckingProxy(properties);
  return { reader: new Reader({ known: true, value }, "", (path) => unknown.push(path)), unknown };
}

const NOT_SET = { known: true, value: undefined };
const NOT_KNOWN = { known: false };

describe("Reader", () => {
  it.each([
    ["text", { a: { b: [{ c: "x" }] } }, "a.b[0].c", "x"],
    ["an entry whose name has dots", { labels: { "app.example/name": "x" } }, 'labels["app.example/name"]', "x"],
    ["a number as text", { a: 5 }, "a", "5"],
  ])("reads %s", (_, properties, path, value) => {
    expect(read(properties).reader.string(path)).toEqual({ known: true, value });
  });

  it.each(["a", "a.b", "b[0]", "c.d.e", "text.length"])("finds nothing at %s, and nothing unknown", (path) => {
    const { reader, unknown } = read({ a: null, b: [], text: "x" });

    expect(reader.string(path)).toEqual(NOT_SET);
    expect(unknown).toEqual([]);
  });

  it.each(["a", "a.b", "list[1]", "object.c", "whole[0].x"])("can't tell %s, and reports it", (path) => {
    const { reader, unknown } = read({ a: UNKNOWN, list: ["x", UNKNOWN], object: { c: UNKNOWN }, whole: UNKNOWN });

    expect(reader.string(path)).toEqual(NOT_KNOWN);
    expect(unknown).toEqual([path]);
  });

  it("reports nothing where it is silent, at the same place", () => {
    const { reader, unknown } = read({ a: { b: UNKNOWN, c: "x" } });
    const { silent } = reader.at("a");

    expect([silent.string("b"), silent.string("c"), silent.at("b").string(), silent.isMissing("b.d")]).toEqual([
      NOT_KNOWN,
      { known: true, value: "x" },
      NOT_KNOWN,
      false,
    ]);
    expect(silent.path).toBe("a");
    expect(unknown).toEqual([]);
  });

  it.each([
    [5, 5],
    ["5", 5],
    ["", undefined],
    ["five", undefined],
    [true, undefined],
  ])("reads %j as the number %s", (given, value) => {
    expect(read({ given }).reader.number("given")).toEqual({ known: true, value });
  });

  it.each([
    [true, true],
    ["true", true],
    ["false", false],
    ["yes", undefined],
    [1, undefined],
  ])("reads %j as the boolean %s", (given, value) => {
    expect(read({ given }).reader.boolean("given")).toEqual({ known: true, value });
  });

  it("reads lists whose elements are partly unknown, each for itself", () => {
    const { reader, unknown } = read({ rules: [{ port: 1 }, { port: UNKNOWN }, UNKNOWN] });

    expect(reader.each("rules").map((rule) => rule.number("port"))).toEqual([
      { known: true, value: 1 },
      NOT_KNOWN,
      NOT_KNOWN,
    ]);
    expect(unknown).toEqual(["rules[1].port", "rules[2].port"]);
  });

  it("knows a list of texts only as a whole", () => {
    const { reader } = read({ known: ["a", "b"], partly: ["a", UNKNOWN] });

    expect(reader.strings("known")).toEqual({ known: true, value: ["a", "b"] });
    expect(reader.strings("partly")).toEqual(NOT_KNOWN);
    expect(reader.strings("none")).toEqual(NOT_SET);
  });

  it("goes through entries of objects", () => {
    const { reader } = read({ labels: { a: "1", "b.c": "2", d: UNKNOWN } });

    expect(reader.entries("labels").map(([name, value]) => [name, value.path, value.string()])).toEqual([
      ["a", "labels.a", { known: true, value: "1" }],
      ["b.c", 'labels["b.c"]', { known: true, value: "2" }],
      ["d", "labels.d", NOT_KNOWN],
    ]);
  });

  it("reads documents in JSON, with paths through them", () => {
    const { reader, unknown } = read({ policy: '{"Statement":[{"Effect":"Allow"}]}', text: "{", later: UNKNOWN });
    const [statement] = reader.json("policy").each("Statement");

    expect(statement?.path).toBe("policy.Statement[0]");
    expect(statement?.string("Effect")).toEqual({ known: true, value: "Allow" });
    expect(reader.json("text").string("a")).toEqual(NOT_SET);
    expect(unknown).toEqual([]);
    expect(reader.json("later").each("Statement")).toEqual([]);
    expect(unknown).toEqual(["later.Statement"]);
  });

  it("takes a value for missing only where that is known", () => {
    const { reader, unknown } = read({ set: "x", unknown: UNKNOWN, nothing: null, object: { a: 1 } });

    expect(["set", "unknown", "object.a"].map((path) => reader.isMissing(path))).toEqual([false, false, false]);
    expect(["nothing", "other", "object.b", "other.c"].map((path) => reader.isMissing(path))).toEqual([
      true,
      true,
      true,
      true,
    ]);
    expect(unknown).toEqual([]);
    expect(reader.isMissing("unknown.a")).toBe(false);
    expect(unknown).toEqual(["unknown.a"]);
  });
});

describe("comparisons", () => {
  it.each([
    ["the same", { known: true, value: 1 } as const, true, false],
    ["another", { known: true, value: 2 } as const, false, true],
    ["not set", { known: true, value: undefined } as const, false, true],
    ["not known", { known: false } as const, false, false],
  ])("%s", (_, reading, same, other) => {
    expect([isKnownAs<number>(reading, 1), isKnownUnlike<number>(reading, 1)]).toEqual([same, other]);
  });

  it("take the provider's default for what isn't set", () => {
    const notSet = { known: true, value: undefined } as const;

    expect(isKnownAs(notSet, "ECS", "ECS")).toBe(true);
    expect(isKnownUnlike(notSet, "ECS", "ECS")).toBe(false);
  });
});

it("leads every name of an entry back to itself", () => {
  fc.assert(
    fc.property(
      fc.string({ minLength: 1 }).filter((name) => !name.includes('"')),
      (name) => {
        expect(pathSegments(`tags.${entryPath(name)}`.replace(".[", "["))).toEqual(["tags", name]);
      },
    ),
  );
});

describe("knownValue", () => {
  it.each([
    [{ known: true, value: 0 }, 0],
    [{ known: true, value: undefined }, undefined],
    [{ known: false }, undefined],
  ] as const)("gives of %j %s", (reading, value) => {
    expect(knownValue<number>(reading)).toBe(value);
  });
});
