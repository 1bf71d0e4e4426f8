import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { loadTypeScript } from "../../tools/typescript/load.cjs";
import type { Command } from "../command";
import type { Report } from "../local/session";

/** A module that makes files. It is loaded at run time, since no other folder may import from its folder. */
interface FileMaker {
  readonly generatedFiles: (root: string) => Readonly<Record<string, string>>;
}

/** The generator of the local cloud's limits, which is loaded only when needed, since it loads the TypeScript compiler. */
interface AwsModels {
  generateAwsLimits(root: string, types: readonly unknown[]): string;
}

interface Services {
  readonly RESOURCE_TYPES: readonly unknown[];
}

const FILE_MAKERS = ["stacks/environment/generated.ts", "stacks/documentation/generated.ts", "policies/generated.ts"];

export const command: Command = {
  help: {
    summary:
      "Writes every generated file anew: Pulumi.yaml, docs/generated, the policies' pages and levels, AWS's limits.",
    usage: ["npm run generate"],
    details: ["AWS's limits come from botocore's models, for which it takes Python 3 with pip and the network."],
    examples: [["npm run generate", "after a change to the configuration's schema, a policy or AWS's models"]],
  },
  run: ({ root, args, print }) => generate(root, args, print),
};

/** `npm run generate`: writes every generated file anew. */
export async function generate(root: string, _argv: readonly string[], report: Report): Promise<number> {
  for (const maker of FILE_MAKERS) {
    const { generatedFiles } = loadTypeScript(join(root, maker)) as FileMaker;
    for (const [path, content] of Object.entries(generatedFiles(root))) {
      await mkdir(dirname(join(root, path)), { recursive: true });
      await writeFile(join(root, path), content);
      report(`wrote ${path}`);
    }
  }
  const localcloud = join(root, "localcloud");
  const models = loadTypeScript(join(localcloud, "limits", "aws-models", "generate.ts")) as AwsModels;
  const services = loadTypeScript(join(localcloud, "services", "index.ts")) as Services;
  report(models.generateAwsLimits(root, services.RESOURCE_TYPES));
  return 0;
}
