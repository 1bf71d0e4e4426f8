import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { generatePrices } from "../../../tools/prices/generate";
import { cellsOf, readOffer } from "../../../tools/prices/offer-file";
import { pricesIn } from "../../../tools/prices/price-rows";
import { type TableFile, tableText } from "../../../tools/prices/table-file";
import { temporaryDirectory } from "../../support/temporary-directory";

/** Lines before the headings, as AWS's files have them (AWS Price List user guide). */
const PREAMBLE = [
  '"FormatVersion","v1.0"',
  '"Disclaimer","This pricing list is for informational purposes only. All prices are subject to change, and ""so on""."',
  '"Publication Date","2026-11-20T17:45:21Z"',
  '"Version","20261120174521"',
  '"OfferCode","AmazonEC2"',
];

const HEADINGS =
  '"SKU","OfferTermCode","RateCode","TermType","PriceDescription","EffectiveDate","StartingRange","EndingRange","Unit",' +
  '"PricePerUnit","Currency","Product Family","serviceCode","Instance Type","Tenancy","Operating System","Group","usageType",' +
  '"CapacityStatus","Pre Installed S/W","Volume API Name"';

interface Line {
  readonly sku: string;
  readonly usd: string;
  readonly usage: string;
  readonly unit?: string;
  readonly from?: string;
  readonly family?: string;
  readonly term?: string;
  readonly instance?: string;
  readonly system?: string;
  readonly status?: string;
  readonly group?: string;
  readonly volume?: string;
}

const PLAIN = {
  unit: "Hrs",
  from: "0",
  family: "",
  term: "OnDemand",
  instance: "",
  system: "",
  status: "",
  group: "",
  volume: "",
};

function line(given: Line): string {
  const { sku, usd, usage, unit, from, family, term, instance, system, status, group, volume } = { ...PLAIN, ...given };
  const cells = [sku, "JRTCKXETXF", `${sku}.JRTCKXETXF`, term, `$${usd} per, well, use`, "2026-11-01", from, "Inf"];
  const product = [
    unit,
    usd,
    "USD",
    family,
    "AmazonEC2",
    instance,
    "Shared",
    system,
    group,
    usage,
    status,
    "NA",
    volume,
  ];
  return [...cells, ...product].map((cell) => `"${cell}"`).join(",");
}

const LINUX = { family: "Compute Instance", instance: "m6i.large", system: "Linux", status: "Used" };

const EC2 = [
  ...PREAMBLE,
  HEADINGS,
  line({ sku: "A", usd: "0.1070000000", usage: "EU-BoxUsage:m6i.large", ...LINUX }),
  line({ sku: "A", usd: "0.0700000000", usage: "EU-BoxUsage:m6i.large", ...LINUX, term: "Reserved" }),
  line({ sku: "B", usd: "0.1990000000", usage: "EU-BoxUsage:m6i.large", ...LINUX, system: "Windows" }),
  line({
    sku: "C",
    usd: "0.1100000000",
    usage: "EU-UnusedBox:m6i.large",
    ...LINUX,
    status: "UnusedCapacityReservation",
  }),
  line({ sku: "D", usd: "0.0480000000", usage: "EU-NatGateway-Hours" }),
  line({ sku: "E", usd: "0.0480000000", usage: "EU-RegionalNatGateway-Hours" }),
  line({ sku: "F", usd: "0.0880000000", usage: "EU-EBS:VolumeUsage.gp3", volume: "gp3", unit: "GB-Mo" }),
  line({
    sku: "G",
    usd: "45.0560000000",
    usage: "EU-EBS:VolumeP-Throughput.gp3",
    volume: "gp3",
    group: "EBS Throughput",
    unit: "GiBps-mo",
  }),
];

