import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import fc from "fast-check";
import { isUnknown, opened, secret, UNKNOWN } from "../../../localcloud/model/pulumi-values";
import { decode, encode } from "../../../localcloud/provider/codec";

describe("encode and decode", () => {
  it("carry every JSON object", () => {
    const properties = fc.dictionary(fc.string(), fc.jsonValue());
    // A key that JavaScript's objects can't hold as any other, and that no resource has.
    const storable = properties.filter((each) => !JSON.stringify(each).includes("__proto__"));
    fc.assert(
      fc.property(storable, (each) => {
        expect(decode(encode(each))).toEqual({ ...each });
      }),
    );
  });

  it("leave out what is absent, at any depth", () => {
    expect(decode(encode({ a: undefined, b: { c: undefined, d: [{ e: undefined, f: null }] } }))).toEqual({
      b: { d: [{ f: null }] },
    });
  });

  it("take nothing for an empty object", () => {
    expect(decode(undefined)).toEqual({});
    expect(decode(new Struct())).toEqual({});
  });
});

describe("secrets", () => {
  it("are opened at any depth", () => {
    expect(opened({ a: secret("hush"), b: [{ c: secret("hush") }], d: 1 })).toEqual({
      a: "hush",
      b: [{ c: "hush" }],
      d: 1,
    });
  });
});

describe("isUnknown", () => {
  it.each([
    [UNKNOWN, true],
    [{ a: [{ b: UNKNOWN }] }, true],
    [{ a: ["known", 1, null] }, false],
    ["", false],
  ])("tells of %j: %s", (value, unknown) => {
    expect(isUnknown(value)).toBe(unknown);
  });
});
