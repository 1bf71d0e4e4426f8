import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { listResources } from "../../localcloud/control-client";
import { type PlannedStep, Rehearsal } from "../support/rehearsal";

const STACK = "shop";
const INSTANCE = "aws:rds/instance:Instance";
const SNAPSHOT = "aws:rds/snapshot:Snapshot";
const PARAMETER_GROUP = "aws:rds/parameterGroup:ParameterGroup";
const ENGINE = { kind: "instance", instanceClass: "db.m7g.large", storage: { size: "100Gi" } };
const LARGER = { kind: "instance", instanceClass: "db.m7g.xlarge", storage: { size: "200Gi" } };

/** What stays once the database has been enlarged. */
const LATER = { engine: LARGER, backup: { retentionDays: 20 }, applyImmediately: true };

/** Steps on resources of a type, as `update shop-database`. */
function stepsOn(type: string, steps: readonly PlannedStep[]): string[] {
  return steps
    .filter(({ urn }) => urn.includes(`$${type}::`))
    .map(({ op, urn }) => `${op} ${urn.split("::").at(-1) ?? ""}`)
    .sort();
}

/** The life of one database, with the real engine: what is replaced, and what stays. The tests go on from each other. */
describe("a database", () => {
  let rehearsal: Rehearsal;
  let begun: string | undefined;

  beforeAll(async () => {
    rehearsal = await Rehearsal.begin({ program: "database" });
    writeFileSync(join(rehearsal.paths.project, `Pulumi.${STACK}.yaml`), "config:\n  aws:region: us-east-1\n");
    await rehearsal.succeed("stack", "init", STACK);
    configure({ engine: { ...ENGINE, readReplicas: 1 }, version: "16.9" });
    await rehearsal.deploy(STACK);
    begun = await primary();
  });

  afterAll(async () => {
    await rehearsal.end();
  });

  function configure(args: object): void {
    rehearsal.configure(STACK, ["proofpix:database"], args);
  }

  /** AWS's own id of the primary, which no other instance ever has. */
  async function primary(name = "shop-database"): Promise<string | undefined> {
    return (await rehearsal.held(STACK)).find(({ type, urn }) => type === INSTANCE && urn.endsWith(`::${name}`))?.id;
  }

  it("is as it was told, so that a second deployment changes nothing", async () => {
    expect(await rehearsal.planned(STACK)).toEqual([]);
  });

  it("changes class, storage, backups and replicas in place, and restores nothing into itself", async () => {
    configure({
      engine: { ...LARGER, readReplicas: 2 },
      version: "16.9",
      backup: { retentionDays: 20 },
      databaseName: "other",
      username: "other",
      restoreFrom: { kind: "snapshot", identifier: "not-there" },
      applyImmediately: true,
    });

    expect(stepsOn(INSTANCE, await rehearsal.steps(STACK))).toEqual([
      "create shop-database-replica-2",
      "update shop-database",
      "update shop-database-replica-1",
    ]);
    expect(await primary()).toBe(begun);
  });

  it("loses its last replica, and nothing else", async () => {
    configure({ ...LATER, engine: { ...LARGER, readReplicas: 1 }, version: "16.9" });
    const steps = await rehearsal.steps(STACK);

    expect(stepsOn(INSTANCE, steps)).toEqual(["delete shop-database-replica-2"]);
    expect(steps.filter(({ op }) => op !== "delete")).toEqual([]);
    expect(await primary()).toBe(begun);
  });

  it("gets another minor version in place", async () => {
    configure({ ...LATER, version: "16.9" });
    await rehearsal.deploy(STACK); // RDS refuses that while replicas have the old one
    configure({ ...LATER, version: "16.10" });

    expect((await rehearsal.steps(STACK)).map(({ op, urn }) => `${op} ${urn.split("$").at(-1) ?? ""}`)).toEqual([
      `update ${INSTANCE}::shop-database`,
    ]);
    expect(await primary()).toBe(begun);
  });

  it("refuses a major upgrade that nobody allowed, and says what to set, before anything changes", async () => {
    const held = await rehearsal.held(STACK);
    configure({ ...LATER, version: "17" });

    for (const args of [["preview"], ["up", "--yes", "--skip-preview"]]) {
      const { code, output } = await rehearsal.pulumi(...args, "--stack", STACK);
      expect(code).not.toBe(0);
      expect(output).toMatch(
        /Invalid arguments for Database "shop-database" \(1 problem\):\s+- version: PostgreSQL 16 to 17 is a major upgrade/,
      );
      expect(output).toContain("set allowMajorVersionUpgrade to true");
    }
    expect(await rehearsal.held(STACK)).toEqual(held);
  });

  it("is upgraded once that is allowed, with parameters of the new version, and stays so", async () => {
    configure({ ...LATER, version: "17", allowMajorVersionUpgrade: true });
    const steps = await rehearsal.steps(STACK);
    configure({ ...LATER, version: "17", deletionProtection: false });
    const after = await rehearsal.steps(STACK);

    expect(stepsOn(INSTANCE, steps)).toEqual(["update shop-database"]);
    expect(stepsOn(PARAMETER_GROUP, steps)).toContain("create-replacement shop-database-parameters");
    expect(after.map(({ op, urn }) => `${op} ${urn.split("$").at(-1) ?? ""}`)).toEqual([
      `update ${INSTANCE}::shop-database`,
    ]);
  });

  it("refuses to go back in version and storage, before anything changes", async () => {
    const held = await rehearsal.held(STACK);
    configure({ ...LATER, engine: ENGINE, version: "16", allowMajorVersionUpgrade: true });
    const { code, output } = await rehearsal.pulumi("preview", "--stack", STACK);

    expect(code).not.toBe(0);
    expect(output).toMatch(
      /Database "shop-database" \(2 problems\):\s+- version: RDS can't take a database from PostgreSQL 17\.\d+ back to 16;/,
    );
    expect(output).toContain('RDS can\'t make storage smaller: it has 200 GiB, got storage.size "100Gi"');
    expect(await rehearsal.held(STACK)).toEqual(held);
  });

  it("makes way for another revision, which is restored from it, and leaves its final snapshot", async () => {
    const { identifier = "" } = JSON.parse(await rehearsal.succeed("stack", "output", "--json", "--stack", STACK)) as {
      identifier?: string;
    };
    configure({
      ...LATER,
      version: "17",
      revision: "restored",
      restoreFrom: { kind: "point-in-time", sourceIdentifier: identifier },
    });

    expect(stepsOn(INSTANCE, await rehearsal.steps(STACK))).toEqual([
      "create shop-database-restored",
      "delete shop-database",
    ]);
    expect((await rehearsal.held(STACK)).filter(({ type }) => type === INSTANCE)).toHaveLength(1);
    const { controlUrl } = await rehearsal.cloud();
    expect((await listResources(controlUrl)).filter(({ type }) => type === SNAPSHOT)).toEqual([
      expect.objectContaining({ id: `${identifier}-final` }),
    ]);
    expect(await rehearsal.planned(STACK)).toEqual([]);
  });
});
