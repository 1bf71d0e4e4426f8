import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import ts from "typescript";
import { ensureEngine } from "../../tools/engine";
import { compileWithoutTypes, install, NAME, pack, proofpix, ROOT, type Said, stageCheckout } from "./staged-package";

/** Real, since the engine names files so. */
const temporary = realpathSync(mkdtempSync(join(tmpdir(), `${NAME}-rehearsal-`)));
const project = join(temporary, "project");
const variables: Record<string, string> = { PULUMI_NODEJS_TRANSPILE_ONLY: "true" };

beforeAll(async () => {
  const stage = join(temporary, "stage");
  stageCheckout(stage);
  compileWithoutTypes(stage);
  const { filename } = await pack(stage, temporary);
  await install(join(temporary, filename), project);
  const { directory } = await ensureEngine({ root: ROOT, report: () => undefined });
  variables.PATH = `${directory}:${process.env.PATH ?? ""}`;
});

afterAll(() => {
  rmSync(temporary, { recursive: true, force: true });
});

/** A Pulumi project in the folder where the package is installed. */
function projectWith(name: string, files: Readonly<Record<string, string>>): string {
  const folder = join(project, name);
  mkdirSync(folder);
  for (const [file, text] of Object.entries(files)) writeFileSync(join(folder, file), text);
  return folder;
}

/** `npx proofpix local …`, with what it printed and reported together. */
async function local(folder: string, ...words: readonly string[]): Promise<Pick<Said, "code"> & { output: string }> {
  const { code, stdout, stderr } = await proofpix(folder, ["local", ...words], variables);
  return { code, output: `${stdout}\n${stderr}` };
}

const pulumi = (...words: readonly string[]) => ["--", "pulumi", ...words, "--non-interactive", "--color", "never"];

/** The TypeScript programs of the README's section on the library. */
function examples(): string[] {
  const readme = readFileSync(join(project, "node_modules", NAME, "README.md"), "utf8");
  const section = readme.slice(readme.indexOf("\n## Using it as a library\n"));
  return [...section.matchAll(/^```ts\n(.*?)^```$/gms)].map(([, program = ""]) => program);
}

const PROJECT = "runtime: nodejs\n";
const PLAIN = "runtime: { name: nodejs, options: { typescript: false } }\n";
const SEEDS = "hostedZones:\n  - name: example.com\nimages:\n  - registry.example.com/shop:1.4.2\n";

/** What a load balancer and its bucket have to be told before they are taken down, as on AWS. */
const UNPROTECTED = `
  transform: {
    loadBalancer: {
      loadBalancer: { enableDeletionProtection: false },
      accessLogBucket: { forceDestroy: true },
    },
  },
});`;

