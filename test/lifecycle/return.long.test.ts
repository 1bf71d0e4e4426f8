import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { programOfCommit } from "../../automation/rollback/program-of-commit";
import { rollback, type RollbackRequest, type RollbackResult } from "../../automation/rollback/rollback";
import { sourceOf } from "../../cli/deployments/source";
import { Rehearsal } from "../support/rehearsal";
import { rehearsedAutomation, type RehearsedAutomation } from "../support/rehearsed-automation";

const STACK = "development";
const TOKEN = "the-token-that-nobody-may-see";

/**
 * Returns to updates of a plain `pulumi up`, which only Pulumi's history has, with the real engine in a repository of its
 * own: program, configuration and secrets. It is told in order.
 */
describe("a return to a plain update", () => {
  let rehearsal: Rehearsal;
  let context: RehearsedAutomation;

  beforeAll(async () => {
    rehearsal = await Rehearsal.begin({ program: "settings" });
    await rehearsal.succeed("stack", "init", STACK);
    writeFileSync(
      join(rehearsal.paths.project, `Pulumi.${STACK}.yaml`),
      "config:\n  proofpix:release: first # told in tags\n",
    );
    await rehearsal.succeed("config", "set", "--secret", "token", TOKEN, "--stack", STACK);
    git("init", "--quiet");
    git("config", "user.email", "test@example.com");
    git("config", "user.name", "test");
    context = await automation({});
  });

  afterAll(() => rehearsal.end());

  function git(...words: string[]): string {
    return execFileSync("git", words, { cwd: rehearsal.paths.project, encoding: "utf8" }).trim();
  }

  /** A program that tells itself apart by an output. */
  function writeProgram(version: string): void {
    const file = join(rehearsal.paths.project, "program.js");
    const [line = ""] = readFileSync(file, "utf8").split("\n");
    const call = line.replace(/^module\.exports = (?:\(\) => \(\{ \.\.\.)?(require\([^)]*\)\("settings"\)).*$/, "$1");
    writeFileSync(file, `module.exports = () => ({ ...${call}(), program: "${version}" });\n`);
  }

  function commit(message: string): void {
    git("add", "--all", ".");
    git("commit", "--quiet", "--allow-empty", "--message", message);
  }

  async function automation(kept: Partial<RehearsedAutomation>): Promise<RehearsedAutomation> {
    const root = rehearsal.paths.project;
    const opened = await rehearsedAutomation(rehearsal, STACK, 1);
    return {
      ...opened,
      ...kept,
      source: () => sourceOf(root),
      programOf: (wanted) =>
        programOfCommit(wanted, { root, engineIn: opened.engineIn, parent: rehearsal.paths.local }),
    };
  }

  function back(request: Partial<RollbackRequest> = {}): Promise<RollbackResult> {
    return rollback({ destination: { steps: 1 }, ...request }, context);
  }

  function encrypted(): string | undefined {
    return /secure: (\S+)/.exec(rehearsal.configuration(STACK))?.[1];
  }

  it("brings back the program of its commit, its configuration, and its secrets as they are encrypted", async () => {
    writeProgram("first");
    commit("first");
    await rehearsal.deploy(STACK);
    const [text, secret] = [rehearsal.configuration(STACK), encrypted()];
    writeProgram("second");
    rehearsal.configure(STACK, ["proofpix:release"], "second");
    await rehearsal.succeed("config", "set", "--secret", "token", `${TOKEN}-of-the-second`, "--stack", STACK);
    commit("second");
    await rehearsal.deploy(STACK);
    expect(await context.engine.outputs()).toMatchObject({ program: "second" });
    const { record, returnedTo, differences } = await back();

    expect(record?.failure).toBeUndefined();
    expect(record).toMatchObject({ status: "succeeded", source: { isDirty: false } });
    expect(returnedTo).toBe("update 1");
    expect(await context.engine.outputs()).toMatchObject({ program: "first" });
    expect(rehearsal.configuration(STACK)).toBe(text);
    expect(encrypted()).toBe(secret);
    expect(differences?.filter(({ reason }) => reason === undefined)).toEqual([]);
    expect(git("worktree", "list").split("\n")).toHaveLength(1);
  });

  it("is rolled back itself", async () => {
    const { record, returnedTo } = await back();

    expect(returnedTo).toBe("update 2");
    expect(record?.status).toBe("succeeded");
    expect(await context.engine.outputs()).toMatchObject({ program: "second" });
    expect(rehearsal.configuration(STACK)).toContain("proofpix:release: second");
  });

  it("is refused where its program was never committed, unless configuration alone returns", async () => {
    writeProgram("never committed");
    rehearsal.configure(STACK, ["proofpix:release"], "third");
    await rehearsal.deploy(STACK);
    const [dirty] = await context.engine.history(1);
    expect(dirty).toMatchObject({ isDirty: true });
    writeProgram("fourth");
    rehearsal.configure(STACK, ["proofpix:release"], "fourth");
    commit("fourth");
    await rehearsal.deploy(STACK);

    await expect(back()).rejects.toMatchObject({ code: "return-forbidden" });
    expect(rehearsal.configuration(STACK)).toContain("proofpix:release: fourth");
    const { record } = await back({ configurationOnly: true });
    expect(record?.status).toBe("succeeded");
    expect(rehearsal.configuration(STACK)).toContain("proofpix:release: third");
    expect(await context.engine.outputs()).toMatchObject({ program: "fourth" });
  });

  it("deletes what holds data only where it is named", async () => {
    rehearsal.configure(STACK, ["proofpix:keepsFiles"], true);
    commit("keeps files");
    await rehearsal.deploy(STACK);
    const files = async (): Promise<number> =>
      (await rehearsal.held(STACK)).filter(({ type }) => type === "aws:s3/bucket:Bucket").length;
    const { record } = await back({ configurationOnly: true });

    expect(record).toMatchObject({ status: "refused" });
    expect(record?.failure).toContain("delete files (aws:s3/bucket:Bucket)");
    expect(await files()).toBe(1);
    expect((await back({ configurationOnly: true, mayDestroy: ["files"] })).record?.status).toBe("succeeded");
    expect(await files()).toBe(0);
  });

  it("is refused where its secrets were encrypted under a passphrase that is gone", async () => {
    await rehearsal.deploy(STACK);
    const text = rehearsal.configuration(STACK);
    await rehearsal.changePassphrase(STACK, "another passphrase");
    context = await automation({ store: context.store });
    await rehearsal.succeed("config", "set", "--secret", "token", `${TOKEN}-anew`, "--stack", STACK);
    const now = rehearsal.configuration(STACK);
    expect(now).not.toBe(text);
    await rehearsal.deploy(STACK);
    const { record } = await back({ configurationOnly: true });

    expect(record).toMatchObject({ status: "refused" });
    expect(record?.failure).toContain("can't be decrypted any more");
    expect(rehearsal.configuration(STACK)).toBe(now);
  });

  it("shows no secret in records, events and files", async () => {
    const { records } = await context.store.list(STACK);
    const kept = JSON.stringify([records, context.events, rehearsal.configuration(STACK)]);

    expect(records.length).toBeGreaterThan(4);
    expect(kept).not.toContain(TOKEN);
    expect(rehearsal.printed).not.toContain(TOKEN);
  });
});
