import fc from "fast-check";
import { refuseUpgrade } from "../../../components/database/upgrade-hook";
import { parameterGroupFamily, parseVersion, upgradeRefusal } from "../../../components/database/versions";

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
    ["16.4", "17"],
    ["16.4", "17.5"],
    ["14", "17"],
  ])("from %s to %s goes on only where it is allowed", (from, to) => {
    expect(upgradeRefusal(from, to, false)).toContain("is a major upgrade");
    expect(upgradeRefusal(from, to, false)).toContain("set allowMajorVersionUpgrade to true");
    expect(upgradeRefusal(from, to, true)).toBeUndefined();
  });

  it.each([
    ["17.5", "17"],
    ["17", "17.5"],
    ["17.4", "17.5"],
    ["17.5", "17.5"],
    ["17.5-R1", "17.5-R2"],
  ])("from %s to %s goes on", (from, to) => {
    expect(upgradeRefusal(from, to, false)).toBeUndefined();
  });

  it.each([
    ["17.6", "17.5"],
    ["17.5", "16"],
    ["17.5", "16.9"],
  ])("from %s back to %s never goes on", (from, to) => {
    for (const isAllowed of [false, true])
      expect(upgradeRefusal(from, to, isAllowed)).toContain("can't take a database");
  });

  it("within a major version never asks to be allowed", () => {
    fc.assert(
      fc.property(fc.integer({ min: 14, max: 30 }), fc.nat(40), fc.nat(40), (major, one, other) => {
        const [from, to] = [Math.min(one, other), Math.max(one, other)];
        expect(upgradeRefusal(`${major}.${from}`, `${major}.${to}`, false)).toBeUndefined();
      }),
    );
  });
});

describe("the hook before an update", () => {
  const change = { name: "shop-database", oldInputs: { engineVersion: "16" }, newInputs: { engineVersion: "17" } };

  it("throws what to set, so that the preview fails", () => {
    expect(() => {
      refuseUpgrade(change, false);
    }).toThrow('Database "shop-database": PostgreSQL 16 to 17 is a major upgrade');
  });

  it("lets an allowed upgrade pass", () => {
    expect(() => {
      refuseUpgrade(change, true);
    }).not.toThrow();
  });

  it("goes by the version that runs, where somebody upgraded the database by hand", () => {
    expect(() => {
      refuseUpgrade({ ...change, oldOutputs: { engineVersionActual: "17.2" } }, false);
    }).not.toThrow();
    expect(() => {
      refuseUpgrade({ ...change, oldOutputs: { engineVersionActual: "18.1" } }, true);
    }).toThrow("can't take a database from PostgreSQL 18.1 back to 17");
  });

  it("says nothing of an update of something else", () => {
    expect(() => {
      refuseUpgrade({ ...change, newInputs: { engineVersion: "16", instanceClass: "db.m7g.large" } }, false);
      refuseUpgrade({ name: "shop-database", oldInputs: {}, newInputs: {} }, false);
    }).not.toThrow();
  });
});
