import { existsSync, mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { execute } from "../../tools/engine/execute";
import type { Engine } from "../engine/engine";

/** Where programs of other commits come from. */
export interface ProgramOfCommitArgs {
  /** Folder of the project, within a git repository. */
  readonly root: string;
  /** Makes an engine on the project of a folder. */
  readonly engineIn: (directory: string) => Promise<Engine>;
  /**
   * Folder below which programs are put for as long as they are used. Node finds packages in the folders above it.
   * @default the folder for temporary files
   */
  readonly parent?: string;
}

/** An engine on the program of another commit, until it is closed. */
export interface ProgramOfCommit {
  readonly engine: Engine;
  close(): Promise<void>;
}

/** A commit as git writes it in full; SHA-256 repositories have longer ones. */
const COMMIT = /^[0-9a-f]{40,64}$/;

/** File that says which packages a program needs. */
const LOCK = "package-lock.json";

/**
 * Puts the program of a commit into a worktree of its own, with the packages that it was made with: those that are
 * installed where both want the same, else ones that are installed for it from its own lock file.
 * @throws where the repository doesn't have the commit, as after a shallow clone.
 */
export async function programOfCommit(commit: string, args: ProgramOfCommitArgs): Promise<ProgramOfCommit> {
  const { root, engineIn, parent = tmpdir() } = args;
  if (!COMMIT.test(commit)) throw new Error(`${commit} is no commit`);
  const git = (...words: string[]): Promise<string> => execute("git", words, { directory: root });
  const top = (await git("rev-parse", "--show-toplevel")).trim();
  await git("rev-parse", "--verify", "--quiet", `${commit}^{commit}`).catch((cause: unknown) => {
    throw new Error(`the repository doesn't have it`, { cause });
  });
  const worktree = mkdtempSync(join(parent, "program-"));
  const close = async (): Promise<void> => {
    await git("worktree", "remove", "--force", worktree).catch(() => git("worktree", "prune"));
    rmSync(worktree, { recursive: true, force: true });
  };
  try {
    await git("worktree", "add", "--detach", "--force", worktree, commit);
    const directory = join(worktree, relative(top, root));
    await installed(directory, root, git, commit);
    return { engine: await engineIn(directory), close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Has a folder find the packages of its own lock file; without one, Node looks in the folders above. */
async function installed(
  directory: string,
  root: string,
  git: (...words: string[]) => Promise<string>,
  commit: string,
): Promise<void> {
  if (existsSync(join(directory, "node_modules")) || !existsSync(join(directory, LOCK))) return;
  const isSame = await git("diff", "--quiet", commit, "--", LOCK).then(
    () => true,
    () => false,
  );
  const here = join(root, "node_modules");
  if (isSame && existsSync(here)) symlinkSync(here, join(directory, "node_modules"));
  else await execute("npm", ["ci", "--no-audit", "--no-fund"], { directory });
}
