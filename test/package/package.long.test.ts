import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, normalize } from "node:path";
import { promisify } from "node:util";
import ts from "typescript";
import { BucketDeploymentStore } from "../../automation/records/bucket-deployment-store";
import { auditBucket } from "../automation/support/audit-bucket";
import { deployed } from "../automation/support/records";
import { Compiler } from "./compiler";
import { install, NAME, pack, type Packed, proofpix, ROOT, stageCheckout } from "./staged-package";

/** What a user writes first. */
const PROGRAM = `
import * as aws from "@pulumi/aws";
import { ContainerImage, EncryptionKey, ImageRegistry, type SizeQuantity } from "${NAME}/components";
import { rehearsal } from "${NAME}/rehearsal";

const { accountId } = aws.getCallerIdentityOutput();
const key = new EncryptionKey("product", { accountId, region: "eu-west-1" });
const registry = new ImageRegistry("product", { repositoryName: "proofpix/enterprise", kmsKeyArn: key.keyArn });
const reference = "registry.proofpix.com/proofpix/enterprise:1.4.2";
const image = new ContainerImage("product", { source: { kind: "existing", reference } });
export const memory: SizeQuantity = "2Gi";
export const endpoint: Promise<string | undefined> = rehearsal({}, ({ environment }) => environment.AWS_ENDPOINT_URL);
export const outputs = [registry.repositoryUrl, image.reference];
`;

/** Parts of several components that may be undefined, handed to others. */
const PARTS = `
import { AlarmTopic, ClusterCapacity, ContainerCluster, ContainerService, LoadBalancer, Network } from "${NAME}/components";

declare const optional: string | undefined;
const alarms = new AlarmTopic("product", { accountId, kmsKeyArn: key.keyArn });
const network = new Network("product", { availabilityZones: ["eu-west-1a", "eu-west-1b"], logKeyArn: optional });
const { vpcId, cidrBlock: vpcCidrBlock } = network;
const common = { vpcId, vpcCidrBlock, alarmActions: [alarms.topicArn] };
const targets = { web: { port: 8080 } };
const subnetIds = network.publicSubnetIds;
const first = new LoadBalancer("product", { ...common, subnetIds, targets });
new LoadBalancer("second", { ...common, subnetIds, targets, certificateArn: first.certificateArn });
const cluster = new ContainerCluster("product", { kmsKeyArn: optional });
new ContainerService("product-web", {
  ...common,
  cluster,
  capacity: new ClusterCapacity("product", { cluster }).fargate,
  subnetIds: network.privateSubnetIds,
  image: image.reference,
  cpu: "500m",
  memory,
  minInstances: 1,
  maxInstances: 2,
  loadBalancer: { target: first.targets.web, securityGroupId: first.securityGroupId },
  kmsKeyArn: cluster.executeCommandKeyArn,
});
`;

