import fc from "fast-check";
import { Database, type DatabaseArgs } from "../../../components/database";
import { allowedVersion } from "../../../components/database/version-record";
import { parameterGroupFamily, parseVersion, upgradeRefusal } from "../../../components/database/versions";
import { all, deploy, type Registered } from "../../support/deploy";
import { ARGS, database, INSTANCE, OUTPUTS, RANDOM_ID } from "./fixture";

describe("a version of PostgreSQL", () => {
  it.each([
    ["17", { major: 17, minor: undefined }],
    ["17.5", { major: 17, minor: 5 }],
    ["17.5-R2", { major: 17, minor: 5 }],
    ["9", { major: 9, minor: undefined }],
  ])("%p is read", (text, version) => {
    expect(parseVersion(text)).toEqual(version);
  });

  it.each(["", "v17", "17.", "17.5.1", "latest", "17 ", "171"])("%p is none", (text) => {
    expect(parseVersion(text)).toBeUndefined();
  });

  it.each([
    ["instance", "postgres17"],
    ["multi-az-cluster", "postgres17"],
    ["aurora", "aurora-postgresql17"],
    ["aurora-serverless", "aurora-postgresql17"],
  ] as const)("gives a %s parameters of the family %s", (kind, family) => {
    expect(parameterGroupFamily(kind, 17)).toBe(family);
  });
});

describe("an upgrade", () => {
  it.each([
    [16, "17"],
    [16, "17.5"],
    [14, "17"],
  ])("from %p to %s goes on only where it is allowed", (from, to) => {
    expect(upgradeRefusal(from, to, false)).toContain(`PostgreSQL ${from} to ${to} is a major upgrade`);
    expect(upgradeRefusal(from, to, false)).toContain("set allowMajorVersionUpgrade to true");
    expect(upgradeRefusal(from, to, true)).toBeUndefined();
  });

  it.each([
    [17, "16"],
    [17, "16.9"],
  ])("from %p back to %s never goes on", (from, to) => {
    for (const isAllowed of [false, true])
      expect(upgradeRefusal(from, to, isAllowed)).toContain("can't take a database");
  });

  it("within a major version never asks to be allowed", () => {
    fc.assert(
      fc.property(fc.integer({ min: 14, max: 30 }), fc.option(fc.nat(40)), (major, minor) => {
        expect(upgradeRefusal(major, minor === null ? String(major) : `${major}.${minor}`, false)).toBeUndefined();
      }),
    );
  });

  it("that wasn't allowed ends the program with what to set", () => {
    expect(() => allowedVersion("shop-database", 16, "17")).toThrow(
      'Database "shop-database": PostgreSQL 16 to 17 is a major upgrade',
    );
    expect(allowedVersion("shop-database", 17, "17.5")).toBe("17.5");
  });
});

describe("the record of the major version", () => {
  const RECORD = "shop-database-major-version";
  const recordOf = async (overrides: Partial<DatabaseArgs>): Promise<Registered | undefined> =>
    (await database(overrides)).find(({ name }) => name === RECORD);
  const withRecorded = async (version: string, overrides: Partial<DatabaseArgs> = {}): Promise<unknown> => {
    const engineVersions: unknown[] = [];
    const outputs = {
      ...OUTPUTS,
      [RANDOM_ID]: ({ name }: { name: string }) =>
        name === RECORD ? { keepers: { majorVersion: "16" } } : OUTPUTS[RANDOM_ID](),
    };
    const resources = await deploy(() => new Database("shop-database", { ...ARGS, version, ...overrides }), {
      outputs,
    });
    for (const { inputs } of all(resources, INSTANCE)) engineVersions.push(inputs.engineVersion);
    return engineVersions;
  };

  it("keeps what the database was created with, until an upgrade is allowed", async () => {
    expect(await recordOf({ version: "16" })).toMatchObject({
      inputs: { keepers: { majorVersion: "16" } },
      ignoreChanges: ["keepers"],
    });
    expect(await recordOf({ version: "17", allowMajorVersionUpgrade: true })).toMatchObject({
      inputs: { keepers: { majorVersion: "17" } },
      ignoreChanges: [],
    });
  });

  it("lets minor versions and allowed upgrades pass", async () => {
    expect(await withRecorded("16.9")).toEqual(["16.9"]);
    expect(await withRecorded("17", { allowMajorVersionUpgrade: true })).toEqual(["17"]);
  });

  it("is made after the database where an upgrade is allowed, so that one that fails leaves it as it was", async () => {
    const names = (await database({ allowMajorVersionUpgrade: true })).map(({ name, type }) => `${type} ${name}`);

    expect(names.indexOf(`${RANDOM_ID} ${RECORD}`)).toBeGreaterThan(names.indexOf(`${INSTANCE} shop-database`));
  });
});
