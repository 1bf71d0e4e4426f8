import { execFile, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { promisify } from "node:util";
import { acquireLocalCloud, type LocalCloudLease } from "../../localcloud/client";
import { buildPackage } from "../../policies/build.cjs";
import { localEnvironment } from "../../cli/local/environment";
import { prepareBackend } from "../../cli/local/backend";
import { localPaths } from "../../cli/local/paths";
import { ensureEngine, type Engine } from "../../tools/engine";
import { versionOf } from "../../tools/engine/program";
import { projectRoot } from "../../tools/shared/project-root";
import { languagePath, type Language } from "../support/language-hosts";
import { withSchema, type PropertiesOfTypes, type ProviderWithSchema } from "../support/provider-with-schema";

const ROOT = projectRoot(__dirname);

/** A resource of a program: its logical name, its type and its inputs. */
type Resources = Readonly<Record<string, readonly [type: string, inputs: object]>>;

const TAGS = { Environment: "production", Owner: "shop", CostCenter: "sales" };

const EVERYBODY = JSON.stringify({
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Principal: "*", Action: "secretsmanager:GetSecretValue", Resource: "*" }],
});

const SOUND: Resources = { token: ["aws:secretsmanager/secret:Secret", { tags: TAGS }] };
const OPEN: Resources = { token: ["aws:secretsmanager/secret:Secret", { tags: TAGS, policy: EVERYBODY }] };

/** Nothing is wrong with the queue alone, but no resource of the stack takes what it can't process. */
const ALONE: Resources = { ...SOUND, jobs: ["aws:sqs/queue:Queue", { tags: TAGS }] };

/** The types of these programs, for the host of YAML. */
const TYPES: PropertiesOfTypes = {
  "aws:secretsmanager/secret:Secret": ["tags", "policy"],
  "aws:sqs/queue:Queue": ["tags"],
};

interface Program {
  readonly runtime: string;
  readonly file: string;
  readonly write: (resources: Resources) => string;
}

const PROGRAMS: Readonly<Record<Language, Program>> = {
  python: {
    runtime: "python",
    file: "__main__.py",
    write: (resources) =>
      [
        "import pulumi",
        "",
        "class Resource(pulumi.CustomResource):",
        "    def __init__(self, kind, name, properties):",
        "        super().__init__(kind, name, properties)",
        "",
        ...Object.entries(resources).map(
          ([name, [type, inputs]]) => `Resource("${type}", "${name}", ${JSON.stringify(inputs)})`,
        ),
        "",
      ].join("\n"),
  },
  yaml: {
    runtime: "yaml",
    file: "Main.yaml",
    write: (resources) =>
      JSON.stringify({
        resources: Object.fromEntries(
          Object.entries(resources).map(([name, [type, properties]]) => [name, { type, properties }]),
        ),
      }),
  },
};

const temporary = join(ROOT, ".local", "foreign-programs");
let pack: string;
let engine: Engine;
let cloud: LocalCloudLease;
let aws: ProviderWithSchema;

beforeAll(async () => {
  mkdirSync(temporary, { recursive: true });
  pack = await installedPack();
  engine = await ensureEngine({ root: ROOT, report: () => undefined });
  cloud = await acquireLocalCloud(mkdtempSync(join(temporary, "cloud-")));
  aws = await withSchema(cloud.providers, TYPES);
});

afterAll(async () => {
  aws.end();
  await cloud.release();
  rmSync(temporary, { recursive: true, force: true });
});

/** The pack as npm puts it into `node_modules`: its tarball's files, beside the SDK, which is linked from here. */
async function installedPack(): Promise<string> {
  const stage = mkdtempSync(join(temporary, "stage-"));
  buildPackage(stage);
  const execute = promisify(execFile);
  const { stdout } = await execute("npm", ["pack", "--json", "--ignore-scripts"], { cwd: stage });
  const [packed] = JSON.parse(stdout) as readonly { filename: string }[];
  const modules = join(mkdtempSync(join(temporary, "project-")), "node_modules");
  const directory = join(modules, "proofpix-policies");
  mkdirSync(directory, { recursive: true });
  await execute("tar", ["-xzf", join(stage, packed?.filename ?? ""), "-C", directory, "--strip-components=1"]);
  for (const name of ["@pulumi", "@grpc", "google-protobuf"])
    symlinkSync(join(ROOT, "node_modules", name), join(modules, name));
  return directory;
}

