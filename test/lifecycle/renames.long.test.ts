import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { ResourceSummary } from "../../localcloud/control-client";
import { type PlannedStep, Rehearsal } from "../support/rehearsal";

const STACK = "shop";

/** What has a name of its own that AWS can't change: alarms, and what the pages name. */
const REPLACED = [
  "aws:cloudtrail/trail:Trail",
  "aws:cloudwatch/metricAlarm:MetricAlarm",
  "aws:elasticache/user:User",
  "aws:elasticache/userGroup:UserGroup",
  "aws:kms/alias:Alias",
];

function typeOf({ urn }: PlannedStep): string {
  return urn.split("::").at(-2)?.split("$").at(-1) ?? "";
}

/** What AWS calls each resource, but those that a rename replaces. */
function lasting(held: readonly ResourceSummary[]): string[] {
  return held
    .filter(({ type }) => !REPLACED.includes(type))
    .map(({ type, id, arn }) => `${type} ${arn ?? id}`)
    .sort();
}

/** With the real engine, which looks for resources under the former name. */
describe("components that get another name, with an alias of the former", () => {
  let rehearsal: Rehearsal;
  let before: ResourceSummary[];
  let steps: PlannedStep[];

  beforeAll(async () => {
    rehearsal = await Rehearsal.begin({ program: "renamed" });
    writeFileSync(join(rehearsal.paths.project, `Pulumi.${STACK}.yaml`), "config:\n  aws:region: us-east-1\n");
    await rehearsal.succeed("stack", "init", STACK);
    rehearsal.configure(STACK, ["proofpix:name"], "shop");
    await rehearsal.deploy(STACK);
    before = await rehearsal.held(STACK);
    rehearsal.configure(STACK, ["proofpix:name"], "store");
    rehearsal.configure(STACK, ["proofpix:formerName"], "shop");
    steps = await rehearsal.steps(STACK);
  });

  afterAll(async () => {
    await rehearsal.end();
  });

  it("replace alarms, a key's alias and a cache's users, and nothing else", () => {
    const replaced = steps.filter(({ op }) => op !== "update");

    expect([...new Set(replaced.map(typeOf))].sort()).toEqual(REPLACED);
    expect(replaced.filter(({ op }) => op === "create" || op === "delete")).toEqual([]);
  });

  it("keep networks, addresses, load balancer, services, logs and data", async () => {
    const kept = lasting(before);

    expect(lasting(await rehearsal.held(STACK))).toEqual(kept);
    expect(kept.length).toBeGreaterThan(100);
  });

  it("are settled, so that another deployment changes nothing", async () => {
    expect(await rehearsal.planned(STACK)).toEqual([]);
  });
});
