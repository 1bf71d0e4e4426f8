import { CborTime, decoded, encoded } from "../../../../localcloud/api/protocols/cbor";

/** RFC 8949, appendix A, "Examples of Encoded CBOR Data Items": values that are written as there. */
const EXAMPLES: readonly (readonly [value: unknown, hexadecimal: string])[] = [
  [0, "00"],
  [10, "0a"],
  [23, "17"],
  [24, "1818"],
  [100, "1864"],
  [1000, "1903e8"],
  [1000000, "1a000f4240"],
  [1000000000000, "1b000000e8d4a51000"],
  [-1, "20"],
  [-100, "3863"],
  [-1000, "3903e7"],
  [1.1, "fb3ff199999999999a"],
  [1.0e300, "fb7e37e43c8800759c"],
  [-4.1, "fbc010666666666666"],
  [false, "f4"],
  [true, "f5"],
  [null, "f6"],
  ["", "60"],
  ["IETF", "6449455446"],
  ["\u00fc", "62c3bc"],
  [[], "80"],
  [[1, [2, 3], [4, 5]], "8301820203820405"],
  [{}, "a0"],
  [{ a: 1, b: [2, 3] }, "a26161016162820203"],
  [Buffer.from("01020304", "hex"), "4401020304"],
  [new CborTime(1363896240500), "c1fb41d452d9ec200000"],
];

/** The same: other notations that are read. */
const READ: readonly (readonly [hexadecimal: string, value: unknown])[] = [
  ["f90000", 0],
  ["f93c00", 1],
  ["f93e00", 1.5],
  ["f97bff", 65504],
  ["f90001", 5.960464477539063e-8],
  ["f9c400", -4],
  ["f97c00", Infinity],
  ["f97e00", NaN],
  ["fa47c35000", 100000],
  ["c11a514b67b0", new CborTime(1363896240000)],
  ["5f42010243030405ff", Buffer.from("0102030405", "hex")],
  ["7f657374726561646d696e67ff", "streaming"],
  ["9f018202039f0405ffff", [1, [2, 3], [4, 5]]],
  ["bf6346756ef563416d7421ff", { Fun: true, Amt: -2 }],
];

describe("CBOR", () => {
  it.each(EXAMPLES)("writes and reads %j", (value, hexadecimal) => {
    expect(encoded(value).toString("hex")).toBe(hexadecimal);
    expect(decoded(Buffer.from(hexadecimal, "hex"))).toEqual(value);
  });

  it.each(READ)("reads %s", (hexadecimal, value) => {
    expect(decoded(Buffer.from(hexadecimal, "hex"))).toEqual(value);
  });

  it("leaves out what is undefined in a map", () => {
    expect(encoded({ a: undefined }).toString("hex")).toBe("a0");
  });

  it.each(["", "18", "6449", "0000", "ff", "1c"])("refuses %j", (hexadecimal) => {
    expect(() => decoded(Buffer.from(hexadecimal, "hex"))).toThrow(RangeError);
  });
});
