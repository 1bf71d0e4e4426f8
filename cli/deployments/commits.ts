import { execute } from "../../tools/engine/execute";

/** Commits between two, newest first, a line each; undefined where this repository doesn't have them. */
export async function commitsBetween(root: string, from: string, to: string): Promise<readonly string[] | undefined> {
  try {
    const printed = await execute("git", ["log", "--oneline", "--no-decorate", `${from}..${to}`], { directory: root });
    return printed.split("\n").filter((line) => line !== "");
  } catch {
    return undefined;
  }
}