/** A project in a language, its engine and its state. */
class Project {
  private constructor(
    private readonly program: Program,
    private readonly directory: string,
    private readonly environment: NodeJS.ProcessEnv,
  ) {}

  static async begin(language: Language): Promise<Project> {
    const program = PROGRAMS[language];
    const paths = localPaths(ROOT, mkdtempSync(join(temporary, `${language}-`)));
    prepareBackend(paths);
    const directory = join(paths.local, "program");
    mkdirSync(directory);
    const version = (await versionOf(join(engine.directory, "pulumi"))) ?? "";
    const languages = await languagePath(language, engine.directory, version);
    const local = localEnvironment(
      { paths, engineDirectory: engine.directory, providers: aws.providers, project: directory },
      process.env,
    );
    const environment = { ...local, PATH: [languages, local.PATH].filter(Boolean).join(delimiter) };
    writeFileSync(join(directory, "Pulumi.yaml"), `name: shop\nruntime: ${program.runtime}\n`);
    const project = new Project(program, directory, environment);
    await project.pulumi("stack", "init", "production", "--no-select");
    return project;
  }

  write(resources: Resources): void {
    writeFileSync(join(this.directory, this.program.file), this.program.write(resources));
  }

  async pulumi(...words: readonly string[]): Promise<{ code: number | null; output: string }> {
    const child = spawn("pulumi", [...words, "--non-interactive", "--color", "never"], { env: this.environment });
    let output = "";
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (data: Buffer) => (output += data.toString()));
    const code = await new Promise<number | null>((resolve) => child.once("close", resolve));
    return { code, output };
  }

  /** Runs a command under the pack with a configuration. */
  judged(configuration: string, ...words: readonly string[]): ReturnType<Project["pulumi"]> {
    const policies = ["--policy-pack", pack, "--policy-pack-config", configuration];
    return this.pulumi(...words, "--stack", "production", ...policies);
  }

  async created(): Promise<readonly string[]> {
    const { output } = await this.pulumi("stack", "export", "--stack", "production");
    const { deployment } = JSON.parse(output) as { deployment: { resources?: readonly { type: string }[] } };
    return (deployment.resources ?? []).map(({ type }) => type).filter((type) => type.startsWith("aws:"));
  }
}

const production = () => join(pack, "configuration", "production.json");

describe.each(["python", "yaml"] as const)("the pack from its tarball, on a program in %s", (language) => {
  let project: Project;

  beforeAll(async () => {
    project = await Project.begin(language);
  });

  it("refuses what is open to everybody, in the preview, and counts by severity", async () => {
    project.write(OPEN);
    const { code, output } = await project.judged(production(), "preview");

    expect(output).toMatch(/\[mandatory\] \[severity: critical\] {2}resource-policies-confined .*token/);
    expect(output).toContain("By severity: 1 critical.");
    expect(code).not.toBe(0);
  });

  it("stops the update before such a resource is created", async () => {
    const { code } = await project.judged(production(), "up", "--yes", "--skip-preview");

    expect(code).not.toBe(0);
    expect(await project.created()).toEqual([]);
  });

  it("takes an exemption under the rule's former name, and says what to rename", async () => {
    const exempt = [{ match: "token", reason: "moves", owner: "team", expires: "2999-01-31" }];
    const configuration = join(temporary, `${language}.json`);
    writeFileSync(
      configuration,
      JSON.stringify({
        "kms-key-policy-confined": { exempt },
        "pack-environment": { enforcementLevel: "mandatory", environment: "production" },
      }),
    );
    const { code, output } = await project.judged(configuration, "preview");

    expect(output).toContain("Exempted until 2999-01-31 by team (moves)");
    expect(output).toContain('is called "resource-policies-confined" now');
    expect(code).toBe(0);
  });

  it("lets through what is sound", async () => {
    project.write(SOUND);
    const { code, output } = await project.judged(production(), "up", "--yes", "--skip-preview");

    expect(output).not.toContain("[mandatory]");
    expect(code).toBe(0);
    expect(await project.created()).toEqual(["aws:secretsmanager/secret:Secret"]);
  });

  it("meets in an update what is wrong with the whole stack only when everything is created", async () => {
    project.write(ALONE);
    const { code, output } = await project.judged(production(), "up", "--yes", "--skip-preview");

    expect(output).toMatch(/\[mandatory\] \[severity: high\] {2}sqs-dead-letter-queue .*jobs/);
    expect(code).not.toBe(0);
    expect(await project.created()).toContain("aws:sqs/queue:Queue");
  });
});
