import { Network, type NetworkArgs } from "../../../components/network";
import { formatCidrBlock } from "../../../components/network/cidr-block";
import { parseNetworkBlock } from "../../../components/network/network-block";
import { refusals } from "../../support/deploy";

const ZONES = ["eu-central-1a", "eu-central-1b"];

async function refused(overrides: Partial<NetworkArgs>): Promise<string[]> {
  return refusals(() => new Network("web", { availabilityZones: ZONES, ...overrides }));
}

describe("Network refuses", () => {
  it.each([
    ["10.0.0.0/15", "cidrBlock: must be from /16 (what AWS allows) to /22 (what three zones need), got"],
    ["10.0.0.0/23", "cidrBlock: must be from /16"],
    ["10.0.1.0/16", 'cidrBlock: must name the first address of its block, got "10.0.1.0/16"; write "10.0.0.0/16"'],
    ["52.0.0.0/16", "cidrBlock: must lie in a private range"],
    ["172.17.0.0/16", "cidrBlock: must lie outside of 172.17.0.0/16, whose addresses hosts of containers keep"],
    ["172.17.252.0/22", "cidrBlock: must lie outside of 172.17.0.0/16"],
    ["10.0.0.0", "cidrBlock: must be an IPv4 block in CIDR notation"],
  ])("the block %s", async (cidrBlock, problem) => {
    const [reason, ...more] = await refused({ cidrBlock });

    expect(reason).toContain(problem);
    expect(reason).toContain(`"${cidrBlock}"`);
    expect(more).toEqual([]);
  });

  it.each(["172.16.0.0/16", "172.18.0.0/16", "172.31.0.0/16"])("not the block %s", (cidrBlock) => {
    expect(formatCidrBlock(parseNetworkBlock(cidrBlock))).toBe(cidrBlock);
  });

  it("tags that IAM takes for one", async () => {
    expect(await refused({ tags: { Owner: "a", owner: "b" } })).toEqual([
      'tags["owner"]: differs from "Owner" in case only, which IAM refuses; rename it',
    ]);
  });

  it.each([[0], [1], [4]])("%i zones", async (count) => {
    const availabilityZones = ["a", "b", "c", "d"].slice(0, count).map((letter) => `eu-central-1${letter}`);

    expect(await refused({ availabilityZones })).toEqual([
      `availabilityZones: must name two or three zones, so that the loss of one leaves another, got ${count}`,
    ]);
  });

  it("a zone that is listed twice", async () => {
    expect(await refused({ availabilityZones: ["eu-central-1a", "eu-central-1a"] })).toEqual([
      'availabilityZones[1]: "eu-central-1a" is listed twice; list each zone once',
    ]);
  });

  it("zones that go with the same quarter of the block", async () => {
    expect(await refused({ availabilityZones: ["us-east-1b", "us-east-1e", "us-east-1a"] })).toEqual([
      'availabilityZones[2]: "us-east-1a" has the same quarter of the network\'s addresses as "us-east-1e"; choose another zone for one of them',
    ]);
  });

  it("zones of two regions", async () => {
    expect(await refused({ availabilityZones: ["eu-central-1a", "eu-west-1b"] })).toEqual([
      'availabilityZones[1]: "eu-west-1b" is not in eu-central-1, the region of the first zone; a network lies in one region',
    ]);
  });

  it.each(["eu-central-1", "euc1-az1", "us-west-2-lax-1a", "us-iso-east-1a", "cn-north-1a", "EU-CENTRAL-1A", ""])(
    "%p, which names no zone of a commercial or GovCloud region",
    async (zone) => {
      expect(await refused({ availabilityZones: ["eu-central-1a", zone] })).toEqual([
        `availabilityZones[1]: must be the name of a zone in a commercial or GovCloud (US) region, such as "eu-central-1a", got "${zone}"; services of other partitions are named otherwise`,
      ]);
    },
  );

  it("a retention that CloudWatch Logs doesn't know", async () => {
    const unchecked: object = { flowLogRetentionDays: 100 };

    expect(await refused(unchecked)).toEqual([
      expect.stringMatching(/^flowLogRetentionDays: 100 is not a retention .*120 is the next longer one$/),
    ]);
  });

  it("services without an endpoint, and services listed twice", async () => {
    const unchecked: object = { interfaceEndpoints: ["logs", "s4", "logs"] };

    expect(await refused(unchecked)).toEqual([
      'interfaceEndpoints[1]: must be one of ecr.api, ecr.dkr, logs, secretsmanager, ssm, ssmmessages, got "s4"',
      'interfaceEndpoints[2]: "logs" is listed twice; list each service once',
    ]);
  });

  it("everything that is wrong at once", async () => {
    const problems = await refused({ cidrBlock: "8.8.8.0/24", availabilityZones: ["here"] });

    expect(problems.map((problem) => problem.split(":")[0])).toEqual([
      "cidrBlock",
      "availabilityZones",
      "availabilityZones[0]",
    ]);
  });
});
