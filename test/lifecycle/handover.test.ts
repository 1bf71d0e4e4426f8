import { showResource } from "../../localcloud/control-client";
import { Rehearsal } from "../support/rehearsal";

const STACK = "staging";
const RULE = "aws:lb/listenerRule:ListenerRule";
const RECORD = "aws:route53/record:Record";
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

const NAMES = ["staging.proofpix.com", "www.staging.proofpix.com"] as const;

/** What of an environment changes hands. */
interface Hands {
  readonly services: readonly object[];
  readonly zones: readonly (string | undefined)[];
  /** The domain's own first. */
  readonly names: readonly string[];
}

/** What there was after a deployment. */
interface Moment {
  /** Ids by type and logical name. */
  readonly ids: Readonly<Record<string, string>>;
  /** Paths of the production listener's rules with conditions of paths, first to last. */
  readonly paths: readonly string[];
}

/**
 * What AWS takes once only, changing hands in one update with the real engine: routes, zones and names twice each, in the
 * same two updates, which have nothing else to do with each other.
 */
describe("what is unique", () => {
  let rehearsal: Rehearsal;
  let before: Moment;
  let swapped: Moment;
  let after: Moment;

  beforeAll(async () => {
    rehearsal = await Rehearsal.begin();
    await rehearsal.succeed("stack", "init", STACK);
    rehearsal.configure(STACK, ["proofpix:network", "natGateways"], "one-per-zone");
    // They keep their zones: AWS takes no subnet away from them that has a node.
    rehearsal.withoutStoresAndMonitoring(STACK);
    before = await deployed({
      services: services(["api", "/api/*", 10], ["images", "/images/*", 20]),
      zones: [FIRST, SECOND, THIRD],
      names: NAMES,
    });
    swapped = await deployed({
      services: services(["images", "/images/*", 10], ["api", "/api/*", 20]),
      zones: [FIRST, THIRD],
      names: [...NAMES].reverse(),
    });
    after = await deployed({
      services: services(["images", "/images/*", 10], ["backend", "/api/*", 20]),
      zones: [SECOND, FIRST, THIRD],
      names: NAMES,
    });
  });

  afterAll(() => rehearsal.end());

  /** Deploys the environment with everything where it is told to be. */
  async function deployed({ services, zones, names: [name, ...alternativeNames] }: Hands): Promise<Moment> {
    rehearsal.configure(STACK, ["proofpix:services"], services);
    rehearsal.configure(STACK, ["proofpix:network", "availabilityZones"], zones);
    rehearsal.configure(STACK, ["proofpix:domain"], { name, alternativeNames, hostedZone: "proofpix.com" });
    await rehearsal.deploy(STACK);
    await rehearsal.expectNothingLostOrDoubled(STACK);
    const held = await rehearsal.held(STACK);
    const ids = Object.fromEntries(held.map(({ type, urn, id }) => [`${type} ${urn.split("::").at(-1) ?? ""}`, id]));
    return { ids, paths: await pathsInOrder(ids) };
  }

  async function pathsInOrder(ids: Moment["ids"]): Promise<string[]> {
    const { controlUrl } = await rehearsal.cloud();
    const production = Object.entries(ids).filter(([name]) => name.startsWith(RULE) && name.endsWith("-production"));
    const shown = await Promise.all(production.map(([, id]) => showResource(controlUrl, id)));
    return shown
      .map((rule) => rule as { priority: number; conditions: { pathPattern: { values: string[] } }[] })
      .sort((one, other) => one.priority - other.priority)
      .map(({ conditions }) => conditions[0]?.pathPattern.values[0] ?? "");
  }

  it("is the priority of a route, which two services swap without a new rule", () => {
    expect(before.paths).toEqual(["/api/*", "/images/*", "/*"]);
    expect(swapped.paths).toEqual(["/images/*", "/api/*", "/*"]);
    expect(of(swapped, RULE)).toEqual(of(before, RULE));
  });

  it("is a route with its priority, which a service keeps under a new name", () => {
    expect(after.paths).toEqual(["/images/*", "/api/*", "/*"]);
    expect(Object.keys(after.ids)).toContain(`${RULE} proofpix-staging-backend-production`);
  });

  it("are addresses of subnets, which stay with their zones when one leaves the middle and comes back in front", () => {
    const [all, two, again] = [before, swapped, after].map((moment) => of(moment, ...OF_ZONES));

    expect(Object.keys(two ?? {})).toEqual(Object.keys(all ?? {}).filter((name) => !name.endsWith("-2")));
    expect(all).toMatchObject(two ?? {});
    expect(again).toMatchObject(two ?? {});
    expect(Object.keys(again ?? {}).sort()).toEqual(Object.keys(all ?? {}).sort());
  });

  it("are names in the DNS, which a domain and its alternative swap", () => {
    expect(Object.keys(of(before, RECORD)).length).toBeGreaterThanOrEqual(NAMES.length);
    expect(of(swapped, RECORD)).toEqual(of(before, RECORD));
    expect(of(after, RECORD)).toEqual(of(before, RECORD));
  });
});

/** Ids of resources of these types. */
function of({ ids }: Moment, ...types: readonly string[]): Record<string, string> {
  return Object.fromEntries(Object.entries(ids).filter(([name]) => types.includes(name.split(" ")[0] ?? "")));
}
