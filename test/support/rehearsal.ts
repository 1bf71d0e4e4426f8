import { spawn, type ChildProcess } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parse, parseDocument } from "yaml";
import { prepareBackend, readCheckpoint, removeDeadLocks } from "../../cli/local/backend";
import { localEnvironment, withPreload } from "../../cli/local/environment";
import { localPaths, type LocalPaths } from "../../cli/local/paths";
import { LocalProject } from "../../cli/local/project";
import { planRecovery, refreshArguments } from "../../cli/local/recovery";
import { acquireLocalCloud, type LocalCloudLease } from "../../localcloud/client";
import {
  apiAccess,
  deleteResource,
  listResources,
  settleOperations,
  type ResourceSummary,
} from "../../localcloud/control-client";
import { ensureEngine } from "../../tools/engine";
import { projectRoot } from "../../tools/shared/project-root";
import { processTree } from "./process-tree";

const ROOT = projectRoot(__dirname);

const STORES_AND_MONITORING = ["proofpix:database", "proofpix:cache", "proofpix:backup", "proofpix:monitoring"];

/** For an engine that lives for seconds: less garbage collection, which takes an eighth of its time otherwise. */
const BRIEF = { GOGC: "400" };

/**
 * Has the engine write the state once, in its end. By itself it writes the whole state before and after each operation, which
 * takes most of its time and tells nothing to a test that interrupts nothing.
 */
const SAVED_ONCE = { PULUMI_SKIP_CHECKPOINTS: "true" };

/** The engine with all that spares a test its time: the preload is that of `npm run up`. */
function quick(environment: NodeJS.ProcessEnv, isSavedOnce: boolean): NodeJS.ProcessEnv {
  return { ...withPreload(ROOT, environment), ...BRIEF, ...(isSavedOnce && SAVED_ONCE) };
}

/** How a rehearsal differs from that of the environments. */
export interface RehearsalOptions {
  /** A program of `test/lifecycle/programs`. @default - the environments' own */
  readonly program?: string;
  /** Whether the engine writes its state before and after each operation, as it does for people. @default false */
  readonly isSavedOften?: boolean;
}

/** How a command ended. */
export interface Outcome {
  readonly code: number | null;
  /** Standard output and error as they came. */
  readonly output: string;
}

/** What a preview would do with a resource. */
export interface PlannedStep {
  readonly op: string;
  readonly urn: string;
}

/** What a line of the cloud's journal holds one or several of: a resource as it became, or its removal. */
export interface JournalEntry {
  readonly key: string;
  /** Without a URN where the resource has left its stack and stays in the cloud. */
  readonly value?: { readonly urn: string; readonly inputs: Readonly<Record<string, unknown>> };
}

/** The real engine, a local cloud and a backend of their own for one test file. */
export class Rehearsal {
  private lease: LocalCloudLease | undefined;
  private readonly heard: string[] = [];

  private constructor(
    readonly paths: LocalPaths,
    private readonly project: LocalProject,
    private readonly engineDirectory: string,
    private readonly isSavedOften: boolean,
  ) {}

  /** Within the project, since Node finds the packages from there. */
  static async begin({ program, isSavedOften = false }: RehearsalOptions = {}): Promise<Rehearsal> {
    const parent = join(ROOT, ".local", "rehearsals");
    mkdirSync(parent, { recursive: true });
    const paths = localPaths(ROOT, mkdtempSync(join(parent, "run-")));
    prepareBackend(paths);
    const project = LocalProject.environments(paths);
    project.renew();
    if (program !== undefined) replaceProgram(paths.project, program);
    const engine = await ensureEngine({ root: ROOT, report: () => undefined });
    return new Rehearsal(paths, project, engine.directory, isSavedOften);
  }

  /** A rehearsal with a stack that isn't deployed yet, of one service, without stores and monitoring. */
  static async ofOneService(stack: string): Promise<Rehearsal> {
    const rehearsal = await Rehearsal.begin();
    await rehearsal.succeed("stack", "init", stack);
    rehearsal.withoutStoresAndMonitoring(stack);
    rehearsal.configure(stack, ["proofpix:services", 1], undefined);
    return rehearsal;
  }

  async end(): Promise<void> {
    await this.lease?.release();
    rmSync(this.paths.local, { recursive: true, force: true });
  }

  /** The cloud that runs; a new process where the last one was killed. */
  async cloud(): Promise<LocalCloudLease> {
    const before = this.lease;
    this.lease = await acquireLocalCloud(this.paths.cloud);
    await before?.release(); // only now, or the cloud would end with it
    return this.lease;
  }

  /** What the cloud holds of a stack. */
  async held(stack: string): Promise<ResourceSummary[]> {
    const { controlUrl } = await this.cloud();
    return (await listResources(controlUrl)).filter(({ urn }) => urn.startsWith(`urn:pulumi:${stack}::`));
  }

