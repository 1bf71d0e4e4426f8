import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { devNull } from "node:os";
import { delimiter, join } from "node:path";
import { promisify } from "node:util";
import { ApiServer } from "../../../localcloud/api/api-server";
import { apiListener } from "../../../localcloud/api/server";
import { versionsIn } from "../../../localcloud/services/s3/object-version";
import { ensureEngine } from "../../../tools/engine";
import { projectRoot } from "../../../tools/shared/project-root";
import { temporaryDirectory } from "../../support/temporary-directory";
import { apiRehearsal, NOON } from "./support";

const run = promisify(execFile);
const ROOT = projectRoot(__dirname);
const BUCKET = "proofpix-state";

/** A program without providers, whose output is what its configuration says. */
const PROGRAM = `
const pulumi = require("@pulumi/pulumi");
new pulumi.ComponentResource("test:index:Thing", "thing");
exports.told = new pulumi.Config().require("told");
`;

/** Within the project, since Node finds the packages from there. */
function project(): string {
  const parent = join(ROOT, ".local", "rehearsals");
  mkdirSync(parent, { recursive: true });
  const folder = mkdtempSync(join(parent, "backend-"));
  writeFileSync(join(folder, "Pulumi.yaml"), "name: kept\nruntime: nodejs\nmain: index.js\n");
  writeFileSync(join(folder, "index.js"), PROGRAM);
  return folder;
}

it("a bucket of the local cloud is a backend of Pulumi, through a stack's whole life", async () => {
  const rehearsal = apiRehearsal();
  rehearsal.test.create("aws:s3/bucket:Bucket", { bucket: BUCKET });
  rehearsal.test.create("aws:s3/bucketVersioning:BucketVersioning", {
    ...{ bucket: BUCKET, versioningConfiguration: { status: "Enabled" } },
  });
  const server = await ApiServer.open(apiListener(rehearsal.apis));
  const folder = project();
  const pulumi = await engineWith(server.url, folder);
  /** Objects that are there, by the beginning of their keys. */
  const keys = (prefix: string): string[] => {
    const newest = new Map(versionsIn(BUCKET, rehearsal.test.cloud.state).map((version) => [version.key, version]));
    const there = [...newest.values()].filter(({ key, isDeleteMarker }) => key.startsWith(prefix) && !isDeleteMarker);
    return there.map(({ key }) => key);
  };
  const stacks = (): string[] => keys(".pulumi/stacks/").filter((key) => key.endsWith(".json"));
  try {
    await pulumi("stack", "init", "one");
    await pulumi("config", "set", "told", "first");
    await pulumi("up", "--yes", "--skip-preview");
    await pulumi("config", "set", "told", "second");
    await pulumi("up", "--yes", "--skip-preview");
    expect((await pulumi("stack", "output", "told")).trim()).toBe("second");
    expect(JSON.parse(await pulumi("stack", "history", "--json"))).toHaveLength(2);
    expect(stacks()).toEqual([".pulumi/stacks/kept/one.json"]);
    expect(keys(".pulumi/locks/")).toEqual([]);

    const lock = { pid: 1, username: "somebody", hostname: "elsewhere", timestamp: new Date(NOON) };
    await rehearsal.call("s3", "PutObject", {
      ...{ Bucket: BUCKET, Key: ".pulumi/locks/organization/kept/one/another.json" },
      Body: Buffer.from(JSON.stringify(lock)).toString("base64"),
    });
    await expect(pulumi("up", "--yes", "--skip-preview")).rejects.toMatchObject({
      stderr: expect.stringContaining("the stack is currently locked by 1 lock(s)") as unknown,
    });
    await pulumi("cancel", "--yes");
    expect(keys(".pulumi/locks/")).toEqual([]);

    await pulumi("stack", "rename", "two");
    expect(stacks()).toEqual([".pulumi/stacks/kept/two.json"]);
    await pulumi("destroy", "--yes", "--skip-preview");
    await pulumi("stack", "rm", "--yes", "two");
    expect(stacks()).toEqual([]);
  } finally {
    await server.close();
    rmSync(folder, { recursive: true, force: true });
  }
});

/** Runs the engine on the backend, in a folder with a project. */
async function engineWith(url: string, folder: string): Promise<(...args: readonly string[]) => Promise<string>> {
  const { directory } = await ensureEngine({ root: ROOT, report: () => undefined });
  const environment = {
    ...{ PATH: [directory, process.env.PATH].join(delimiter), HOME: process.env.HOME },
    ...{ PULUMI_HOME: temporaryDirectory(), PULUMI_CONFIG_PASSPHRASE: "hush", PULUMI_SKIP_UPDATE_CHECK: "true" },
    PULUMI_BACKEND_URL: `s3://${BUCKET}?region=eu-west-1&awssdk=v2`,
    ...{ AWS_ENDPOINT_URL: url, AWS_ACCESS_KEY_ID: "local", AWS_SECRET_ACCESS_KEY: "local" },
    ...{ AWS_CONFIG_FILE: devNull, AWS_SHARED_CREDENTIALS_FILE: devNull },
  };
  return async (...args) =>
    (await run("pulumi", [...args, "--non-interactive", "--cwd", folder], { env: environment })).stdout;
}