describe("a program of a project that installed the package", () => {
  it("is rehearsed as the README has it: deployed, unchanged then, and taken down", async () => {
    const [program = ""] = examples();
    expect(program).toContain('new WebService("shop"');
    const folder = projectWith("shop", {
      "Pulumi.yaml": `name: shop\n${PROJECT}`,
      "index.ts": program,
      "seeds.yaml": SEEDS,
    });

    const up = await local(
      folder,
      "--seeds",
      "seeds.yaml",
      ...pulumi("up", "--yes", "--skip-preview", "--stack", "dev"),
    );
    expect(up.output).toContain('url: "https://shop.example.com"');
    expect(up).toMatchObject({ code: 0, output: expect.stringMatching(/^ {4}\+ \d{3} created$/m) as string });

    const again = await local(folder, ...pulumi("preview", "--expect-no-changes", "--stack", "dev"));
    expect(again).toMatchObject({ code: 0, output: expect.stringMatching(/^ {4}\d{3} unchanged$/m) as string });

    writeFileSync(join(folder, "index.ts"), program.replace("\n});", UNPROTECTED));
    const changed = await local(folder, ...pulumi("up", "--yes", "--skip-preview", "--stack", "dev"));
    expect(changed).toMatchObject({ code: 0, output: expect.stringMatching(/^ {4}~ 2 updated$/m) as string });

    const down = await local(folder, ...pulumi("destroy", "--yes", "--skip-preview", "--stack", "dev"));
    expect(down).toMatchObject({ code: 0, output: expect.stringMatching(/^ {4}- \d{3} deleted$/m) as string });
    expect(readdirSync(folder).sort()).toEqual([
      ".proofpix",
      "Pulumi.dev.yaml", // the engine's own
      "Pulumi.yaml",
      "index.ts",
      "seeds.yaml",
    ]);
    expect(readFileSync(join(folder, ".proofpix", ".gitignore"), "utf8")).toBe("*\n");
  });

  it("is rehearsed from its parts, as the README's second example has it", async () => {
    const [, program = ""] = examples();
    expect(program).toContain('new LoadBalancer("shop"');
    const folder = projectWith("parts", {
      "Pulumi.yaml": `name: parts\n${PROJECT}`,
      "Pulumi.dev.yaml": "config:\n  aws:region: eu-west-1\n",
      "index.ts": program,
      "seeds.yaml": SEEDS,
    });
    const previewed = await local(folder, "--seeds=seeds.yaml", ...pulumi("preview", "--stack", "dev"));

    expect(previewed).toMatchObject({ code: 0, output: expect.stringMatching(/^ {4}\+ \d{2} to create$/m) as string });
  });

  it("finds plain pulumi in a shell, in another folder, and a type let through that isn't known", async () => {
    const folder = projectWith("jobs", {
      "Pulumi.yaml": `name: jobs\n${PLAIN}`,
      "index.js": `
        const aws = require("@pulumi/aws");
        const { secretString } = aws.secretsmanager.getSecretVersionOutput({ secretId: "jobs/token" });
        const job = new aws.glue.Job("nightly", {
          roleArn: "arn:aws:iam::123456789012:role/glue",
          command: { scriptLocation: "s3://jobs/nightly.py" },
          defaultArguments: { "--token": secretString },
        });
        exports.id = job.id;`,
      "seeds.json": JSON.stringify({
        secrets: [{ name: "jobs/token", region: "us-east-1", valueFromEnvironment: "JOBS_TOKEN" }],
      }),
    });
    variables.JOBS_TOKEN = "not-to-be-seen";
    const shell = [
      "--",
      "sh",
      "-c",
      `cd ${folder} && pulumi stack select --create dev && pulumi up --yes --skip-preview`,
    ];

    const refused = await local(project, "--seeds", "jobs/seeds.json", ...shell);
    expect(refused.output).toMatch(
      /the local cloud doesn't know the resource type aws:glue\/job:Job; .*--allow-unchecked aws:glue\/job:Job/,
    );

    const through = await local(project, "--allow-unchecked", "aws:glue/job:Job", ...shell);
    expect(through.output).toMatch(/id: "unchecked-[0-9a-f]{17}"/);
    expect(through.output).toMatch(/warning: rehearsal: unchecked/);
    expect(through.output).toMatch(/^unchecked, .*\n {2}aws:glue\/job:Job: 1 resource$/m);

    const destroyed = await local(project, ...pulumi("destroy", "--yes", "--skip-preview", "--cwd", folder));
    expect(destroyed).toMatchObject({ code: 0, output: expect.stringContaining("- 2 deleted") as string });
    const state = readFileSync(join(project, ".proofpix/pulumi/state/.pulumi/stacks/jobs/dev.json.bak"), "utf8");
    expect(`${refused.output}${through.output}${destroyed.output}${state}`).not.toContain("not-to-be-seen");
  });
});

/** The test on the page of rehearsals, as JavaScript. */
function documentedTest(): string {
  const page = readFileSync(join(project, "node_modules", NAME, "docs/rehearsing-your-program.md"), "utf8");
  const [, code = ""] = /^```ts\n(.*?)^```$/ms.exec(page) ?? [];
  const compilerOptions = { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022, esModuleInterop: true };
  return ts.transpileModule(code, { compilerOptions }).outputText;
}