  /** What the cloud was asked for, in order. */
  journal(): JournalEntry[] {
    const lines = readFileSync(join(this.paths.cloud, "state", "journal.jsonl"), "utf8")
      .trimEnd()
      .split("\n");
    return lines.flatMap((line) => JSON.parse(line) as JournalEntry | JournalEntry[]);
  }

  /**
   * Type and id of each resource of the state that a provider holds.
   * @param byArn types whose resources may share an id; their ARN stands for it.
   */
  recorded(stack: string, byArn: ReadonlySet<string> = new Set()): string[] {
    const resources = readCheckpoint(this.paths, this.project.name, stack)?.resources ?? [];
    return resources.flatMap(({ type, id, outputs }) => {
      if (id === undefined) return [];
      return [`${type}::${byArn.has(type) ? String(outputs?.arn) : id}`];
    });
  }

  /** Changes a key of a stack's configuration, or takes it out, in this rehearsal's copy of the file only. */
  configure(stack: string, path: readonly (string | number)[], value: unknown): void {
    const file = join(this.paths.project, `Pulumi.${stack}.yaml`);
    const document = parseDocument(readFileSync(file, "utf8"));
    if (value === undefined) document.deleteIn(["config", ...path]);
    else document.setIn(["config", ...path], value);
    writeFileSync(file, document.toString());
  }

  /** Takes data stores, backups and monitoring out of a stack's configuration, for tests that tell nothing of them. */
  withoutStoresAndMonitoring(stack: string): void {
    for (const key of STORES_AND_MONITORING) this.configure(stack, [key], undefined);
    const { config } = parse(this.configuration(stack)) as { config: Record<string, readonly unknown[]> };
    config["proofpix:services"]?.forEach((_service, index) => {
      this.configure(stack, ["proofpix:services", index, "uses"], undefined);
      this.configure(stack, ["proofpix:services", index, "migration"], undefined);
    });
  }

  /** The text of a stack's configuration, to go back to. */
  configuration(stack: string): string {
    return readFileSync(join(this.paths.project, `Pulumi.${stack}.yaml`), "utf8");
  }

  restore(stack: string, configuration: string): void {
    writeFileSync(join(this.paths.project, `Pulumi.${stack}.yaml`), configuration);
  }

  /**
   * Starts `pulumi`, so that a test can interfere while it runs.
   * @param isSecret whether what it prints is no part of {@link printed}.
   * @param input what it reads from standard input.
   */
  async start(
    args: readonly string[],
    isSecret = false,
    input?: string,
  ): Promise<{ child: ChildProcess; outcome: Promise<Outcome> }> {
    const { controlUrl, providers } = await this.cloud();
    const run = {
      paths: this.paths,
      engineDirectory: this.engineDirectory,
      providers,
      apis: await apiAccess(controlUrl),
      project: this.project.directory,
    };
    removeDeadLocks(this.paths);
    const child = spawn("pulumi", [...args, "--non-interactive", "--color", "never"], {
      env: quick(localEnvironment(run, process.env), !this.isSavedOften),
      stdio: [input === undefined ? "ignore" : "pipe", "pipe", "pipe"],
    });
    child.stdin?.end(input);
    let output = "";
    for (const stream of [child.stdout, child.stderr])
      stream?.on("data", (data: Buffer) => (output += data.toString()));
    const outcome = new Promise<Outcome>((resolve, reject) => {
      child.once("error", reject);
      child.once("close", (code) => {
        if (!isSecret) this.heard.push(output);
        resolve({ code, output });
      });
    });
    return { child, outcome };
  }

  /** Encrypts a stack's secrets under another passphrase, which holds from then on. */
  async changePassphrase(stack: string, passphrase: string): Promise<void> {
    const { outcome } = await this.start(
      ["stack", "change-secrets-provider", "passphrase", "--stack", stack],
      true,
      `${passphrase}\n${passphrase}\n`,
    );
    const { code, output } = await outcome;
    if (code !== 0) throw new Error(`the passphrase can't be changed:\n${output}`);
    writeFileSync(this.paths.passphrase, passphrase);
  }

  /** Runs a command of which it is known that it shows secrets. */
  async secretly(...args: readonly string[]): Promise<string> {
    return (await (await this.start(args, true)).outcome).output;
  }

  /** What all other commands have printed. */
  get printed(): string {
    return this.heard.join("\n");
  }

  async pulumi(...args: readonly string[]): Promise<Outcome> {
    return (await this.start(args)).outcome;
  }

