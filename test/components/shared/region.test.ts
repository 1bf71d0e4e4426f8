import { AVAILABILITY_ZONE, partitionOf, REGION, regionOfZone } from "../../../components/shared/region";

describe("a region", () => {
  it.each([
    ["eu-central-1", "aws"],
    ["us-east-1", "aws"],
    ["ap-southeast-7", "aws"],
    ["us-gov-west-1", "aws-us-gov"],
    ["us-gov-east-1", "aws-us-gov"],
  ])("may be %s, of the partition %s", (region, partition) => {
    expect(region).toMatch(REGION);
    expect(partitionOf(region)).toBe(partition);
  });

  it.each([
    "cn-north-1",
    "cn-northwest-1",
    "eusc-de-east-1",
    "us-iso-east-1",
    "us-isob-west-1",
    "eu-isoe-west-1",
    "us-isof-south-1",
    "us-gov-1",
    "eu-central-1a",
    "europe",
    "",
  ])("can't be %j", (region) => {
    expect(region).not.toMatch(REGION);
  });
});

describe("an availability zone", () => {
  it.each([
    ["eu-central-1a", "eu-central-1"],
    ["us-gov-west-1c", "us-gov-west-1"],
  ])("may be %s, of %s", (zone, region) => {
    expect(zone).toMatch(AVAILABILITY_ZONE);
    expect(regionOfZone(zone)).toBe(region);
  });

  it.each(["eu-central-1", "euc1-az1", "us-west-2-lax-1a", "us-east-1-wl1-bos-wlz-1", "cn-north-1a", "EU-CENTRAL-1A"])(
    "can't be %j",
    (zone) => {
      expect(zone).not.toMatch(AVAILABILITY_ZONE);
    },
  );
});
