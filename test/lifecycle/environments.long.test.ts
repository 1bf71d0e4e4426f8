import { mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { policyArguments } from "../../cli/local/policy-pack";
import { RULES } from "../../policies/rules";
import { projectRoot } from "../../tools/shared/project-root";
import { deployedResources, type CheckpointResource } from "../policies/support/checkpoint";
import { GOOD_RESOURCES } from "../policies/support/good-resources";
import { judgePack } from "../policies/support/judge-pack";
import { mutations } from "../policies/support/matrix";
import { type Outcome, Rehearsal } from "../support/rehearsal";

const ROOT = projectRoot(__dirname);
const ENVIRONMENTS = ["development", "staging", "production"] as const;

/**
 * The environments of this repository under the policy pack, with the real engine: what `npm run up` and `npm run preview`
 * do. They share an account and nothing else.
 */
describe("the environments", () => {
  let rehearsal: Rehearsal;

  beforeAll(async () => {
    rehearsal = await Rehearsal.begin();
    for (const stack of ENVIRONMENTS) await rehearsal.succeed("stack", "init", stack);
  });

  afterAll(() => rehearsal.end());

  /** Previews and deploys as `npm run up` does. */
  function checkedUp(stack: string): Promise<Outcome> {
    return rehearsal.pulumi("up", "--yes", "--stack", stack, ...policyArguments(ROOT, stack));
  }

  /** Deploys under the pack, without the preview that `npm run up` makes first: staging and production show that one. */
  function checkedOnce(stack: string): Promise<Outcome> {
    return rehearsal.pulumi("up", "--yes", "--skip-preview", "--stack", stack, ...policyArguments(ROOT, stack));
  }

  function resourcesOf(stack: string): CheckpointResource[] {
    const file = join(rehearsal.paths.state, ".pulumi", "stacks", "proofpix", `${stack}.json`);
    const { checkpoint } = JSON.parse(readFileSync(file, "utf8")) as {
      checkpoint: { latest: { resources: CheckpointResource[] } };
    };
    return checkpoint.latest.resources;
  }

  it("are stopped by the policy pack before anything is created, and told what to do", async () => {
    const committed = rehearsal.configuration("production");
    rehearsal.configure("production", ["proofpix:minInstances"], 2);
    const { code, output } = await checkedUp("production");
    rehearsal.restore("production", committed);

    expect(code).not.toBe(0);
    expect(output).toContain("minCapacity is 2: there may be too few instances to bear a failure; allowed: 3 to 20");
    expect(output).toContain(
      "In the configuration: proofpix:minInstances or proofpix:services[].scaling.minInstances.",
    );
    expect(await rehearsal.held("production")).toEqual([]);
  });

  it("are deployed at the same time without disturbing each other, and the pack has nothing against them", async () => {
    const together = await Promise.all([checkedUp("staging"), checkedUp("production")]);
    const alone = await checkedOnce("development");

    for (const { code, output } of [...together, alone]) {
      expect(output).toContain("proofpix-policies");
      expect(output).not.toContain("[mandatory]");
      expect(code).toBe(0);
    }
    for (const stack of ENVIRONMENTS) await rehearsal.expectNothingLostOrDoubled(stack);
  });

  it("share no resource", async () => {
    const [staging, production] = [await rehearsal.held("staging"), await rehearsal.held("production")];

    const ids = new Set(staging.map(({ type, id }) => `${type}::${id}`));
    expect(production.filter(({ type, id }) => ids.has(`${type}::${id}`))).toEqual([]);
  });

  it.each(ENVIRONMENTS)("pass every rule as they were deployed, as in %s", async (stack) => {
    expect(await judgePack(RULES, deployedResources(resourcesOf(stack)), stack)).toEqual({});
  });

  it("stay as they are, and the pack says nothing more once everything is known", async () => {
    const { code, output } = await rehearsal.pulumi(
      ...["preview", "--stack", "production", ...policyArguments(ROOT, "production")],
    );

    expect(output).not.toMatch(/\[(advisory|mandatory)\]/);
    expect(output).toMatch(/Resources:\n +\d+ unchanged\n/);
    expect(code).toBe(0);
  });

  it("trip each rule by one change of production, and it alone", async () => {
    const resources = [...deployedResources(resourcesOf("production")), ...GOOD_RESOURCES];
    const changes = mutations();
    const tripped: Record<string, readonly string[]> = {};
    expect(await judgePack(RULES, resources, "production")).toEqual({});
    for (const [rule, mutation] of changes) {
      const { resources: mutated, changed } = mutation(resources);
      tripped[rule] = Object.keys(await judgePack(RULES, mutated, "production", changed));
    }

    expect(tripped).toEqual(Object.fromEntries([...changes.keys()].map((rule) => [rule, [rule]])));
  });

  it("are advised in development and go on", async () => {
    rehearsal.configure("development", ["proofpix:webFirewall"], false);
    rehearsal.configure("development", ["proofpix:domain"], undefined);
    const { code, output } = await checkedOnce("development");

    expect(output).toContain("[advisory]");
    expect(code).toBe(0);
  });

  it("refuse a configuration of production without its database, which stays", async () => {
    const committed = rehearsal.configuration("production");
    const held = await rehearsal.held("production");
    rehearsal.configure("production", ["proofpix:database"], undefined);
    const used = await rehearsal.pulumi("preview", "--stack", "production");
    rehearsal.configure("production", ["proofpix:services", 0, "uses"], ["cache"]);
    rehearsal.configure("production", ["proofpix:services", 0, "migration"], undefined);
    rehearsal.configure("production", ["proofpix:services", 1, "uses"], undefined);
    const unused = await checkedUp("production");
    rehearsal.restore("production", committed);

    expect(used.code).not.toBe(0);
    expect(used.output).toContain(
      'proofpix:services[0].uses[0]: must be a part that the environment has, got "database"',
    );
    expect(unused.code).not.toBe(0);
    expect(unused.output).toMatch(/proofpix-production-database.*cannot be deleted/s);
    const databases = (resources: typeof held) => resources.filter(({ type }) => type.startsWith("aws:rds/instance:"));
    expect(databases(await rehearsal.held("production"))).toEqual(databases(held));
    expect(databases(held)).toHaveLength(3);
  });

  it("refuse to lose what production protects", async () => {
    const { code, output } = await rehearsal.pulumi("destroy", "--yes", "--skip-preview", "--stack", "production");

    expect(code).not.toBe(0);
    expect(output).toContain("protect");
  });

  it("have mended in development what is safe to mend", async () => {
    const { project } = rehearsal.paths;
    rmSync(project, { recursive: true });
    mkdirSync(project);
    writeFileSync(
      join(project, "Pulumi.yaml"),
      "name: keys\nruntime: { name: nodejs, options: { typescript: false } }\nmain: index.js\n",
    );
    writeFileSync(
      join(project, "index.js"),
      'new (require("@pulumi/aws").kms.Key)("key", { deletionWindowInDays: 30 });\n',
    );
    symlinkSync(join(ROOT, "package.json"), join(project, "package.json"));
    await rehearsal.succeed("stack", "init", "development");
    const { code, output } = await checkedOnce("development");

    expect(output).toContain("kms-key-rotation");
    expect(code).toBe(0);
    const file = join(rehearsal.paths.state, ".pulumi", "stacks", "keys", "development.json");
    expect(readFileSync(file, "utf8")).toContain('"enableKeyRotation": true');
  });
});