describe("an offer file", () => {
  it("is read by its headings, with the day of its publication, on demand alone", async () => {
    const offer = await readOffer(EC2, () => true);

    expect(offer.date).toBe("2026-11-20");
    expect(offer.rows).toHaveLength(7);
    expect(offer.rows[0]).toMatchObject({ SKU: "A", "Instance Type": "m6i.large", PricePerUnit: "0.1070000000" });
  });

  it("has cells in quotes, and others", () => {
    expect(cellsOf('"a, b",c,"said ""so""",,"e"')).toEqual(["a, b", "c", 'said "so"', "", "e"]);
  });

  it("is refused where it is something else", async () => {
    await expect(readOffer(["<html>"], () => true)).rejects.toThrow("it is no offer file");
  });
});

describe("prices of a service", () => {
  it("are those of plain Linux instances that run, of volumes and of zonal NAT gateways, without the region's prefix", async () => {
    expect(pricesIn("AmazonEC2", await readOffer(EC2, () => true))).toEqual({
      "ec2.m6i.large": 0.107,
      "nat.hour": 0.048,
      "ebs.gp3.gigabyte": 0.088,
      "ebs.gp3.throughput": 0.044,
    });
  });

  it("are those of the first tier that costs something, for as many units as the table counts", async () => {
    const sqs = [
      ...PREAMBLE,
      HEADINGS,
      line({ sku: "H", usd: "0.0000003000", usage: "EU-Requests-Tier1", from: "100000000000", unit: "Requests" }),
      line({ sku: "H", usd: "0.0000004000", usage: "EU-Requests-Tier1", unit: "Requests" }),
      line({ sku: "I", usd: "0.0000000000", usage: "Global-Requests", unit: "Requests" }),
    ];
    expect(pricesIn("AWSQueueService", await readOffer(sqs, () => true))).toEqual({ "sqs.requests": 0.4 });
  });

  it("are refused where two products claim one with different prices", async () => {
    const twice = [...EC2, line({ sku: "Z", usd: "0.2000000000", usage: "EU-BoxUsage:m6i.large", ...LINUX })];
    const offer = await readOffer(twice, () => true);

    expect(() => pricesIn("AmazonEC2", offer)).toThrow("A and Z both claim ec2.m6i.large, at 0.107 and 0.2");
  });
});

describe("the generator", () => {
  const TABLE: TableFile = {
    sources: { old: { title: "an old copy", date: "2023-02-23" }, kept: { title: "a page", date: "2026-01-01" } },
    prices: { "us-east-1": { "nat.hour": [0.045, "kept"] }, "eu-west-1": { "nat.hour": [0.05, "old"] } },
  };

  function project(): { readonly root: string; table: () => TableFile } {
    const root = temporaryDirectory();
    const file = join(root, "costs", "generated", "prices.json");
    mkdirSync(join(root, "costs", "generated"), { recursive: true });
    writeFileSync(file, tableText(TABLE));
    return { root, table: () => JSON.parse(readFileSync(file, "utf8")) as TableFile };
  }

  it("replaces prices that AWS's lists have, keeps others, and drops sources that nothing has", async () => {
    const { root, table } = project();
    const empty = [...PREAMBLE, HEADINGS];
    await generatePrices(
      root,
      () => undefined,
      (url) => Promise.resolve(url.endsWith("/AmazonEC2/current/eu-west-1/index.csv") ? EC2 : empty),
    );

    expect(table().prices["us-east-1"]).toEqual({ "nat.hour": [0.045, "kept"] });
    expect(table().prices["eu-west-1"]?.["nat.hour"]).toEqual([0.048, "AmazonEC2 eu-west-1"]);
    expect(table().sources).toEqual({
      kept: TABLE.sources.kept,
      "AmazonEC2 eu-west-1": { title: "AWS's price list, AmazonEC2 in eu-west-1", date: "2026-11-20" },
    });
  });

  it("leaves the table as it is where AWS can't be reached", async () => {
    const { root, table } = project();
    const failing = () => Promise.reject(new Error("no network"));

    await expect(generatePrices(root, () => undefined, failing)).rejects.toThrow("no network");
    expect(table()).toEqual(TABLE);
  });
});
