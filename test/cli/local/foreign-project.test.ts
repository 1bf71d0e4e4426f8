import { execFileSync } from "node:child_process";
import { chmodSync, mkdirSync, readFileSync, realpathSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { folderOfRuns } from "../../../cli/installed/folder-of-runs";
import { engineShim } from "../../../cli/local/engine-shim";
import { ForeignProject } from "../../../cli/local/foreign-project";
import { temporaryDirectory } from "../../support/temporary-directory";

/** Real, as the shell names folders. */
function folderWith(...folders: readonly string[]): string {
  const root = realpathSync(temporaryDirectory());
  for (const folder of folders) mkdirSync(join(root, folder), { recursive: true });
  return root;
}

describe("the project of a folder", () => {
  it.each([
    ["Pulumi.yaml", "name: shop\n"],
    ["Pulumi.yml", "name: shop\n"],
    ["Pulumi.json", '{"name": "shop"}'],
  ])("is that of the nearest %s", (file, text) => {
    const root = folderWith("shop/src/inner");
    writeFileSync(join(root, "shop", file), text);

    expect(ForeignProject.at(join(root, "shop/src/inner"))).toMatchObject({
      name: "shop",
      directory: join(root, "shop"),
    });
  });

  it("is none where the engine finds none, or can't read it", () => {
    const root = folderWith("broken");
    writeFileSync(join(root, "broken", "Pulumi.yaml"), "name: [");

    expect(ForeignProject.at(root)).toBeUndefined();
    expect(ForeignProject.at(join(root, "broken"))).toBeUndefined();
  });
});

describe("the folder of local runs", () => {
  it("is the project's, or that of a folder above in which a run was made, and hidden from git", () => {
    const root = folderWith("shop", "web");
    for (const name of ["shop", "web"]) writeFileSync(join(root, name, "Pulumi.yaml"), `name: ${name}\n`);

    expect(folderOfRuns(join(root, "shop")).local).toBe(join(root, "shop", ".proofpix"));
    expect(readFileSync(join(root, "shop", ".proofpix", ".gitignore"), "utf8")).toBe("*\n");
    expect(folderOfRuns(root).local).toBe(join(root, ".proofpix"));
    expect(folderOfRuns(join(root, "shop")).local).toBe(join(root, "shop", ".proofpix"));
    expect(folderOfRuns(join(root, "web")).local).toBe(join(root, ".proofpix"));
  });
});

describe("pulumi of a shell", () => {
  /** Where a `pulumi` works that is called in a folder: what `PULUMI_OPTION_CWD` says, and its arguments. */
  function shim(root: string) {
    const engine = join(root, "it's an engine");
    mkdirSync(engine);
    writeFileSync(join(engine, "pulumi"), '#!/bin/sh\necho "${PULUMI_OPTION_CWD-here} $*"\n');
    chmodSync(join(engine, "pulumi"), 0o755);
    const own = { name: "own", source: join(root, "own"), directory: join(root, "copies of it") };
    const project = { ...own, renew: () => undefined, writeBackChanges: () => Promise.resolve([]) };
    const directory = engineShim(join(root, ".local"), engine, [project]);
    return (cwd: string, ...args: string[]) =>
      execFileSync(join(directory, "pulumi"), args, { cwd, encoding: "utf8", env: { PATH: process.env.PATH } }).trim();
  }

  it("works on the copies of our project, and in any other project's own folder", () => {
    const root = folderWith("own/src", "own/examples/shop", "other");
    for (const name of ["own", "own/examples/shop", "other"]) writeFileSync(join(root, name, "Pulumi.yaml"), "");
    symlinkSync(join(root, "own"), join(root, "link"));
    const pulumi = shim(root);
    const copies = join(root, "copies of it");

    expect(pulumi(join(root, "own"), "up", "--stack", "a b")).toBe(`${copies} up --stack a b`);
    expect(pulumi(join(root, "own/src"), "up")).toBe(`${copies} up`);
    expect(pulumi(join(root, "link"), "up")).toBe(`${copies} up`);
    expect(pulumi(join(root, "own/examples/shop"), "up")).toBe("here up");
    expect(pulumi(join(root, "other"), "up")).toBe("here up");
    expect(pulumi(root, "version")).toBe("here version");
  });
});