/** What a page of Markdown links to in the package, below its root. */
function linksOf(page: string, text: string): string[] {
  const targets = [...text.matchAll(/\]\(([^)#\s]+)(?:#[^)]*)?\)/g)].map(([, target = ""]) => target);
  return targets.filter((target) => !/^[a-z]+:/.test(target)).map((target) => normalize(join(dirname(page), target)));
}

const execute = promisify(execFile);
const compiler = new Compiler();

/** Real, since a compiler names files so. */
const temporary = realpathSync(mkdtempSync(join(tmpdir(), `${NAME}-package-`)));
const stage = join(temporary, "stage");
const project = join(temporary, "project");
const installed = join(project, "node_modules", NAME);

afterAll(() => {
  rmSync(temporary, { recursive: true, force: true });
});

let packed: Packed;
beforeAll(async () => {
  stageCheckout(stage);
  expect(compiler.emit(join(stage, "dist"))).toEqual([]);
  packed = await pack(stage, temporary);
  await install(join(temporary, packed.filename), project);
});

describe("the package", () => {
  it("holds the compiled library with its declarations, and neither sources nor tests", () => {
    const paths = packed.files.map(({ path }) => path);
    const wanted =
      /^(?:package\.json|(?:[\w-]+\/)*[\w-]+\.md|docs\/[\w/.-]+\.(?:svg|json|ya?ml)|LICENSE|dist\/cli\/(?:proofpix\.js|rehearsal\.(?:js|d\.ts))|dist\/localcloud\/main\.cjs|dist\/components\/[\w/-]+(?:\.d\.c?ts|\.c?js)|dist\/components\/(?:capacity-sizing\/generated\/instance-types|shared\/generated\/arguments)\.json)$/;

    expect(paths.filter((path) => !wanted.test(path))).toEqual([]);
    expect(paths).toEqual(
      expect.arrayContaining(["dist/components/index.js", "dist/components/index.d.ts", "dist/cli/proofpix.js"]),
    );
  });

  it("type-checks in a user's project, its own declarations included", () => {
    const program = join(project, "index.ts");
    writeFileSync(program, PROGRAM);

    const own = (fileName: string): boolean => fileName === program || fileName.startsWith(installed);
    expect(compiler.typeErrors(program, own)).toEqual([]);
  });

  it.each([
    ["with exactOptionalPropertyTypes", { exactOptionalPropertyTypes: true }],
    [
      "with the module resolution of TypeScript before 4.7",
      { module: ts.ModuleKind.CommonJS, moduleResolution: ts.ModuleResolutionKind.Node10 },
    ],
    [
      "with the module resolution of bundlers",
      { module: ts.ModuleKind.ESNext, moduleResolution: ts.ModuleResolutionKind.Bundler },
    ],
  ])("type-checks in a user's project %s", (_, options) => {
    const program = join(project, "optional.ts");
    writeFileSync(program, PROGRAM + PARTS);

    const own = (fileName: string): boolean => fileName === program || fileName.startsWith(installed);
    expect(compiler.typeErrors(program, own, options)).toEqual([]);
  });

  it("brings what its pages lead to", () => {
    const held = new Set(packed.files.map(({ path }) => path));
    const pages = [...held].filter((path) => path.endsWith(".md"));
    const lost = pages.flatMap((page) =>
      linksOf(page, readFileSync(join(installed, page), "utf8")).filter((link) => !held.has(link)),
    );

    // Pages for who changes the project lead to its sources.
    expect(lost.filter((link) => link.endsWith(".md"))).toEqual([]);
    expect(
      linksOf("README.md", readFileSync(join(installed, "README.md"), "utf8")).filter((link) => !held.has(link)),
    ).toEqual([]);
  });

  it("refuses what a user gets wrong, so its types are there", () => {
    const program = join(project, "wrong.ts");
    writeFileSync(program, PROGRAM.replace('"2Gi"', '"2GB"').replace("repositoryName", "repository"));

    expect(compiler.typeErrors(program, (fileName) => fileName === program)).toEqual([
      expect.stringContaining("'repository' does not exist in type 'ImageRegistryArgs'"),
      expect.stringContaining(`Type '"2GB"' is not assignable to type`),
    ]);
  });

  it("runs with nothing but its peers", async () => {
    const script = `process.stdout.write(Object.keys(require("${NAME}/components")).sort().join())`;
    const { stdout } = await execute(process.execPath, ["-e", script], { cwd: project });

    expect(stdout.split(",")).toEqual(expect.arrayContaining(["ContainerImage", "EncryptionKey", "ImageRegistry"]));
  });

  it("tests a user's program as its page shows, with nothing but its peers", async () => {
    const page = readFileSync(join(ROOT, "docs/components/testing.md"), "utf8");
    const [, code = ""] = /^```ts\n(.*?)^```$/ms.exec(page) ?? [];
    const { outputText } = ts.transpileModule(code, {
      compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022, esModuleInterop: true },
    });
    writeFileSync(join(project, "shop.test.js"), outputText);
    const { stdout } = await execute(process.execPath, ["--test", "--test-reporter=tap", "shop.test.js"], {
      cwd: project,
    });

    expect(stdout).toMatch(/# pass 3\n# fail 0\n/);
  });

  it("brings the provider that Pulumi's engine starts, which tells its port", async () => {
    const program = join(project, "node_modules", ".bin", "pulumi-resource-proofpix");
    const child = spawn(program, ["127.0.0.1:1"], { stdio: ["ignore", "pipe", "inherit"] });
    const [port] = (await once(child.stdout, "data")) as [Buffer];
    child.kill();

    expect(port.toString()).toMatch(/^\d+\n$/);
  });

  describe("brings the command proofpix, which", () => {
    /** A folder in the project, with some files. */
    function folderWith(name: string, files: Readonly<Record<string, string>>): string {
      const folder = join(project, name);
      mkdirSync(folder, { recursive: true });
      for (const [file, text] of Object.entries(files)) writeFileSync(join(folder, file), text);
      return folder;
    }

    it("tells its commands, and of each its options, in the user's words", async () => {
      const { code, stdout } = await proofpix(project, ["--help"]);
      const history = await proofpix(project, ["history", "--help"]);

      expect(code).toBe(0);
      expect(stdout).toMatch(
        /^Deploys and operates .*\n\nUsage:\n {2}proofpix <command> <environment> …\n {2}proofpix local \[options\]/,
      );
      expect(stdout).toMatch(/^ {2}rollback +Returns an environment/m);
      expect(history.stdout).toContain("proofpix history <environment> [--limit <count>] [--json]\n");
      expect(history.stdout).not.toMatch(/npm run|--aws/);
    });

    it.each([
      ["in a folder without a project", "empty", {}, /there is no Pulumi project in .*no Pulumi\.yaml/],
      [
        "in a project without environments",
        "bare",
        { "Pulumi.yaml": "name: shop\n" },
        /has no environment: no Pulumi\.<env/,
      ],
      [
        "without the bucket",
        "unset",
        { "Pulumi.yaml": "name: shop\n", "Pulumi.staging.yaml": "config:\n  shop:region: eu-west-1\n" },
        /PROOFPIX_AUDIT_BUCKET isn't set.*\n.*auditBucketName/,
      ],
    ])("says what it needs %s", async (_, name, files, problem) => {
      const { code, stderr } = await proofpix(folderWith(name, files), ["history", "staging"]);

      expect(code).toBe(1);
      expect(stderr).toMatch(problem);
    });

    it("shows the history of an environment, from its stack and the bucket", async () => {
      const { bucket, client, url } = await auditBucket();
      const store = { client: client(), bucket, prefix: "records/" };
      await new BucketDeploymentStore({ ...store, now: () => new Date() }).save(deployed(1));
      const folder = folderWith("shop", {
        "Pulumi.yaml": "name: shop\nruntime: nodejs\n",
        "Pulumi.staging.yaml": "config:\n  shop:region: eu-west-1\n",
      });
      const backend = join(project, "backend");
      mkdirSync(backend);
      const variables = {
        PATH: `${join(ROOT, ".local", "bin")}:${process.env.PATH ?? ""}`,
        PULUMI_BACKEND_URL: `file://${backend}`,
        PULUMI_CONFIG_PASSPHRASE: "passphrase",
        PULUMI_HOME: join(project, "home"),
        AWS_ENDPOINT_URL: url,
        AWS_ACCESS_KEY_ID: "local",
        AWS_SECRET_ACCESS_KEY: "local",
        PROOFPIX_AUDIT_BUCKET: bucket,
      };
      await execute("pulumi", ["stack", "init", "staging"], { cwd: folder, env: { ...process.env, ...variables } });
      const { stdout, stderr } = await proofpix(folder, ["history", "staging", "--json"], variables);

      expect([stderr, JSON.parse(stdout || "{}")]).toEqual([
        expect.stringContaining("engine: pulumi"),
        expect.objectContaining({
          environment: "staging",
          releases: [expect.objectContaining({ id: deployed(1).id, status: "succeeded", who: "developer" })],
        }),
      ]);
    });
  });

  it("shows nothing of its inside", async () => {
    const script = `require("${NAME}/dist/components/shared/naming.js")`;

    await expect(execute(process.execPath, ["-e", script], { cwd: project })).rejects.toThrow(
      "ERR_PACKAGE_PATH_NOT_EXPORTED",
    );
  });
});
