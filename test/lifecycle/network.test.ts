import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { type PlannedStep, Rehearsal } from "../support/rehearsal";

const STACK = "shop";

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
    writeFileSync(join(rehearsal.paths.project, `Pulumi.${STACK}.yaml`), "config:\n  aws:region: us-east-1\n");
    await rehearsal.succeed("stack", "init", STACK);
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

  /** What AWS calls each resource: anew after a replacement. */
  async function held(): Promise<string[]> {
    return (await rehearsal.held(STACK)).map(({ type, id }) => `${type} ${id}`).sort();
  }

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
