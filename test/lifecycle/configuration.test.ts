import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { prepareBackend } from "../../cli/local/backend";
import { engineReader, type ReadByEngine } from "../../cli/local/engine-reading";
import { localEnvironment } from "../../cli/local/environment";
import { localPaths } from "../../cli/local/paths";
import { runQuietly } from "../../cli/local/process";
import { LocalProject } from "../../cli/local/project";
import { ensureEngine } from "../../tools/engine";
import { projectRoot } from "../../tools/shared/project-root";
import { oddFile } from "../tools/yaml/odd-yaml";

const ODD = `# Written by people.
x-defaults: &defaults   {Team: a}
config:
    proofpix:minInstances:   3    # ENV-1


    proofpix:day: 2026-01-02
    proofpix:mode: 010
    proofpix:other: 0o17
    proofpix:answer: yes
    proofpix:ratio: 1.50
    proofpix:services:
    proofpix:nothing: ~
    short: 1
    proofpix:merged:
        <<: *defaults
        day: 2026-01-02
    proofpix:list:   [1, 010,yes ]   # in a row
    # the end
`;

/** What the real engine makes of configuration files, and what of that reaches the tracked file. */
describe("a configuration file in local runs", () => {
  const root = mkdtempSync(join(tmpdir(), "proofpix-configuration-"));
  const paths = localPaths(root);
  const tracked = join(root, "Pulumi.development.yaml");
  const project = LocalProject.environments(paths);
  let pulumi: (...args: readonly string[]) => Promise<void>;
  let read: ReadByEngine;

  beforeAll(async () => {
    const { directory } = await ensureEngine({ root: projectRoot(__dirname), report: () => undefined });
    const run = { paths, engineDirectory: directory, providers: "", project: project.directory };
    const environment = localEnvironment(run, process.env);
    read = engineReader(directory, environment);
    pulumi = async (...args) => {
      const { code, output } = await runQuietly(join(directory, "pulumi"), [...args, "--non-interactive"], environment);
      if (code !== 0) throw new Error(output);
    };
    writeFileSync(join(root, "Pulumi.yaml"), "name: proofpix\nruntime: nodejs\n");
    writeFileSync(join(root, "package.json"), "{}");
    mkdirSync(join(root, "stacks"));
    writeFileSync(tracked, ODD);
    prepareBackend(paths);
    project.renew();
    await pulumi("stack", "init", "development", "--no-select");
  });

  afterAll(() => {
    rmSync(root, { recursive: true, force: true });
  });

  /** Begins a command as a session does; the engine rewrites the copy as it adds its salt. */
  async function begin(text: string): Promise<void> {
    writeFileSync(tracked, text);
    project.renew();
    await pulumi("config", "set", "proofpix:unrelated", "1", "--stack", "development");
    await pulumi("config", "rm", "proofpix:unrelated", "--stack", "development");
  }

  function copy(): string {
    return readFileSync(join(project.directory, "Pulumi.development.yaml"), "utf8");
  }

  it("is no change by the user when the engine rewrites it, and an edit meanwhile stays", async () => {
    await begin(ODD);
    expect(copy()).toContain("00:00:00 +0000 UTC");
    const edited = ODD.replace("services:", "services: [{ name: enterprise }]   # mine").replace("010\n", "0o10\n");
    writeFileSync(tracked, edited);

    expect(await project.writeBackChanges(read)).toEqual([]);
    project.renew();
    expect(await project.writeBackChanges(read)).toEqual([]);
    expect(readFileSync(tracked, "utf8")).toBe(edited);
  });

  it("takes what commands set and removed, and nothing else", async () => {
    await begin(ODD);
    await pulumi("config", "set", "proofpix:minInstances", "4", "--stack", "development");
    await pulumi("config", "set", "--path", "proofpix:list[2]", "no", "--stack", "development");
    await pulumi("config", "set", "--path", "proofpix:tags.Owner", "2026-01-02", "--stack", "development");
    await pulumi("config", "set", "short", "2", "--stack", "development");
    await pulumi("config", "set", "--secret", "proofpix:token", "hidden", "--stack", "development");
    await pulumi("config", "rm", "proofpix:nothing", "--stack", "development");

    const lines = await project.writeBackChanges(read);

    expect(readFileSync(tracked, "utf8")).toBe(
      ODD.replace("3    #", "4    #")
        .replace("010,yes ]", '010,"no" ]')
        .replace("short: 1", "short: 2")
        .replace("    proofpix:nothing: ~\n", "")
        .replace("in a row\n", 'in a row\n    proofpix:tags:\n      Owner: "2026-01-02"\n'),
    );
    expect(lines).toHaveLength(6);
    expect(lines).toContainEqual(
      expect.stringContaining("proofpix:token is a secret that only this machine can decrypt"),
    );
  });

  it("keeps an edit of a key that a command set as well", async () => {
    await begin(ODD);
    await pulumi("config", "set", "proofpix:minInstances", "4", "--stack", "development");
    writeFileSync(tracked, ODD.replace("3    #", "5    #"));

    expect(await project.writeBackChanges(read)).toEqual([
      expect.stringContaining("proofpix:minInstances was edited in Pulumi.development.yaml meanwhile"),
    ]);
    expect(readFileSync(tracked, "utf8")).toBe(ODD.replace("3    #", "5    #"));
  });

  it("stays as it is, however it is written", async () => {
    await fc.assert(
      fc.asyncProperty(oddFile(), async ({ text }) => {
        await begin(text);

        expect(await project.writeBackChanges(read)).toEqual([]);
        expect(readFileSync(tracked, "utf8")).toBe(text);
      }),
      { numRuns: 8 },
    );
  });
});
