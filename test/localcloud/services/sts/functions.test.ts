import { inLocalCloud } from "../../support";

const ZONES = "aws:index/getAvailabilityZones:getAvailabilityZones";

describe("functions of the provider", () => {
  it("tell who calls", () => {
    expect(inLocalCloud().call("aws:index/getCallerIdentity:getCallerIdentity")).toEqual({
      accountId: "123456789012",
      arn: "arn:aws:iam::123456789012:user/local-cloud",
      id: "123456789012",
      userId: expect.stringMatching(/^AIDA[A-Z]{17}$/) as string,
    });
  });

  it("tell the region and the partition", () => {
    const cloud = inLocalCloud();

    expect(cloud.call("aws:index/getRegion:getRegion")).toMatchObject({ region: "eu-west-1", id: "eu-west-1" });
    expect(cloud.call("aws:index/getPartition:getPartition")).toMatchObject({
      partition: "aws",
      dnsSuffix: "amazonaws.com",
    });
  });

  it.each([
    [{}, ["eu-west-1a", "eu-west-1b", "eu-west-1c"], ["euw1-az1", "euw1-az2", "euw1-az3"]],
    [{ state: "available", excludeNames: ["eu-west-1b"] }, ["eu-west-1a", "eu-west-1c"], ["euw1-az1", "euw1-az3"]],
    [{ excludeZoneIds: ["euw1-az1"] }, ["eu-west-1b", "eu-west-1c"], ["euw1-az2", "euw1-az3"]],
    [{ state: "impaired" }, [], []],
  ])("tell the zones for %j", (args, names, zoneIds) => {
    expect(inLocalCloud().call(ZONES, args)).toMatchObject({ names, zoneIds, id: "eu-west-1" });
  });

  it("say so where they are asked for filters, which they don't model", () => {
    expect(() => inLocalCloud().call(ZONES, { filters: [{ name: "opt-in-status", values: [] }] })).toThrow("(filters)");
  });
});
