import { existsSync, mkdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { installLocally, localEngine } from "../../../tools/engine/local-engine";
import { temporaryDirectory } from "../../support/temporary-directory";
import { putEngine } from "./support";

describe("localEngine", () => {
  let root: string;
  const find = () => localEngine({ root, report: () => undefined });
  const bin = () => join(root, ".local", "bin");
  const fillWith = (version: string) => (aside: string) => {
    putEngine(aside, version);
    return Promise.resolve(aside);
  };

  beforeEach(() => {
    root = temporaryDirectory();
  });

  it("has none at first", async () => {
    expect(await find()).toEqual({ reason: "none was put into .local/bin before" });
  });

  it("finds what was installed, as it was installed", async () => {
    const engine = await installLocally(root, "built from Go modules", fillWith("3.220.0"));

    expect(engine).toEqual({ directory: bin(), version: "3.220.0", source: "built from Go modules" });
    expect(await find()).toEqual(engine);
  });

  it("finds one that was filled into a folder below", async () => {
    await installLocally(root, "official installer", (aside) => fillWith("3.248.0")(join(aside, "bin")));

    expect(await find()).toMatchObject({ directory: bin(), version: "3.248.0" });
  });

  it.each([
    [
      "cut short",
      (file: string) => {
        truncateSync(file, 3);
      },
    ],
    [
      "gone",
      (file: string) => {
        rmSync(file);
      },
    ],
  ])("refuses one of which a file is %s", async (_, damage) => {
    await installLocally(root, "built from Go modules", fillWith("3.220.0"));
    damage(join(bin(), "pulumi-language-nodejs"));

    expect(await find()).toEqual({ reason: "the one in .local/bin is damaged", isUnexpected: true });
  });

  it("refuses one whose stamp was never written", async () => {
    putEngine(bin(), "3.220.0");

    expect(await find()).toEqual({ reason: "none was put into .local/bin before" });
  });

  it.each(["", "null", "{}", '{"version":3}'])("refuses one whose stamp holds %j", async (content) => {
    await installLocally(root, "built from Go modules", fillWith("3.220.0"));
    writeFileSync(join(bin(), "engine.json"), content);

    expect(await find()).toEqual({ reason: "none was put into .local/bin before" });
  });

  it("refuses one made for another kind of machine", async () => {
    await installLocally(root, "built from Go modules", fillWith("3.220.0"));
    const stamp = JSON.parse(readFileSync(join(bin(), "engine.json"), "utf8")) as object;
    writeFileSync(join(bin(), "engine.json"), JSON.stringify({ ...stamp, machine: "plan9-mips" }));

    expect(await find()).toMatchObject({ reason: expect.stringContaining("plan9-mips") as string });
  });

  it("refuses one that a newer checkout finds too old", async () => {
    await installLocally(root, "built from Go modules", fillWith("3.100.0"));

    expect(await find()).toEqual({ reason: expect.stringContaining("3.100.0") as string, isUnexpected: true });
  });

  it("replaces a damaged one, and leaves nothing else behind", async () => {
    mkdirSync(bin(), { recursive: true });
    writeFileSync(join(bin(), "leftover"), "");

    await installLocally(root, "built from Go modules", fillWith("3.220.0"));

    expect(existsSync(join(bin(), "leftover"))).toBe(false);
    expect(existsSync(join(root, ".local", "engine"))).toBe(false);
  });

  it("installs nothing that was cut off in the middle", async () => {
    const cutOff = async (aside: string) => {
      putEngine(aside, "3.220.0", ["pulumi"]);
      return Promise.reject(new Error("cut off"));
    };

    await expect(installLocally(root, "built from Go modules", cutOff)).rejects.toThrow("cut off");
    expect(await find()).toEqual({ reason: "none was put into .local/bin before" });
  });

  it.each([
    ["does not run", ["pulumi-language-nodejs"]],
    ["has no language host", ["pulumi"]],
  ])("keeps nothing that %s", async (_, programs) => {
    const broken = (aside: string) => {
      putEngine(aside, "3.220.0", programs);
      return Promise.resolve(aside);
    };

    await expect(installLocally(root, "built from Go modules", broken)).rejects.toThrow("doesn't run");
    expect(existsSync(bin())).toBe(false);
  });
});
