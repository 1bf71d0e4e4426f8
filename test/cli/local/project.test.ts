import { mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { localPaths } from "../../../cli/local/paths";
import { LocalProject } from "../../../cli/local/project";
import { readFile, rewritten } from "../support/yaml-engine";
import { temporaryDirectory } from "../../support/temporary-directory";

const TRACKED = "config:\n  proofpix:minInstances: 1 # ENV-1\n";

/** A project with one environment, opened as a command opens it. */
function opened(root: string): LocalProject {
  const project = LocalProject.environments(localPaths(root));
  project.renew();
  return project;
}

function newRoot(): string {
  const root = temporaryDirectory();
  writeFileSync(join(root, "Pulumi.yaml"), "name: proofpix\n");
  writeFileSync(join(root, "package.json"), "{}");
  writeFileSync(join(root, "Pulumi.development.yaml"), TRACKED);
  mkdirSync(join(root, "stacks"));
  return root;
}

/** What a command of Pulumi's does to the configuration. */
function write(project: LocalProject, text: string): void {
  writeFileSync(join(project.directory, "Pulumi.development.yaml"), text);
}

function tracked(root: string): string {
  return readFileSync(join(root, "Pulumi.development.yaml"), "utf8");
}

describe("LocalProject", () => {
  it("shows Pulumi the tracked project", () => {
    const project = opened(newRoot());

    expect(project.name).toBe("proofpix");
    expect(project.stacks()).toEqual(["development"]);
    expect(readFileSync(join(project.directory, "Pulumi.yaml"), "utf8")).toBe("name: proofpix\n");
    expect(readFileSync(join(project.directory, "Pulumi.development.yaml"), "utf8")).toBe(TRACKED);
  });

  it("changes no tracked file when Pulumi only notes how secrets are encrypted", async () => {
    const root = newRoot();
    const project = opened(root);
    write(project, `${TRACKED}encryptionsalt: v1:abc\n`);

    expect(await project.writeBackChanges(readFile)).toEqual([]);
    expect(tracked(root)).toBe(TRACKED);
  });

  it("writes a changed value back into the tracked file and says so", async () => {
    const root = newRoot();
    const project = opened(root);
    write(project, TRACKED.replace("minInstances: 1", 'minInstances: "2"'));

    expect(await project.writeBackChanges(readFile)).toEqual([
      "Pulumi.development.yaml was changed: proofpix:minInstances",
    ]);
    expect(tracked(root)).toBe(TRACKED.replace("minInstances: 1", "minInstances: 2"));
  });

  it("keeps a secret on this machine, across commands, and says so once", async () => {
    const root = newRoot();
    const first = opened(root);
    write(first, `${TRACKED}  proofpix:token:\n    secure: v1:cipher\n`);
    expect(await first.writeBackChanges(readFile)).toEqual([expect.stringContaining("proofpix:token is a secret")]);

    const second = opened(root);
    expect(await second.writeBackChanges(readFile)).toEqual([]);
    expect(readFileSync(join(second.directory, "Pulumi.development.yaml"), "utf8")).toContain("v1:cipher");
    expect(tracked(root)).toBe(TRACKED);
  });

  it("follows what people edit in the tracked file", () => {
    const root = newRoot();
    opened(root);
    writeFileSync(join(root, "Pulumi.development.yaml"), TRACKED.replace("1 #", "2 #"));

    const { directory } = opened(root);
    expect(readFileSync(join(directory, "Pulumi.development.yaml"), "utf8")).toContain("minInstances: 2");
  });

  it("never writes over what people edited in the same key while a command ran", async () => {
    const root = newRoot();
    const project = opened(root);
    const edited = TRACKED.replace("1 # ENV-1", "3 # mine");
    writeFileSync(join(root, "Pulumi.development.yaml"), edited);
    write(project, TRACKED.replace("1 #", "2 #"));

    expect(await project.writeBackChanges(readFile)).toEqual([
      expect.stringContaining("proofpix:minInstances was edited in Pulumi.development.yaml meanwhile"),
    ]);
    expect(tracked(root)).toBe(edited);
  });

  it("counts nothing that the engine rewrites as a change, now or later", async () => {
    const root = newRoot();
    const odd =
      "x: &x { Team: a }\nconfig:\n  a:day: 2026-01-02\n  a:mode: 010\n  a:empty:\n  a:merged:\n    <<: *x\n    b: 1\n";
    writeFileSync(join(root, "Pulumi.development.yaml"), odd);
    const project = opened(root);
    write(project, rewritten(odd));
    const edited = odd.replace("a:empty:", "a:empty: [1, 2]   # mine").replace("2026-01-02", "2027-01-02");
    writeFileSync(join(root, "Pulumi.development.yaml"), edited);

    expect(await project.writeBackChanges(readFile)).toEqual([]);
    expect(await opened(root).writeBackChanges(readFile)).toEqual([]);
    expect(tracked(root)).toBe(edited);
  });

  it("writes nothing where the engine can't read what a command left", async () => {
    const root = newRoot();
    const project = opened(root);
    write(project, "config: [\n");

    expect(await project.writeBackChanges(readFile)).toEqual([
      expect.stringContaining("was not changed: the engine can't read"),
    ]);
    expect(tracked(root)).toBe(TRACKED);
  });

  it("mends a link that leads nowhere", () => {
    const root = newRoot();
    const { directory } = opened(root);
    writeFileSync(join(root, "Pulumi.yaml"), "name: other\n");

    expect(opened(root).name).toBe("other");
    expect(readFileSync(join(directory, "Pulumi.yaml"), "utf8")).toBe("name: other\n");
  });

  it("keeps what someone wrote into the tracked file while a command ran", async () => {
    const root = newRoot();
    const project = opened(root);
    const edited = TRACKED.replace("1", "2");
    writeFileSync(join(root, "Pulumi.development.yaml"), edited);
    write(project, `${TRACKED}encryptionsalt: v1:abc\n`);

    expect(await project.writeBackChanges(readFile)).toEqual([]);
    expect(tracked(root)).toBe(edited);
  });

  it("keeps it also where the command changed another key", async () => {
    const root = newRoot();
    const project = opened(root);
    const edited = TRACKED.replace("1 # ENV-1", "2 # mine");
    writeFileSync(join(root, "Pulumi.development.yaml"), edited);
    write(project, `${TRACKED}  proofpix:region: eu-west-1\n`);

    await project.writeBackChanges(readFile);

    expect(tracked(root)).toBe(`${edited}  proofpix:region: eu-west-1\n`);
  });

  it("writes a key's removal back", async () => {
    const root = newRoot();
    writeFileSync(join(root, "Pulumi.development.yaml"), `${TRACKED}  proofpix:region: eu-west-1\n`);
    const project = opened(root);
    write(project, TRACKED);

    expect(await project.writeBackChanges(readFile)).toEqual(["Pulumi.development.yaml was changed: proofpix:region"]);
    expect(tracked(root)).toBe(TRACKED);
  });

  it("writes back later what a command changed that was cut off", async () => {
    const root = newRoot();
    write(opened(root), TRACKED.replace("1 #", "2 #"));
    const next = LocalProject.environments(localPaths(root));

    expect(await next.writeBackChanges(readFile)).toEqual([
      "Pulumi.development.yaml was changed: proofpix:minInstances",
    ]);
    next.renew();
    expect(tracked(root)).toBe(TRACKED.replace("1 #", "2 #"));
    expect(await next.writeBackChanges(readFile)).toEqual([]);
  });

  it("keeps the tracked file when a command removes the stack with its configuration", async () => {
    const root = newRoot();
    const project = opened(root);
    rmSync(join(project.directory, "Pulumi.development.yaml"));

    expect(await project.writeBackChanges(readFile)).toEqual([]);
    expect(tracked(root)).toBe(TRACKED);
  });

  it("says when it can't write into a file that someone broke meanwhile", async () => {
    const root = newRoot();
    const project = opened(root);
    writeFileSync(join(root, "Pulumi.development.yaml"), "config: [\n");
    write(project, TRACKED.replace("1 #", "2 #"));

    expect(await project.writeBackChanges(readFile)).toEqual([
      expect.stringContaining("proofpix:minInstances was edited in Pulumi.development.yaml meanwhile"),
    ]);
    expect(tracked(root)).toBe("config: [\n");
  });

  it("turns to this checkout after a copy of another's .local", () => {
    const [other, root] = [newRoot(), newRoot()];
    writeFileSync(join(other, "Pulumi.yaml"), "name: other\n");
    mkdirSync(join(root, ".local", "project"), { recursive: true });
    symlinkSync(join(other, "Pulumi.yaml"), join(root, ".local", "project", "Pulumi.yaml"));

    const { directory } = opened(root);

    expect(readFileSync(join(directory, "Pulumi.yaml"), "utf8")).toBe("name: proofpix\n");
  });

  it("leaves it to Pulumi to tell what is wrong with a file", async () => {
    const root = newRoot();
    opened(root);
    writeFileSync(join(root, "Pulumi.development.yaml"), "config: [\n");
    const project = opened(root);

    expect(readFileSync(join(project.directory, "Pulumi.development.yaml"), "utf8")).toBe("config: [\n");
    expect(await project.writeBackChanges(readFile)).toEqual([]);
  });
});
