import fc from "fast-check";
import {
  addressCount,
  type CidrBlock,
  CidrBlockError,
  containsBlock,
  formatCidrBlock,
  isPrivateBlock,
  overlap,
  parseCidrBlock,
  partOf,
} from "../../../components/network/cidr-block";

const blocks: fc.Arbitrary<CidrBlock> = fc
  .record({ address: fc.integer({ min: 0, max: 2 ** 32 - 1 }), prefixLength: fc.integer({ min: 0, max: 32 }) })
  .map(({ address, prefixLength }) => {
    const size = 2 ** (32 - prefixLength);
    return { firstAddress: Math.floor(address / size) * size, prefixLength };
  });

describe("parseCidrBlock", () => {
  it.each([
    ["0.0.0.0/0", 0, 0],
    ["10.0.0.0/16", 167_772_160, 16],
    ["192.168.1.128/25", 3_232_235_904, 25],
    ["255.255.255.255/32", 4_294_967_295, 32],
  ])("reads %s", (text, firstAddress, prefixLength) => {
    expect(parseCidrBlock(text)).toEqual({ firstAddress, prefixLength });
  });

  it.each([
    "",
    "10.0.0.0",
    "10.0.0/16",
    "10.0.0.0/33",
    "10.0.0.256/32",
    "10.0.0.0/16 ",
    "a.b.c.d/8",
    "::/0",
    "-1.0.0.0/8",
  ])("refuses %p, naming the value", (text) => {
    expect(() => parseCidrBlock(text)).toThrow(CidrBlockError);
    expect(() => parseCidrBlock(text)).toThrow(`got "${text}"`);
  });

  it.each([
    ["10.0.1.0/16", "10.0.0.0/16"],
    ["10.255.255.255/8", "10.0.0.0/8"],
    ["010.0.0.0/16", "10.0.0.0/16"],
    ["10.0.0.0/08", "10.0.0.0/8"],
  ])("refuses %s and proposes %s", (text, canonical) => {
    expect(() => parseCidrBlock(text)).toThrow(`got "${text}"; write "${canonical}"`);
  });

  it("reads back what formatCidrBlock writes", () => {
    fc.assert(
      fc.property(blocks, (block) => {
        expect(parseCidrBlock(formatCidrBlock(block))).toEqual(block);
      }),
    );
  });
});

describe("partOf", () => {
  it.each([
    ["10.0.0.0/16", 4, 0, "10.0.0.0/18"],
    ["10.0.0.0/16", 4, 3, "10.0.192.0/18"],
    ["192.168.0.0/22", 2, 1, "192.168.2.0/23"],
    ["10.0.0.0/16", 1, 0, "10.0.0.0/16"],
  ])("divides %s by %i: part %i is %s", (block, parts, index, expected) => {
    expect(formatCidrBlock(partOf(parseCidrBlock(block), parts, index))).toBe(expected);
  });

  it("tiles the block: every part inside, each beginning where the one before it ends", () => {
    const divisions = fc.tuple(
      blocks.filter(({ prefixLength }) => prefixLength <= 28),
      fc.constantFrom(1, 2, 4, 8, 16),
    );
    fc.assert(
      fc.property(divisions, ([block, parts]) => {
        const tiles = Array.from({ length: parts }, (_, index) => partOf(block, parts, index));
        let next = block.firstAddress;
        for (const tile of tiles) {
          expect(tile.firstAddress).toBe(next);
          expect(containsBlock(block, tile)).toBe(true);
          next += addressCount(tile);
        }
        expect(next).toBe(block.firstAddress + addressCount(block));
      }),
    );
  });
});

describe("containsBlock", () => {
  it.each([
    ["10.0.0.0/8", "10.1.0.0/16", true],
    ["10.0.0.0/16", "10.0.0.0/16", true],
    ["10.0.0.0/16", "10.0.0.0/8", false],
    ["10.0.0.0/16", "10.1.0.0/16", false],
    ["10.1.0.0/16", "10.0.255.0/24", false],
  ])("%s contains %s: %p", (outer, inner, expected) => {
    expect(containsBlock(parseCidrBlock(outer), parseCidrBlock(inner))).toBe(expected);
  });
});

describe("isPrivateBlock", () => {
  it.each(["10.0.0.0/8", "10.255.0.0/16", "172.16.0.0/12", "172.31.0.0/16", "192.168.0.0/16", "192.168.4.0/22"])(
    "%s is private",
    (text) => {
      expect(isPrivateBlock(parseCidrBlock(text))).toBe(true);
    },
  );

  it.each([
    "9.255.0.0/16",
    "11.0.0.0/16",
    "172.15.0.0/16",
    "172.32.0.0/16",
    "192.167.0.0/16",
    "0.0.0.0/0",
    "8.0.0.0/6",
  ])("%s is not", (text) => {
    expect(isPrivateBlock(parseCidrBlock(text))).toBe(false);
  });
});

describe("two blocks", () => {
  it("overlap exactly when one's first address lies in the other", () => {
    fc.assert(
      fc.property(blocks, blocks, (one, other) => {
        const holds = (outer: CidrBlock, inner: CidrBlock) =>
          inner.firstAddress >= outer.firstAddress && inner.firstAddress < outer.firstAddress + addressCount(outer);

        expect(overlap(one, other)).toBe(holds(one, other) || holds(other, one));
        expect(overlap(one, other)).toBe(overlap(other, one));
      }),
    );
  });
});
