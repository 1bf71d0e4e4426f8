import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { programOfCommit } from "../../../automation/rollback/program-of-commit";
import { FakeEngine } from "../support/fake-engine";
import { temporaryDirectory } from "../../support/temporary-directory";

/** A repository with two commits of a program, whose packages are installed. */
function repository() {
  const root = temporaryDirectory();
  const git = (...words: string[]): string => execFileSync("git", words, { cwd: root, encoding: "utf8" }).trim();
  git("init", "--quiet");
  git("config", "user.email", "test@example.com");
  git("config", "user.name", "test");
  const commits = ["first", "second"].map((version) => {
    writeFileSync(join(root, "index.js"), version);
    writeFileSync(join(root, "package-lock.json"), "{}");
    git("add", ".");
    git("commit", "--quiet", "--message", version);
    return git("rev-parse", "HEAD");
  });
  mkdirSync(join(root, "node_modules", "package"), { recursive: true });
  return { root, git, commits, parent: temporaryDirectory() };
}

describe("the program of a commit", () => {
  it("is there with the packages that are installed, and goes when it is closed", async () => {
    const { root, git, commits, parent } = repository();
    const directories: string[] = [];
    const engine = new FakeEngine();
    const engineIn = (directory: string) => {
      directories.push(directory);
      return Promise.resolve(engine);
    };
    const program = await programOfCommit(commits[0] ?? "", { root, engineIn, parent });
    const [directory = ""] = directories;

    expect(program.engine).toBe(engine);
    expect(readFileSync(join(directory, "index.js"), "utf8")).toBe("first");
    expect(existsSync(join(directory, "node_modules", "package"))).toBe(true);
    expect(readFileSync(join(root, "index.js"), "utf8")).toBe("second");

    await program.close();
    expect(existsSync(directory)).toBe(false);
    expect(existsSync(join(root, "node_modules", "package"))).toBe(true);
    expect(git("worktree", "list").split("\n")).toHaveLength(1);
  });

  it("leaves nothing behind where no engine can be made of it", async () => {
    const { root, git, commits, parent } = repository();
    const engineIn = () => Promise.reject(new Error("no engine"));

    await expect(programOfCommit(commits[0] ?? "", { root, engineIn, parent })).rejects.toThrow("no engine");
    expect(git("worktree", "list").split("\n")).toHaveLength(1);
  });

  it.each(["f".repeat(40), "HEAD", "--all"])("isn't there for %s", async (commit) => {
    const { root, parent } = repository();

    await expect(
      programOfCommit(commit, { root, engineIn: () => Promise.resolve(new FakeEngine()), parent }),
    ).rejects.toThrow(/doesn't have it|is no commit/);
  });
});
