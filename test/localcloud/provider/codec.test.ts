import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import fc from "fast-check";
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
