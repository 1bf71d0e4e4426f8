import { describeRules, inLocalCloud, itRefuses } from "../../support";
import { exampleZone, RECORD, ZONE } from "./zones";

const GET_ZONE = "aws:route53/getZone:getZone";
const TEXT = { name: "www", type: "TXT", ttl: 60, records: ["hello"] };

describeRules(ZONE, () => ({ inputs: { name: "example.com" } }), [
  ["an empty label", { name: "example..com" }, { name: "example.com." }, "InvalidDomainName", "'example..com' (name)"],
  ["a label that ends with a dash", { name: "a-.com" }, { name: "a-b.com" }, "InvalidDomainName", "'a-.com'"],
]);

itRefuses(
  "to delete a zone with records",
  (cloud) => {
    const zone = exampleZone(cloud);
    const record = cloud.create(RECORD, { zoneId: zone.id, ...TEXT });
    return {
      violation: () => {
        cloud.delete(zone);
      },
      neighbour: () => {
        cloud.delete(record);
        cloud.delete(zone);
      },
    };
  },
  "HostedZoneNotEmpty",
  "(forceDestroy)",
);

describe("a hosted zone", () => {
  it("has four name servers", () => {
    const cloud = inLocalCloud();
    const zone = cloud.create(ZONE, { name: "Example.com." });
    const { arn, name, nameServers, primaryNameServer, zoneId } = cloud.outputs(zone);

    expect({ arn, name, zoneId }).toEqual({
      arn: `arn:aws:route53:::hostedzone/${zone.id}`,
      name: "example.com",
      zoneId: zone.id,
    });
    expect(nameServers).toHaveLength(4);
    expect(nameServers).toContain(primaryNameServer);
  });

  it("is deleted with its records where forceDestroy says so", () => {
    const cloud = inLocalCloud();
    const zone = cloud.create(ZONE, { name: "example.com", forceDestroy: true });
    cloud.create(RECORD, { zoneId: zone.id, ...TEXT });
    cloud.delete(zone);

    expect(cloud.cloud.state.ofType(RECORD)).toEqual([]);
  });

  it("that is private is not modelled", () => {
    const inputs = { name: "example.com", vpcs: [{ vpcId: "vpc-1" }] };

    expect(() => inLocalCloud().create(ZONE, inputs)).toThrow("doesn't model");
  });
});

describe(GET_ZONE, () => {
  it.each([["example.com"], ["example.com."], ["EXAMPLE.com"]])("finds a zone by the name %s", (name) => {
    const cloud = inLocalCloud();
    const zone = exampleZone(cloud);
    cloud.create(ZONE, { name: "www.example.com" });
    cloud.create(RECORD, { zoneId: zone.id, ...TEXT });

    expect(cloud.call(GET_ZONE, { name })).toMatchObject({
      id: zone.id,
      zoneId: zone.id,
      arn: zone.computed.arn,
      name: "example.com",
      nameServers: zone.computed.nameServers,
      privateZone: false,
      resourceRecordSetCount: 3,
    });
  });

  it("finds a zone by its id", () => {
    const cloud = inLocalCloud();
    const { id } = exampleZone(cloud);

    expect(cloud.call(GET_ZONE, { zoneId: id }).name).toBe("example.com");
  });

  it("tells zones of one name apart by their tags", () => {
    const cloud = inLocalCloud();
    exampleZone(cloud);
    const { id } = cloud.create(ZONE, { name: "example.com", tags: { stage: "live", team: "web" } });

    expect(cloud.call(GET_ZONE, { name: "example.com", tags: { stage: "live" } }).zoneId).toBe(id);
    expect(() => cloud.call(GET_ZONE, { name: "example.com" })).toThrow("multiple Route 53 Hosted Zones matched");
  });

  it.each([
    [
      "of another name",
      { name: "example.org" },
      /^.*no matching Route 53 Hosted Zone found: example\.org; .*a file of --seeds lists.* \(name, zoneId\)/,
    ],
    ["with another id", { zoneId: "Z1" }, "no matching Route 53 Hosted Zone found: Z1"],
    ["that is private", { name: "example.com", privateZone: true }, "no matching Route 53 Hosted Zone found"],
    ["by name and id", { name: "example.com", zoneId: "Z1" }, "only one of `zone_id` or `name` may be set"],
  ])("finds no zone %s", (_, args, words) => {
    const cloud = inLocalCloud();
    exampleZone(cloud);

    expect(() => cloud.call(GET_ZONE, args)).toThrow(words);
  });
});