  /** Runs `pulumi` and expects it to succeed. */
  async succeed(...args: readonly string[]): Promise<string> {
    const { code, output } = await this.pulumi(...args);
    if (code !== 0) throw new Error(`pulumi ${args.join(" ")} ended with ${String(code)}:\n${output}`);
    return output;
  }

  /** Deploys and expects it to succeed. */
  async deploy(stack: string): Promise<void> {
    await this.succeed("up", "--yes", "--skip-preview", "--stack", stack);
  }

  /** Expects the state to record what the cloud holds of a stack, each resource once. */
  async expectNothingLostOrDoubled(stack: string): Promise<void> {
    const held = await this.held(stack);
    const byArn = new Set(held.flatMap(({ type, arn }) => (arn === undefined ? [] : type)));
    const recorded = this.recorded(stack, byArn).filter((resource) => !/^(pulumi|random|proofpix):/.test(resource));
    expect(held.map(({ type, id, arn, providerId }) => `${type}::${arn ?? providerId ?? id}`).sort()).toEqual(
      recorded.sort(),
    );
    expect(new Set(held.map(({ urn }) => urn)).size).toBe(held.length);
  }

  /** Deploys without a preview of its own, which tests ask for where they need it. */
  up(stack: string): Promise<Outcome> {
    return this.pulumi("up", "--yes", "--skip-preview", "--stack", stack);
  }

  /** Settles what a killed engine or cloud left behind, as `npm run up` does first. */
  async recover(stack: string): Promise<void> {
    const { controlUrl } = await this.cloud();
    await settleOperations(controlUrl);
    const checkpoint = readCheckpoint(this.paths, this.project.name, stack) ?? {};
    const recovery = planRecovery(`urn:pulumi:${stack}::${this.project.name}::`, checkpoint, await this.held(stack));
    if (recovery === undefined) return;
    for (const { type, id } of recovery.unrecorded) await deleteResource(controlUrl, `${type}::${id}`);
    if (recovery.hasPendingOperations) await this.succeed(...refreshArguments(stack));
  }

  /** What `up` would do to resources that would not stay as they are. */
  async planned(stack: string): Promise<PlannedStep[]> {
    const { code, output } = await this.pulumi("preview", "--json", "--stack", stack);
    if (code !== 0) throw new Error(`the preview failed:\n${output}`);
    const { steps } = JSON.parse(output) as { steps: PlannedStep[] };
    return steps.filter(({ op }) => op !== "same");
  }

  /** Deploys, and tells what that did to resources that did not stay as they were. */
  async steps(stack: string): Promise<PlannedStep[]> {
    const output = await this.succeed("up", "--yes", "--skip-preview", "--json", "--stack", stack);
    const steps = output.split("\n").flatMap((line) => {
      if (!line.startsWith("{")) return [];
      const { resOutputsEvent } = JSON.parse(line) as { resOutputsEvent?: { metadata: PlannedStep } };
      return resOutputsEvent === undefined ? [] : [resOutputsEvent.metadata];
    });
    return steps.filter(({ op }) => op !== "same");
  }

  /** What the latest update did, by kind of step. */
  async changes(stack: string): Promise<Record<string, number>> {
    const history = JSON.parse(await this.succeed("stack", "history", "--json", "--stack", stack)) as {
      resourceChanges: Record<string, number>;
    }[];
    return history[0]?.resourceChanges ?? {};
  }
}

/** Has the project run another program, with a stack's configuration of its own. */
function replaceProgram(project: string, program: string): void {
  const main = join(ROOT, "test", "lifecycle", "programs", "main.cjs");
  rmSync(join(project, "Pulumi.yaml"));
  writeFileSync(
    join(project, "Pulumi.yaml"),
    "name: proofpix\nruntime: { name: nodejs, options: { typescript: false } }\nmain: program.js\n" +
      `plugins: { providers: [{ name: proofpix, path: ${JSON.stringify(join(ROOT, "stacks", "plugin"))} }] }\n`,
  );
  writeFileSync(
    join(project, "program.js"),
    `module.exports = require(${JSON.stringify(main)})(${JSON.stringify(program)});\n`,
  );
}

/** Each kind of step once: a type and what happens to it. A replacement counts as one step. */
export function kinds(steps: readonly PlannedStep[]): string[] {
  const told = steps
    .filter(({ op }) => !["create-replacement", "delete-replaced"].includes(op))
    .map(({ op, urn }) => `${urn.split("::").at(-2)?.split("$").at(-1) ?? ""} ${op}`);
  return [...new Set(told)].sort();
}

/** Ends an engine as a power cut would, with its language host, which would live on for minutes. */
export function killEngine({ pid }: ChildProcess): void {
  if (pid === undefined) throw new Error("the engine has not started");
  for (const member of processTree(pid)) process.kill(member, "SIGKILL");
}
