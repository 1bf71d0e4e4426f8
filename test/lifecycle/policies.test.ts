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

/** The pack with the real engine: what `npm run up` and `npm run preview` do with an environment. */
describe("the policy pack", () => {
  let rehearsal: Rehearsal;

  beforeAll(async () => {
    rehearsal = await Rehearsal.begin();
    for (const stack of ENVIRONMENTS) await rehearsal.succeed("stack", "init", stack);
  });

  afterAll(() => rehearsal.end());

  /** Previews and deploys as `npm run up` does. */
  function checkedUp(stack: string, configuration = stack): Promise<Outcome> {
    return rehearsal.pulumi("up", "--yes", "--stack", stack, ...policyArguments(ROOT, configuration));
  }

  function resourcesOf(stack: string): CheckpointResource[] {
    const file = join(rehearsal.paths.state, ".pulumi", "stacks", "proofpix", `${stack}.json`);
    const { checkpoint } = JSON.parse(readFileSync(file, "utf8")) as {
      checkpoint: { latest: { resources: CheckpointResource[] } };
    };
    return checkpoint.latest.resources;
  }

  it("stops a deployment before anything is created, and says what to do", async () => {
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

  it("refuses to check an environment by the rules of another", async () => {
    const { code, output } = await checkedUp("production", "development");

    expect(code).not.toBe(0);
    expect(output).toContain('the configuration of the pack is not for the stack "production"');
    expect(await rehearsal.held("production")).toEqual([]);
  });

  it.each(ENVIRONMENTS)("has nothing against %s, neither in the preview nor when it is deployed", async (stack) => {
    const { code, output } = await checkedUp(stack);

    expect(output).toContain("proofpix-policies");
    expect(output).not.toContain("[mandatory]");
    expect(code).toBe(0);
    expect(await judgePack(RULES, deployedResources(resourcesOf(stack)), stack)).toEqual({});
  });

  it("says nothing more once everything is known", async () => {
    const { code, output } = await rehearsal.pulumi(
      ...["preview", "--stack", "production", ...policyArguments(ROOT, "production")],
    );

    expect(output).not.toMatch(/\[(advisory|mandatory)\]/);
    expect(code).toBe(0);
  });

  it("has for each rule a change of production that trips it, and it alone", async () => {
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

  it("advises in development and goes on", async () => {
    rehearsal.configure("development", ["proofpix:webFirewall"], false);
    rehearsal.configure("development", ["proofpix:domain"], undefined);
    const { code, output } = await checkedUp("development");

    expect(output).toContain("[advisory]");
    expect(code).toBe(0);
  });

  it("mends in development what is safe to mend", async () => {
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
    const { code, output } = await checkedUp("development");

    expect(output).toContain("kms-key-rotation");
    expect(code).toBe(0);
    const file = join(rehearsal.paths.state, ".pulumi", "stacks", "keys", "development.json");
    expect(readFileSync(file, "utf8")).toContain('"enableKeyRotation": true');
  });
});
