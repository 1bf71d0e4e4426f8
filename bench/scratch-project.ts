import { mkdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Rehearsal } from "../test/support/rehearsal";

/** Opens a rehearsal of a program in plain JavaScript, with a stack called `development`. */
export async function withProgram<T>(
  root: string,
  source: string,
  use: (rehearsal: Rehearsal) => Promise<T>,
): Promise<T> {
  const rehearsal = await Rehearsal.begin();
  try {
    const { project } = rehearsal.paths;
    rmSync(project, { recursive: true });
    mkdirSync(project);
    writeFileSync(
      join(project, "Pulumi.yaml"),
      "name: proofpix\nruntime: { name: nodejs, options: { typescript: false } }\nmain: index.js\n",
    );
    writeFileSync(join(project, "index.js"), source);
    symlinkSync(join(root, "package.json"), join(project, "package.json"));
    await rehearsal.succeed("stack", "init", "development");
    return await use(rehearsal);
  } finally {
    await rehearsal.end();
  }
}
