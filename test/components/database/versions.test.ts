import fc from "fast-check";
import { parameterGroupFamily, parseVersion, versionRefusal } from "../../../components/database/versions";

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
    ["16.9", "17"],
    ["16.10", "17.5"],
    ["14.18", "17"],
  ])("from %s to %s goes on only where it is allowed", (from, to) => {
    const [major = ""] = from.split(".");
    expect(versionRefusal(from, to, false)).toContain(`PostgreSQL ${major} to ${to} is a major upgrade`);
    expect(versionRefusal(from, to, false)).toContain("set allowMajorVersionUpgrade to true");
    expect(versionRefusal(from, to, true)).toBeUndefined();
  });

  it.each([
    ["17.6", "16"],
    ["17.6", "16.9"],
    ["17.6", "17.5"],
    ["17.10", "17.9"],
  ])("from %s back to %s never goes on", (from, to) => {
    for (const isAllowed of [false, true]) {
      expect(versionRefusal(from, to, isAllowed)).toBe(
        `RDS can't take a database from PostgreSQL ${from} back to ${to}; set version to "17" or "${from}", or restore a snapshot into a new revision`,
      );
    }
  });

  it("to the same or a later minor version never asks to be allowed", () => {
    const minor = fc.nat(40);
    fc.assert(
      fc.property(fc.integer({ min: 14, max: 30 }), minor, fc.option(minor), (major, from, further) => {
        const wanted = further === null ? String(major) : `${major}.${from + further}`;
        expect(versionRefusal(`${major}.${from}`, wanted, false)).toBeUndefined();
      }),
    );
  });

  it("of a version of another form is left to RDS", () => {
    expect(versionRefusal("17.5.1", "16", false)).toBeUndefined();
  });
});
