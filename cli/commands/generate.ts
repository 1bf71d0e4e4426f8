import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { loadTypeScript } from "../../tools/typescript/load.cjs";
import type { Report } from "../local/session";

/** What `stacks/configuration/generated.ts` exports; nothing may import from stacks, so it is loaded. */
interface StackFiles {
  generatedFiles(): Readonly<Record<string, string>>;
}

/** What `tools/aws-models` exports; loaded when needed, as it brings the TypeScript compiler along. */
interface AwsModels {
  generateAwsLimits(root: string): string;
}

/** `npm run generate`: writes every generated file anew. */
export async function generate(root: string, _argv: readonly string[], report: Report): Promise<number> {
  const stacks = loadTypeScript(join(root, "stacks", "configuration", "generated.ts")) as StackFiles;
  for (const [path, content] of Object.entries(stacks.generatedFiles())) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), content);
    report(`wrote ${path}`);
  }
  const models = loadTypeScript(join(root, "tools", "aws-models", "index.ts")) as AwsModels;
  report(models.generateAwsLimits(root));
  return 0;
}
