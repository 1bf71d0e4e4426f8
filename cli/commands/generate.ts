import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { describeFailure } from "../../tools/shared/failure.cjs";
import { loadTypeScript } from "../../tools/typescript/load.cjs";
import { UsageError, type Command } from "../command";
import type { Report } from "../local/session";

/** Makes some of the generated files, and reports what it wrote. */
export type Part = (root: string, report: Report) => Promise<void> | void;

type Files = Readonly<Record<string, string>>;

/** A module that makes files. It is loaded at run time, since no other folder may import from its folder. */
interface FileMaker {
  readonly generatedFiles: (root: string) => Files | Promise<Files>;
}

/**
 * The generator of the local cloud's limits, which is loaded only when needed, since it loads the TypeScript compiler.
 */
interface AwsModels {
  generateAwsLimits(root: string, types: readonly unknown[]): string;
}

interface ApiModels {
  generateAwsApiModels(root: string, operations: readonly string[]): string;
}

interface ApiOperations {
  readonly OPERATION_NAMES: readonly string[];
}

interface Services {
  readonly RESOURCE_TYPES: readonly unknown[];
}

interface PriceLists {
  generatePrices(root: string, report: Report): Promise<void>;
}

interface InstanceTypes {
  generateInstanceTypes(root: string): string;
}

/** The parts in the order in which they are made: what takes nothing but this repository comes first. */
export const PARTS = {
  arguments: filesOf("tools/arguments/generated.ts"),
  configuration: filesOf("stacks/environment/generated.ts"),
  documentation: filesOf("stacks/documentation/generated.ts"),
  policies: filesOf("policies/generated.ts"),
  ci: filesOf("ci/generated.ts"),
  seeds: filesOf("cli/local/seeds-schema.ts"),
  simulations: filesOf("cli/simulation-files.ts"),
  dashboards: filesOf("stacks/documentation/dashboards/pictures.ts"),
  limits: (root, report) => {
    const models = load(root, "localcloud/limits/aws-models/generate.ts") as AwsModels;
    const { RESOURCE_TYPES } = load(root, "localcloud/services/index.ts") as Services;
    report(models.generateAwsLimits(root, RESOURCE_TYPES));
  },
  apis: (root, report) => {
    const models = load(root, "localcloud/limits/aws-models/api-models.ts") as ApiModels;
    const { OPERATION_NAMES } = load(root, "localcloud/api/operations/index.ts") as ApiOperations;
    report(models.generateAwsApiModels(root, OPERATION_NAMES));
  },
  instances: (root, report) => {
    report((load(root, "tools/instance-types/generate.ts") as InstanceTypes).generateInstanceTypes(root));
  },
  prices: (root, report) => (load(root, "tools/prices/generate.ts") as PriceLists).generatePrices(root, report),
} as const satisfies Readonly<Record<string, Part>>;

export const command: Command = {
  help: {
    summary: "Writes generated files anew: all of them, or those of the parts that are named.",
    usage: ["npm run generate -- [part]…"],
    details: [
      "arguments      what each component takes, by which it checks the arguments of plain JavaScript",
      "configuration  Pulumi.yaml, the reference of its keys and their JSON Schema",
      "documentation  quotas, scaling and alerts of the committed environments, and the runbook of alerts",
      "policies       a page for each rule, their list and the levels of the environments",
      "ci             the pipeline's files for GitHub Actions, GitLab CI and Jenkins",
      "seeds          the JSON Schema of the file of seeds of a rehearsal",
      "simulations    what traffic would do to production, on docs/scaling.md; deploys it into the local cloud if need be",
      "dashboards     pictures of Grafana's dashboards; takes Prometheus (apt-get install prometheus)",
      "limits         what AWS's models allow, for the local cloud; takes Python 3 with pip and the network",
      "apis           how AWS's APIs write what they take and answer, for the local cloud; takes what limits takes",
      "instances      what EC2's instance types have; takes Python 3 with pip, Go and the network",
      "prices         what AWS's price lists say; only where it is named, since it takes a network that reaches AWS",
    ],
    examples: [
      ["npm run generate", "everything"],
      ["npm run generate -- policies", "after a change to a policy's rule"],
      ["npm run generate -- configuration documentation", "after a change to the configuration's schema"],
    ],
  },
  run: ({ root, args, print }) => generate(root, args, print),
};

/** Parts that are made only where they are named. */
const ON_REQUEST: readonly string[] = ["prices"];

/**
 * `npm run generate`: writes generated files anew, those of the named parts or all. A part that fails keeps no other
 * from being made.
 * @returns 1 where a part failed.
 * @throws {UsageError} for a part that there is not.
 */
export async function generate(
  root: string,
  argv: readonly string[],
  report: Report,
  parts: Readonly<Record<string, Part>> = PARTS,
): Promise<number> {
  const unknown = argv.find((name) => !Object.hasOwn(parts, name));
  if (unknown !== undefined) {
    throw new UsageError(`there is no part "${unknown}"`, `The parts are ${Object.keys(parts).join(", ")}.`);
  }
  let code = 0;
  for (const [name, make] of Object.entries(parts)) {
    if (!(argv.length > 0 ? argv.includes(name) : !ON_REQUEST.includes(name))) continue;
    try {
      await make(root, report);
    } catch (error) {
      report(describeFailure(error));
      code = 1;
    }
  }
  return code;
}

function filesOf(maker: string): Part {
  return async (root, report) => {
    for (const [path, content] of Object.entries(await (load(root, maker) as FileMaker).generatedFiles(root))) {
      await mkdir(dirname(join(root, path)), { recursive: true });
      await writeFile(join(root, path), content);
      report(`wrote ${path}`);
    }
  };
}

function load(root: string, path: string): unknown {
  return loadTypeScript(join(root, path));
}