const SHOP = `
  const aws = require("@pulumi/aws");
  const zone = aws.route53.getZoneOutput({ name: "example.com" });
  exports.url = zone.name.apply((name) => "https://shop." + name);`;

/** Tells which profile of AWS it sees, too. */
const GLUE = `
  const { glue } = require("@pulumi/aws");
  exports.id = new glue.Job("nightly", { roleArn: "arn:aws:iam::123456789012:role/glue", command: {} }).id;
  exports.profile = process.env.AWS_PROFILE ?? "none";`;

/** Rehearsals at the same time, each of which ends in another way. */
const SIDE_BY_SIDE = `
  const assert = require("node:assert/strict");
  const { test } = require("node:test");
  const { setTimeout } = require("node:timers/promises");
  const { LocalWorkspace } = require("@pulumi/pulumi/automation");
  const { rehearsal } = require("proofpix-infrastructure/rehearsal");

  const report = () => undefined;
  const stackOf = (workDir, { environment }) =>
    LocalWorkspace.createOrSelectStack({ stackName: "dev", workDir }, { envVars: environment });

  test("two at once know their own seeds and types, and nothing of each other's", async () => {
    const lines = [];
    const allowed = { folder: "glue", allowUnchecked: ["aws:glue/job:Job"], report: (line) => lines.push(line) };
    const [job, zone] = await Promise.allSettled([
      rehearsal(allowed, async (it) => (await (await stackOf("glue", it)).up()).outputs),
      rehearsal({ folder: "shop", stateFolder: "unseeded", report }, async (it) => (await stackOf("shop", it)).up()),
    ]);
    assert.match(job.value.id.value, /^unchecked-/);
    assert.equal(job.value.profile.value, "none");
    assert.match(lines.join("\\n"), /aws:glue.job:Job: 1 resource/);
    assert.match(String(zone.reason), /no matching Route 53 Hosted Zone found: example.com; .* a file of --seeds/);
  });

  test("an error of the function ends the rehearsal, and is its error", async () => {
    let url;
    const failing = rehearsal({ folder: "shop", stateFolder: "failing", report }, ({ environment }) => {
      url = environment.AWS_ENDPOINT_URL;
      throw new Error("not as expected");
    });
    await assert.rejects(failing, /^Error: not as expected$/);
    const answers = () => fetch(url).then(() => true, () => false);
    for (let looks = 0; (await answers()) && looks < 200; looks++) await setTimeout(100);
    assert.equal(await answers(), false);
  });

  test("wrong options are refused with what to do", async () => {
    await assert.rejects(rehearsal({ seeds: "none.yaml", report }, report), /no file of seeds .*none\\.yaml\\nName one/);
    await assert.rejects(rehearsal({ allowUnchecked: ["Job"], report }, report), /allowUnchecked must be .* got Job\\n/);
  });`;

describe("a test of a project that installed the package", () => {
  it("rehearses programs as the page has it, beside others, and ends with them", async () => {
    const folder = projectWith("tests", { "page.test.js": documentedTest(), "own.test.js": SIDE_BY_SIDE });
    projectWith("tests/shop", { "Pulumi.yaml": `name: shop\n${PLAIN}`, "index.js": SHOP, "seeds.yaml": SEEDS });
    projectWith("tests/glue", {
      "Pulumi.yaml": `name: glue\n${PLAIN}`,
      "index.js": GLUE,
    });
    const foreign = { AWS_PROFILE: "production", PULUMI_BACKEND_URL: "file:///nowhere" };
    const env = { ...process.env, ...variables, ...foreign, TMPDIR: temporary };
    const tests = ["--test", "--test-reporter=tap", "page.test.js", "own.test.js"];
    const { stdout } = await promisify(execFile)(process.execPath, tests, { cwd: folder, env }).catch(
      (failure: unknown) => failure as { readonly stdout: string },
    );

    expect(stdout).toMatch(/# pass 4\n# fail 0\n/);
  });
});
