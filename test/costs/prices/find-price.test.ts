import { findPrice } from "../../../costs/prices/find-price";
import { regionFactor } from "../../../costs/prices/region-factor";
import { PRICE_TABLE, type PriceTable } from "../../../costs/prices/table";

const TABLE: PriceTable = {
  sources: { list: { title: "a list", date: "2026-10-02" } },
  prices: {
    "us-east-1": {
      "ec2.m5.large": [0.1, "list"],
      "ec2.c5.large": [0.08, "list"],
      "ec2.r5.large": [0.12, "list"],
      "ec2.m8g.large": [0.09, "list"],
      "nat.hour": [0.045, "list"],
    },
    "eu-west-1": {
      "ec2.m5.large": [0.11, "list"],
      "ec2.c5.large": [0.092, "list"],
      "ec2.r5.large": [0.144, "list"],
      "alb.hour": [0.0252, "list"],
    },
    everywhere: { "kms.key": [1, "list"] },
  },
};

describe("a price", () => {
  it("is the one that was read in the region, with its source and day", () => {
    const price = { key: "ec2.m5.large", usd: 0.11, basis: "listed", source: "a list", date: "2026-10-02" };
    expect(findPrice("ec2.m5.large", "eu-west-1", TABLE)).toEqual(price);
  });

  it("is the one of all regions", () => {
    expect(findPrice("kms.key", "sa-east-1", TABLE)).toMatchObject({ usd: 1, basis: "listed" });
  });

  it("follows from another size of its family", () => {
    expect(findPrice("ec2.m5.2xlarge", "eu-west-1", TABLE)).toMatchObject({ usd: 0.44, basis: "by-size" });
  });

  it("follows from US East by the median of what both regions have, and is told as such", () => {
    // 0.11 / 0.1 = 1.1; 0.092 / 0.08 = 1.15; 0.144 / 0.12 = 1.2
    expect(regionFactor(TABLE, "eu-west-1", "ec2")).toBeCloseTo(1.15, 6);
    expect(findPrice("ec2.m8g.large", "eu-west-1", TABLE)).toMatchObject({ basis: "scaled" });
    expect(findPrice("ec2.m8g.large", "eu-west-1", TABLE)?.usd).toBeCloseTo(0.09 * 1.15, 6);
  });

  it("is that of US East in a region of which the table has too little to compare", () => {
    expect(findPrice("nat.hour", "eu-west-1", TABLE)).toMatchObject({ usd: 0.045, basis: "scaled" });
    expect(findPrice("ec2.m5.large", "ap-south-1", TABLE)).toMatchObject({ usd: 0.1, basis: "scaled" });
  });

  it("follows from a region beside US East where that has none", () => {
    expect(findPrice("alb.hour", "us-east-1", TABLE)).toMatchObject({ usd: 0.0252, basis: "scaled" });
  });

  it("isn't there where no region has one, and for sizes that follow from no other", () => {
    expect(findPrice("ec2.x9z.large", "eu-west-1", TABLE)).toBeUndefined();
    expect(findPrice("ec2.m5.metal", "eu-west-1", TABLE)).toBeUndefined();
  });
});

describe("the table of prices", () => {
  const rows = Object.entries(PRICE_TABLE.prices).flatMap(([region, prices]) =>
    Object.entries(prices).map(([key, [usd, source]]) => ({ region, key, usd, source })),
  );

  it("names a dated source for each price, and uses each source", () => {
    const used = new Set(rows.map(({ source }) => source));

    expect([...used].sort()).toEqual(Object.keys(PRICE_TABLE.sources).sort());
    for (const { title, date } of Object.values(PRICE_TABLE.sources)) {
      expect(title).not.toBe("");
      expect(date).toMatch(/^20\d\d-\d\d-\d\d$/);
    }
  });

  it("has prices above nothing", () => {
    expect(rows.filter(({ usd }) => !(usd > 0 && usd < 100))).toEqual([]);
  });

  it("has no price that is far from that of the same thing in another region", () => {
    const us = PRICE_TABLE.prices["us-east-1"] ?? {};
    const far = rows.filter(({ key, usd }) => {
      const other = us[key]?.[0];
      return other !== undefined && Math.abs(usd / other - 1) > 0.25;
    });

    expect(far).toEqual([]);
  });

  it("has sizes of a family whose prices are in proportion, but for the list's rounding", () => {
    const out = rows.filter(({ region, key, usd }) => {
      if (!/^(ec2|rds\.postgresql|elasticache)/.test(key)) return false;
      const sizes: PriceTable["prices"] = { [region]: without(PRICE_TABLE.prices[region] ?? {}, key) };
      const other = findPrice(key, region, { ...PRICE_TABLE, prices: sizes });
      return other?.basis === "by-size" && Math.abs(other.usd / usd - 1) > 0.08;
    });

    expect(out).toEqual([]);
  });
});

function without<T>(rows: Readonly<Record<string, T>>, key: string): Record<string, T> {
  return Object.fromEntries(Object.entries(rows).filter(([other]) => other !== key));
}
