import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { type PlannedStep, Rehearsal } from "../support/rehearsal";

const STACK = "shop";
const GUEST = "guest";

/** Steps as `create Subnet shop-vpc-isolated-1`. */
function told(steps: readonly PlannedStep[]): string[] {
  return steps
    .map(({ op, urn }) => `${op} ${urn.split("::").at(-2)?.split(":").at(-1) ?? ""} ${urn.split("::").at(-1) ?? ""}`)
    .sort();
}

/** What a change of isolated subnets touches on a running network, with the real engine. The tests go on from each other. */
describe("a running network", () => {
  let rehearsal: Rehearsal;
  let begun: readonly string[];

  beforeAll(async () => {
    rehearsal = await Rehearsal.begin({ program: "network" });
    for (const stack of [STACK, GUEST]) {
      writeFileSync(join(rehearsal.paths.project, `Pulumi.${stack}.yaml`), "config:\n  aws:region: us-east-1\n");
      await rehearsal.succeed("stack", "init", stack);
    }
    configure({});
    await rehearsal.deploy(STACK);
    begun = await held();
  });

  afterAll(async () => {
    await rehearsal.end();
  });

  function configure(network: object): void {
    rehearsal.configure(STACK, ["proofpix:network"], network);
  }

  /** Has another stack use the network, by its id. */
  async function visit(args: object): Promise<void> {
    const vpcId = (await rehearsal.held(STACK)).find(({ type }) => type === "aws:ec2/vpc:Vpc")?.id;
    rehearsal.configure(GUEST, ["proofpix:existing"], { vpcId, ...args });
  }

  /** What AWS calls each resource: anew after a replacement. */
  async function held(): Promise<string[]> {
    return (await rehearsal.held(STACK)).map(({ type, id }) => `${type} ${id}`).sort();
  }

  it("is found by another stack, which it lets in", async () => {
    await visit({});
    expect(told(await rehearsal.steps(GUEST))).toEqual([
      "create ExistingNetwork others",
      "create SecurityGroup guest",
      "create Stack proofpix-guest",
      "create SubnetGroup guest",
    ]);
    expect(await rehearsal.planned(GUEST)).toEqual([]);
  });

  it("gets isolated subnets, and nothing else of it changes", async () => {
    configure({ isolatedSubnets: true });

    expect(told(await rehearsal.steps(STACK))).toEqual(
      ["RouteTable", "RouteTableAssociation", "Subnet"].flatMap((type) => [
        `create ${type} shop-vpc-isolated-1`,
        `create ${type} shop-vpc-isolated-2`,
      ]),
    );
    expect(await held()).toEqual(expect.arrayContaining([...begun]));
    expect(await rehearsal.planned(STACK)).toEqual([]);
  });

  it("is for the other stack what it was", async () => {
    expect(await rehearsal.planned(GUEST)).toEqual([]);
  });

  it("is refused by the other stack for all that it lacks, before anything changes", async () => {
    await visit({ minimumFreeAddresses: 5000 });
    const { code, output } = await rehearsal.up(GUEST);

    expect(code).not.toBe(0);
    expect(output).toContain('Invalid arguments for ExistingNetwork "others" (2 problems):');
    const few = output.match(/publicSubnetIds: "subnet-\w+" has \d+ free addresses, fewer than 5000/g);
    expect(new Set(few).size).toBe(2);
    expect(output).not.toMatch(/ {4}at |error serializing/);
  });

  it("isn't found under another id, which the other stack is told in AWS's words", async () => {
    await visit({ vpcId: "vpc-0123456789abcdef0" });
    const { code, output } = await rehearsal.up(GUEST);

    expect(code).not.toBe(0);
    expect(output).toMatch(/the VPC "vpc-0123456789abcdef0" can't be found: .*no matching EC2 VPC found; check its id/);
  });

  it("leads from these to S3, and no longer, by a change of its endpoint", async () => {
    for (const isolatedSubnets of [{ s3Endpoint: true }, {}]) {
      configure({ isolatedSubnets });
      expect(told(await rehearsal.steps(STACK))).toEqual(["update VpcEndpoint shop-endpoints-s3"]);
    }
    expect(await rehearsal.planned(STACK)).toEqual([]);
  });

  it("loses them again, and is what it was before", async () => {
    configure({});

    expect((await rehearsal.steps(STACK)).map(({ op }) => op)).toEqual(Array.from({ length: 6 }, () => "delete"));
    expect(await held()).toEqual(begun);
  });
});
