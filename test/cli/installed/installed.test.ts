import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { dependencies, peerDependencies } from "../../../package.json";
import { buildPrograms } from "../../../cli/installed/build.cjs";
import { asInstalled, installed } from "../../../cli/installed/installed";
import { projectFolder } from "../../../cli/installed/project-folder";
import { temporaryDirectory } from "../../support/temporary-directory";

/** What the command says in a folder. */
async function said(argv: readonly string[], directory = temporaryDirectory()) {
  const [printed, reported]: [string[], string[]] = [[], []];
  const code = await installed(argv, {
    directory,
    print: (line) => printed.push(line),
    report: (line) => reported.push(line),
  });
  return { code, printed: printed.join("\n"), reported: reported.join("\n") };
}

describe("proofpix", () => {
  it.each([[[]], [["--help"]], [["-h"]]])("called with %j tells its commands", async (argv) => {
    const { code, printed } = await said(argv);

    expect(code).toBe(0);
    expect(printed).toMatch(/^ {2}deploy +Deploys an environment/m);
  });

  it.each([
    "deploy",
    "rollback",
    "approve",
    "audit",
    "history",
    "show",
    "diff",
    "status",
    "scale",
    "scaling",
    "config",
    "drift",
    "local",
    "stop",
    "costs",
  ])("tells of %s as it is called here", async (name) => {
    const { code, printed } = await said([name, "--help"]);

    expect(code).toBe(0);
    expect(printed).toContain(`  proofpix ${name} `);
    expect(printed).not.toContain("npm run");
    expect(printed.split("\n").filter((line) => /^ {2}proofpix .*(?:--aws|--as )/.test(line))).toEqual([]);
  });

  it.each(["up", "toString", "nothing"])("has no command %s", async (name) => {
    expect(await said([name])).toMatchObject({
      code: 2,
      reported: expect.stringContaining("there is no command") as string,
    });
  });

  it("says what is missing where there is no project", async () => {
    const { code, reported } = await said(["history", "staging"]);

    expect(code).toBe(1);
    expect(reported).toMatch(/there is no Pulumi project in .*\n.*Pulumi\.<environment>\.yaml/);
  });

  it("takes packages only that are installed with it", () => {
    const known = [...Object.keys(dependencies), ...Object.keys(peerDependencies)];
    const needed = buildPrograms(join(temporaryDirectory(), "cli"));

    // A checkout's own configuration is compiled by esbuild; no other project has one that the command would load.
    // The local cloud builds the sample product, too, whose sources are in no package.
    expect(needed.filter((name) => !known.includes(name))).toEqual(["esbuild"]);
  });
});

describe("a project", () => {
  it("is found from a folder within it", () => {
    const root = temporaryDirectory();
    const inner = join(root, "src", "shop");
    mkdirSync(inner, { recursive: true });
    writeFileSync(join(root, "Pulumi.yaml"), "name: shop\n");
    expect(() => projectFolder(inner)).toThrow(`the project in ${root} has no environment`);
    writeFileSync(join(root, "Pulumi.staging.yaml"), "config: {}\n");

    expect(projectFolder(inner)).toBe(root);
    expect(projectFolder(root)).toBe(root);
  });
});

it.each([
  ["npm run history -- staging --json", "proofpix history staging --json"],
  ["npm run --silent history -- staging", "proofpix history staging"],
  ["See npm run history what became of it.", "See proofpix history what became of it."],
  ["npm run up -- staging", "npm run up -- staging"],
  ["npm run scaling -- staging", "proofpix scaling staging"],
])("the text %j is %j where the package is installed", (text, expected) => {
  expect(asInstalled(text)).toBe(expected);
});
