import { missingPackages } from "../../../tools/install/installed.cjs";

const LINUX = { platform: "linux", arch: "x64" };

function missing(wanted: object, installed: object): string[] {
  return missingPackages({ packages: { "": {}, ...wanted } }, { packages: { ...installed } }, LINUX);
}

describe("missingPackages", () => {
  const jest = { version: "30.0.0", integrity: "sha512-a" };

  it("finds nothing when all is there", () => {
    expect(missing({ "node_modules/jest": jest }, { "node_modules/jest": jest })).toEqual([]);
  });

  it.each([
    ["absent", {}],
    ["another version", { "node_modules/jest": { ...jest, version: "29.0.0" } }],
    ["other content", { "node_modules/jest": { ...jest, integrity: "sha512-b" } }],
  ])("finds a package that is %s", (_, installed) => {
    expect(missing({ "node_modules/jest": jest }, installed)).toEqual(["node_modules/jest"]);
  });

  it.each([
    ["another system", { os: ["darwin"] }, []],
    ["another processor", { os: ["linux"], cpu: ["arm64"] }, []],
    ["any system but this", { os: ["!linux"] }, []],
    ["a C library that is not looked into", { os: ["linux"], cpu: ["x64"], libc: ["musl"] }, []],
    ["this machine", { os: ["linux"], cpu: ["x64"] }, ["node_modules/native"]],
    ["any system but another", { os: ["!win32"] }, ["node_modules/native"]],
    ["every machine", {}, ["node_modules/native"]],
  ])("judges an absent optional package for %s", (_, limits, expected) => {
    expect(missing({ "node_modules/native": { version: "1.0.0", optional: true, ...limits } }, {})).toEqual(expected);
  });

  it("misses a package that is not optional on any machine", () => {
    expect(missing({ "node_modules/native": { version: "1.0.0", os: ["darwin"] } }, {})).toEqual([
      "node_modules/native",
    ]);
  });
});
