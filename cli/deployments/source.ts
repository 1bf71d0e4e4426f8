import { execute } from "../../tools/engine/execute";
import type { Source } from "../../automation/model/deployment";

/** Configuration files: deployments record their texts, so a change of them alone leaves the program as committed. */
const CONFIGURATION_FILES = ":(exclude)Pulumi.*.yaml";

/** The program of a folder, by git; outside of a repository it counts as changed, since nobody can have it again. */
export async function sourceOf(root: string): Promise<Source> {
  const git = (...args: string[]) => execute("git", args, { directory: root });
  try {
    const [commit, branch, changed] = await Promise.all([
      git("rev-parse", "HEAD"),
      git("rev-parse", "--abbrev-ref", "HEAD"),
      git("status", "--porcelain", "--", ".", CONFIGURATION_FILES),
    ]);
    return { commit: commit.trim(), branch: branch.trim(), isDirty: changed.trim() !== "" };
  } catch {
    return { isDirty: true };
  }
}
