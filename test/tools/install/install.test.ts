import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ensureInstalled } from "../../../tools/install/install.cjs";
import { installFailure } from "../../../tools/install/npm.cjs";
import { temporaryDirectory } from "../../support/temporary-directory";

const LOCK = { packages: { "": {}, "node_modules/yaml": { version: "2.8.0" } } };

let root: string;
let installations: number;

beforeEach(() => {
  root = temporaryDirectory();
  installations = 0;
  jest.spyOn(process.stderr, "write").mockReturnValue(true);
  for (const [file, content] of Object.entries({ "package.json": {}, "package-lock.json": LOCK, ".npmrc": {} })) {
    writeFileSync(join(root, file), JSON.stringify(content));
  }
});

afterEach(() => jest.restoreAllMocks());

/** What npm ci does, as far as it matters: fills node_modules, and notes last what it installed. */
function install(directory: string): Promise<void> {
  installations += 1;
  const modules = join(directory, "node_modules");
  mkdirSync(modules, { recursive: true });
  writeFileSync(join(modules, "made-by"), String(installations));
  writeFileSync(join(modules, ".package-lock.json"), readFileSync(join(directory, "package-lock.json")));
  return Promise.resolve();
}

describe("ensureInstalled", () => {
  it("installs where nothing is installed, and leaves nothing else behind", async () => {
    await ensureInstalled(root, install);

    expect(readdirSync(join(root, "node_modules"))).toContain("made-by");
    expect(existsSync(join(root, ".local", "install"))).toBe(false);
  });

  it("installs nothing twice", async () => {
    await ensureInstalled(root, install);
    await ensureInstalled(root, install);

    expect(installations).toBe(1);
  });

  it("installs once for two runs at once", async () => {
    await Promise.all([ensureInstalled(root, install), ensureInstalled(root, install)]);

    expect(installations).toBe(1);
  });

  it("installs anew when package-lock.json has changed", async () => {
    await ensureInstalled(root, install);
    writeFileSync(
      join(root, "package-lock.json"),
      JSON.stringify({ packages: { "node_modules/yaml": { version: "3" } } }),
    );

    await ensureInstalled(root, install);

    expect(readFileSync(join(root, "node_modules", "made-by"), "utf8")).toBe("2");
  });

  it("does not take a node_modules that was cut off for an installation", async () => {
    mkdirSync(join(root, "node_modules", "yaml"), { recursive: true });

    await ensureInstalled(root, install);

    expect(installations).toBe(1);
  });

  it("installs with the project's own manifests", async () => {
    await ensureInstalled(root, (directory) => {
      expect(readdirSync(directory).sort()).toEqual([".npmrc", "package-lock.json", "package.json"]);
      return install(directory);
    });

    expect(installations).toBe(1);
  });

  it("does not take for an installation what lacks packages, though npm didn't fail", async () => {
    await expect(ensureInstalled(root, () => Promise.resolve())).rejects.toThrow("npm ci left packages out");

    expect(existsSync(join(root, "node_modules"))).toBe(false);
  });

  it("deletes what an interrupted installation left", async () => {
    const leftover = join(root, ".local", "install", "run-of-old", "node_modules");
    mkdirSync(leftover, { recursive: true });

    await ensureInstalled(root, install);

    expect(existsSync(leftover)).toBe(false);
  });

  it("asks for package-lock.json back when it is missing, even where packages are installed", async () => {
    await ensureInstalled(root, install);
    rmSync(join(root, "package-lock.json"));

    await expect(ensureInstalled(root, install)).rejects.toMatchObject({
      message: "package-lock.json is missing",
      nextStep: expect.stringContaining("git checkout") as string,
    });
  });

  it("keeps the old node_modules when the installation fails, and succeeds when run again", async () => {
    mkdirSync(join(root, "node_modules", "old"), { recursive: true });

    await expect(ensureInstalled(root, () => Promise.reject(new Error("no network")))).rejects.toThrow("no network");
    expect(readdirSync(join(root, "node_modules"))).toEqual(["old"]);
    await ensureInstalled(root, install);

    expect(readdirSync(join(root, "node_modules"))).not.toContain("old");
  });
});

describe("installFailure", () => {
  it.each([
    ["npm error code ENOTFOUND", /check the network/],
    ["npm error code ENOSPC", /disk is full/],
    ["npm error code EUSAGE", /don't match/],
    ["npm error code EACCES", /writable/],
    ["npm error something else", /run the same command again/],
  ])("gives the next step for %s", (said, nextStep) => {
    expect(installFailure(said)).toMatchObject({
      message: expect.stringContaining(said) as string,
      nextStep: expect.stringMatching(nextStep) as string,
    });
  });
});
