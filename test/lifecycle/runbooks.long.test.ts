import { execFileSync, spawn } from "node:child_process";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseDocument } from "yaml";
import type { Approval } from "../../automation/approvals";
import type { DeploymentRecord } from "../../automation/model/deployment";
import { type Checkout, makeCheckout } from "../../bench/checkout";
import { projectRoot } from "../../tools/shared/project-root";
import { Runbook, type RunbookCommand } from "../support/runbook";

const ENVIRONMENT = "production";
const OLD = "registry.proofpix.com/proofpix/enterprise:1.0.0";
const NEW = "registry.proofpix.com/proofpix/enterprise:1.1.0";

/** A minute of AWS's time takes three seconds: programs need the time that they take to start. */
const SPEED = "20";

/** What people have run is to run here too, as on their machines. */
const AS_PEOPLE = { LOCALCLOUD_RUN: "", CI: "" };

/** Keys of what the runbooks tell nothing of. */
const LEFT_OUT = ["database", "cache", "backup", "queues", "monitoring"].map((key) => `proofpix:${key}`);
const OF_STORES = ["uses", "sendsTo", "migration"];

/** What the commands `history` prints with `--json`. */
interface History {
  readonly releases: readonly Pick<DeploymentRecord, "kind" | "status" | "reason">[];
}

/**
 * Runs the commands of the runbooks by a shell, as they stand there, in a clone in which production runs. What one runbook
 * leaves, the next one finds.
 */
describe("the runbook", () => {
  let checkout: Checkout;
  const variables = new Map<string, string>();

  beforeAll(async () => {
    checkout = await makeCheckout(projectRoot(__dirname));
    const file = configurationFile();
    const configuration = parseDocument(readFileSync(file, "utf8"));
    for (const key of LEFT_OUT) configuration.deleteIn(["config", key]);
    configuration.deleteIn(["config", "proofpix:services", 1]); // the worker
    for (const key of OF_STORES) configuration.deleteIn(["config", "proofpix:services", 0, key]);
    writeFileSync(file, configuration.toString());
    writeFileSync(join(checkout.root, ".gitignore"), "node_modules\n.local\n");
    git("init", "--quiet");
    git("config", "user.email", "operator@example.com");
    git("config", "user.name", "operator");
    git("add", "--all");
    git("commit", "--quiet", "--message", "A product");
    await checkout.succeed("deploy", [ENVIRONMENT, "--speed", SPEED], AS_PEOPLE);
  });

  afterAll(async () => {
    await checkout.succeed("stop", [], AS_PEOPLE);
    rmSync(checkout.root, { recursive: true, force: true });
  });

  function configurationFile(): string {
    return join(checkout.root, `Pulumi.${ENVIRONMENT}.yaml`);
  }

  function git(...words: string[]): string {
    return execFileSync("git", words, { cwd: checkout.root, encoding: "utf8" }).trim();
  }

  /** Runs a line of the shell with the variables that lines before it have set; a variable's value here is an example. */
  async function run({ line, exitCode }: RunbookCommand): Promise<string> {
    const [, name] = /^(\w+)=\S+$/.exec(line) ?? [];
    if (name !== undefined) {
      if (!variables.has(name)) throw new Error(`nobody knows the value of ${line}`);
      return "";
    }
    const { code, output } = await shell(line);
    if (code !== exitCode) throw new Error(`${line}\nended with ${String(code)} in place of ${exitCode}:\n${output}`);
    return output;
  }

  async function shell(line: string): Promise<{ readonly code: number | null; readonly output: string }> {
    const environment = { ...process.env, ...AS_PEOPLE, ...Object.fromEntries(variables) };
    const child = spawn("bash", ["-c", line], { cwd: checkout.root, env: environment });
    child.stdin.end();
    let output = "";
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (data: Buffer) => (output += data.toString()));
    const code = await new Promise<number | null>((resolve, reject) => {
      child.once("error", reject).once("close", resolve);
    });
    return { code, output };
  }

  /** Follows a section, and returns what its commands said. */
  async function follow(name: string, heading: string): Promise<string> {
    const commands = new Runbook(name).commandsOf(heading);
    expect(commands).not.toEqual([]);
    let said = "";
    for (const command of commands) said += await run(command);
    return said;
  }

  async function printed<T>(command: string): Promise<T> {
    const { code, output } = await shell(`npm run --silent ${command} --json 2>/dev/null`);
    if (code !== 0) throw new Error(`${command} ended with ${String(code)}:\n${output}`);
    return JSON.parse(output) as T;
  }

  async function releases(): Promise<History["releases"]> {
    return (await printed<History>(`history -- ${ENVIRONMENT}`)).releases;
  }

  function image(): unknown {
    return parseDocument(readFileSync(configurationFile(), "utf8")).getIn(["config", "proofpix:image"]);
  }

  it("for deployments deploys another image, and commits the configuration that names it", async () => {
    expect(await follow("deploy", "Before")).toContain("healthy");
    expect(await follow("deploy", "Deploy")).toMatch(/deploy \S+ of production: succeeded/);
    expect(image()).toBe(NEW);

    await follow("deploy", "Afterwards");

    expect(git("status", "--porcelain")).toBe("");
    expect(git("log", "-1", "--format=%s")).toBe("Deploy 1.1.0 to production");
  });

  it("for deployments tells the story of one that is rolled back", async () => {
    const said = await follow("deploy", "When it fails");

    expect(said).toContain("circuit breaker");
    expect(said).toContain("healthy");
    expect((await releases()).slice(0, 2)).toMatchObject([
      { kind: "rollback", status: "succeeded" },
      { kind: "deploy", status: "rolled-back" },
    ]);
    expect(image()).toContain(":1.1.0");
  });

  it("for emergencies goes back at once, and has more tasks run", async () => {
    expect(await follow("emergency", "Go back at once")).toMatch(/returned to \S+/);
    expect(image()).toContain(OLD);
    expect((await releases())[0]).toMatchObject({ kind: "rollback", reason: "users can't sign in" });

    expect(await follow("emergency", "More tasks at once")).toContain("too many requests");

    expect((await releases())[0]).toMatchObject({ kind: "scale", status: "succeeded" });
  });

  it("for approvals has somebody else approve, and then deploys exactly that", async () => {
    expect(await follow("approval", "Ask")).toContain("needs an approval by somebody else");
    expect(image()).toContain(OLD);
    const [pending] = await printed<readonly Approval[]>(`approve -- ${ENVIRONMENT}`);
    variables.set("REQUEST", pending?.request.id ?? "");

    expect(await follow("approval", "Look, and decide")).toContain("approved by reviewer");
    const said = await follow("approval", "Deploy what was approved");

    expect(said).toContain("succeeded");
    expect(image()).toBe(NEW);
    expect((await releases())[0]).toMatchObject({ kind: "deploy", status: "succeeded", reason: "new export" });
  });

  it.each(["deploy", "emergency", "approval"])("for %s has no command that isn't run here", (name) => {
    const followed = ["Before", "Deploy", "Afterwards", "When it fails", "Go back at once", "More tasks at once"];
    followed.push("Ask", "Look, and decide", "Deploy what was approved");
    expect(new Runbook(name).headings.filter((heading) => !followed.includes(heading))).toEqual([]);
  });
});
