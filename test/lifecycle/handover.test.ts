import { showResource } from "../../localcloud/control-client";
import { Rehearsal } from "../support/rehearsal";

const STACK = "staging";
const RULE = "aws:lb/listenerRule:ListenerRule";
const SUBNET = "aws:ec2/subnet:Subnet";

/** What of a zone must stay as it is when another zone comes or goes. */
const OF_ZONES = [
  SUBNET,
  "aws:ec2/routeTable:RouteTable",
  "aws:ec2/natGateway:NatGateway",
  "aws:ec2/eip:Eip",
  "aws:ec2/route:Route",
];

const [FIRST, SECOND, THIRD] = ["eu-west-1a", "eu-west-1b", "eu-west-1c"];

function services(...routes: readonly (readonly [name: string, path: string, priority: number])[]): object[] {
  const routed = routes.map(([name, path, priority]) => ({ name, routing: { paths: [path], priority } }));
  return [{ name: "enterprise" }, ...routed];
}

/**
 * What AWS takes once only, changing hands in one update with the real engine: each test starts from the deployed
 * environment and leaves it deployed.
 */
describe("what is unique", () => {
  let rehearsal: Rehearsal;

  beforeAll(async () => {
    rehearsal = await Rehearsal.begin();
    await rehearsal.succeed("stack", "init", STACK);
    rehearsal.configure(STACK, ["proofpix:services"], services(["api", "/api/*", 10], ["images", "/images/*", 20]));
    rehearsal.configure(STACK, ["proofpix:network", "natGateways"], "one-per-zone");
    useZones(FIRST, SECOND, THIRD);
    await rehearsal.deploy(STACK);
  });

  afterAll(() => rehearsal.end());

  function useZones(...zones: readonly (string | undefined)[]): void {
    rehearsal.configure(STACK, ["proofpix:network", "availabilityZones"], zones);
  }

  /** Ids of resources of these types, by their type and logical name. */
  async function ids(...types: readonly string[]): Promise<Record<string, string>> {
    const held = (await rehearsal.held(STACK)).filter(({ type }) => types.includes(type));
    return Object.fromEntries(held.map(({ type, urn, id }) => [`${type} ${urn.split("::").at(-1) ?? ""}`, id]));
  }

  /** Paths of the production listener's rules with conditions of paths, first to last. */
  async function pathsInOrder(): Promise<string[]> {
    const { controlUrl } = await rehearsal.cloud();
    const rules = await ids(RULE);
    const production = Object.entries(rules).filter(([name]) => name.endsWith("-production"));
    const shown = await Promise.all(production.map(([, id]) => showResource(controlUrl, id)));
    return shown
      .map((rule) => rule as { priority: number; conditions: { pathPattern: { values: string[] } }[] })
      .sort((one, other) => one.priority - other.priority)
      .map(({ conditions }) => conditions[0]?.pathPattern.values[0] ?? "");
  }

  it("is the priority of a route, which two services swap without a new rule", async () => {
    const before = await ids(RULE);
    expect(await pathsInOrder()).toEqual(["/api/*", "/images/*", "/*"]);

    rehearsal.configure(STACK, ["proofpix:services"], services(["images", "/images/*", 10], ["api", "/api/*", 20]));
    await rehearsal.deploy(STACK);

    expect(await pathsInOrder()).toEqual(["/images/*", "/api/*", "/*"]);
    expect(await ids(RULE)).toEqual(before);
  });

  it("is a route with its priority, which a service keeps under a new name", async () => {
    rehearsal.configure(STACK, ["proofpix:services"], services(["images", "/images/*", 10], ["backend", "/api/*", 20]));
    await rehearsal.deploy(STACK);

    expect(await pathsInOrder()).toEqual(["/images/*", "/api/*", "/*"]);
    expect(Object.keys(await ids(RULE))).toContain(`${RULE} proofpix-staging-backend-production`);
    await rehearsal.expectNothingLostOrDoubled(STACK);
  });

  it("are addresses of subnets, which stay with their zones when one leaves the middle and comes back in front", async () => {
    const all = await ids(...OF_ZONES);
    useZones(FIRST, THIRD);
    await rehearsal.deploy(STACK);
    const two = await ids(...OF_ZONES);
    useZones(SECOND, FIRST, THIRD);
    await rehearsal.deploy(STACK);
    const again = await ids(...OF_ZONES);

    expect(Object.keys(two)).toEqual(Object.keys(all).filter((name) => !name.endsWith("-2")));
    expect(all).toMatchObject(two);
    expect(again).toMatchObject(two);
    expect(Object.keys(again).sort()).toEqual(Object.keys(all).sort());
    await rehearsal.expectNothingLostOrDoubled(STACK);
  });

  it("are names in the DNS, which a domain and its alternative swap", async () => {
    const names = ["staging.proofpix.com", "www.staging.proofpix.com"];
    const use = async (name: string | undefined, ...alternativeNames: (string | undefined)[]): Promise<void> => {
      rehearsal.configure(STACK, ["proofpix:domain"], { name, alternativeNames, hostedZone: "proofpix.com" });
      await rehearsal.deploy(STACK);
    };
    await use(names[0], names[1]);
    const before = await ids("aws:route53/record:Record");
    await use(names[1], names[0]);

    expect(await ids("aws:route53/record:Record")).toEqual(before);
    await rehearsal.expectNothingLostOrDoubled(STACK);
  });
});
