import { apiAccess, deleteResource, listResources, settleOperations } from "../../localcloud/control-client";
import { acquireLocalCloud, type LocalCloudLease } from "../../localcloud/client";
import { ensureEngine, type Engine } from "../../tools/engine";
import { type EngineLock, lockedBy, lockHolder, prepareBackend, readCheckpoint, removeDeadLocks } from "./backend";
import { engineReader } from "./engine-reading";
import { engineShim } from "./engine-shim";
import { hidingForeign, localEnvironment, type LocalRun, withPreload } from "./environment";
import { readUpdate, recordedStacks, recordedUpdates } from "./history";
import type { LocalPaths } from "./paths";
import { noticingInterrupts, type Output, runInTerminal } from "./process";
import type { LocalProject } from "./project";
import { planRecovery, refreshArguments, type Recovery } from "./recovery";
import { type RehearsalSettings, withSettings } from "./rehearsal-settings";
import type { SessionProject } from "./session-project";

/** Shows a line about what happens. */
export type Report = (message: string) => void;

const INTERRUPTED =
  "interrupted: what was finished is recorded; run the same command again to go on " +
  "(policies may have judged an unfinished stack)";

/** How a command of a session runs. */
interface RunOptions {
  /** Where its standard output goes: to this process's, or to a file by its descriptor. */
  readonly output?: Output;
  /** Variables besides those of the local run. */
  readonly inherited?: NodeJS.ProcessEnv;
  /** Variables of the engine, which the local run otherwise keeps from it. */
  readonly variables?: NodeJS.ProcessEnv;
  /**
   * Whether its `pulumi` works in the project of the folder in which it is called: on the copies that this session has
   * of it, or else in that folder.
   * @default false, in the session's project wherever it is called
   */
  readonly isInAnyProject?: boolean;
}

/** What a session has besides its project. */
export interface SessionOptions extends RehearsalSettings {
  /** Projects of which commands in any folder work on copies, too. @default none */
  readonly others?: readonly SessionProject[];
}

/** How the engine is run on a project. */
export interface EngineSettings {
  /** Folder of the project. */
  readonly directory: string;
  readonly engineDirectory: string;
  /** Folder of the self-managed backend. */
  readonly backend: string;
  /** Variables besides those of this process; undefined ones are hidden. */
  readonly environment: NodeJS.ProcessEnv;
}

/** The engine, the local cloud and a project, ready for commands. */
export class LocalSession<Project extends SessionProject = LocalProject> {
  private constructor(
    private readonly paths: LocalPaths,
    private readonly project: Project,
    private readonly engine: Engine,
    private readonly cloud: Pick<LocalCloudLease, "controlUrl" | "providers">,
    private readonly report: Report,
    private readonly others: readonly SessionProject[],
  ) {}

  /** Opens a session for `use`, and closes it whatever happens. */
  static async during<T, Project extends SessionProject = LocalProject>(
    paths: LocalPaths,
    projectOf: (paths: LocalPaths) => Project,
    report: Report,
    use: (session: LocalSession<Project>) => Promise<T>,
    { others = [], ...settings }: SessionOptions = {},
  ): Promise<T> {
    const starting = acquireLocalCloud(paths.cloud); // its process starts while this one prepares the rest
    starting.catch(() => undefined); // the promise is awaited below, which throws the error
    try {
      const engine = await ensureEngine({ root: paths.root, report });
      prepareBackend(paths);
      const project = projectOf(paths);
      const projects = [project, ...others];
      const writeBack = changesWriter(paths, projects, engine, report);
      await writeBack(); // changes of a run that was cut off
      for (const each of projects) each.renew();
      for (const lock of removeDeadLocks(paths)) report(`removed the lock of an engine that no longer runs: ${lock}`);
      try {
        const cloud = await starting;
        return await withSettings(cloud, settings, report, (providers) =>
          use(new LocalSession(paths, project, engine, { ...cloud, providers }, report, others)),
        );
      } finally {
        await writeBack();
      }
    } finally {
      await (await starting.catch(() => undefined))?.release();
    }
  }

  get controlUrl(): string {
    return this.cloud.controlUrl;
  }

  /** Runs any command against the local cloud. */
  async run(command: string, args: readonly string[], options: RunOptions = {}): Promise<number> {
    const { output = "output", inherited = process.env, variables, isInAnyProject = false } = options;
    const run = await this.localRun();
    const given = isInAnyProject ? { ...run, ...this.anyProject() } : run;
    return runInTerminal(command, args, { ...localEnvironment(given, inherited), ...variables }, output);
  }

  /** Leads `pulumi` into the project of the folder in which it is called. */
  private anyProject(): Pick<LocalRun, "project" | "shim"> {
    const copied = [this.project, ...this.others].filter(({ source }) => source !== undefined);
    if (copied.length === 0) return { project: undefined };
    return { project: undefined, shim: engineShim(this.paths.local, this.engine.directory, copied) };
  }

  /**
   * Variables that lead a program of this process, and the engine in any folder, to the local cloud. Those of this
   * process that lead elsewhere are undefined, which hides them.
   */
  async environment(): Promise<NodeJS.ProcessEnv> {
    const run = { ...(await this.localRun()), ...this.anyProject() };
    return hidingForeign(localEnvironment(run, { PATH: process.env.PATH }), process.env);
  }

  /** How the engine runs on this project against the local cloud. */
  async engineSettings(): Promise<EngineSettings> {
    const inherited = withPreload(this.paths.root, process.env);
    return {
      directory: this.project.directory,
      engineDirectory: this.engine.directory,
      backend: this.paths.state,
      environment: hidingForeign(localEnvironment(await this.localRun(), inherited), process.env),
    };
  }

  /** The project's configuration files: the tracked ones, and what the engine reads in their place. */
  get configurationFiles(): Project {
    return this.project;
  }

  private async localRun(): Promise<LocalRun> {
    return {
      paths: this.paths,
      engineDirectory: this.engine.directory,
      providers: this.cloud.providers,
      project: this.project.directory,
      apis: await apiAccess(this.controlUrl),
    };
  }

  /**
   * Runs the engine on this project.
   * @returns 0, or 1 for any failure of the engine.
   */
  async pulumi(args: readonly string[]): Promise<number> {
    return this.runEngine(args, "output");
  }

  /**
   * Previews, and has the engine write its events into a file, by a flag that it has for programs such as Pulumi's
   * Automation API.
   * @returns 0, or 1 for any failure of the engine.
   */
  async previewLogging(args: readonly string[], log: string, output: Output): Promise<number> {
    return this.runEngine(["preview", ...args, "--event-log", log], output, { PULUMI_DEBUG_COMMANDS: "true" });
  }

  /**
   * Runs the engine for a step before the command that people asked for. Standard output stays free for that command.
   */
  private async prepare(args: readonly string[]): Promise<number> {
    return this.runEngine(args, "error");
  }

  private async runEngine(args: readonly string[], output: Output, variables: NodeJS.ProcessEnv = {}): Promise<number> {
    const inherited = this.project.source === undefined ? process.env : withPreload(this.paths.root, process.env);
    return (await this.run("pulumi", args, { output, inherited, variables })) === 0 ? 0 : 1;
  }

  /**
   * Runs a command that changes a stack, unless another run holds the stack's lock.
   * @throws {UserError} naming the other run, also if that took the lock just after the command began.
   */
  async alone(stack: string, work: () => Promise<number>): Promise<number> {
    const refuse = (): void => {
      const holder = this.lockHolder(stack);
      if (holder !== undefined) throw lockedBy(stack, holder);
    };
    refuse();
    const { result: code, interrupted } = await noticingInterrupts(work);
    if (code !== 0) refuse();
    if (code !== 0 && interrupted) this.report(INTERRUPTED);
    return code;
  }

  private lockHolder(stack: string): EngineLock | undefined {
    return lockHolder(this.paths, this.project.name, stack);
  }

  /**
   * Runs `work` and tells whether the engine made a successful update of the stack meanwhile. A preview or `--help`
   * makes none.
   */
  async updates(stack: string, work: () => Promise<number>): Promise<{ code: number; updated: boolean }> {
    const recorded = () => recordedUpdates(this.paths, this.project.name, stack);
    const before = recorded();
    const code = await work();
    const added = recorded().filter((file) => !before.includes(file));
    return { code, updated: code === 0 && added.map(readUpdate).some(({ result }) => result === "succeeded") };
  }

  /** Runs a command that changes a stack, alone, and tells whether it made a successful update. */
  async aloneUpdating(
    stack: string,
    work: () => Promise<number>,
  ): Promise<{ readonly code: number; readonly updated: boolean }> {
    let isUpdated = false;
    const code = await this.alone(stack, async () => {
      const result = await this.updates(stack, work);
      isUpdated = result.updated;
      return result.code;
    });
    return { code, updated: isUpdated };
  }

  /** Outputs of a stack, as its state has them; secrets are encrypted. */
  outputs(stack: string): Readonly<Record<string, unknown>> {
    const resources = readCheckpoint(this.paths, this.project.name, stack)?.resources ?? [];
    return resources.find(({ type }) => type === "pulumi:pulumi:Stack")?.outputs ?? {};
  }

  hasStack(stack: string): boolean {
    return readCheckpoint(this.paths, this.project.name, stack) !== undefined;
  }

  /** Settles every stack of the project that an interrupted run left behind. */
  async recoverAll(): Promise<number> {
    for (const stack of recordedStacks(this.paths, this.project.name)) {
      const code = await this.recover(stack);
      if (code !== 0) return code;
    }
    return 0;
  }

  /** Creates the stack unless it exists. */
  async ensureStack(stack: string): Promise<number> {
    return this.hasStack(stack) ? 0 : this.prepare(["stack", "init", stack, "--no-select", "--non-interactive"]);
  }

  /**
   * Settles what a dead engine or local cloud left behind, so that no resource is lost or created twice. Does nothing
   * while an engine works on the stack, since resources that it has just created look the same.
   */
  async recover(stack: string): Promise<number> {
    const checkpoint = readCheckpoint(this.paths, this.project.name, stack);
    if (checkpoint === undefined || this.lockHolder(stack) !== undefined) return 0;
    await settleOperations(this.controlUrl);
    const prefix = `urn:pulumi:${stack}::${this.project.name}::`;
    const recovery = planRecovery(prefix, checkpoint, await listResources(this.controlUrl));
    return recovery === undefined ? 0 : this.settle(stack, recovery);
  }

  /**
   * Deletes unrecorded resources. In a rehearsal that is safe and quick; on AWS people decide (docs/localcloud.md,
   * "Recovery").
   */
  private async settle(stack: string, { unrecorded, hasPendingOperations }: Recovery): Promise<number> {
    this.report(`the last run of ${stack} was cut off; settling what it left behind`);
    for (const { type, id, urn } of unrecorded) {
      this.report(`deleting ${urn}, whose creation was never recorded`);
      await deleteResource(this.controlUrl, `${type}::${id}`);
    }
    return hasPendingOperations ? this.alone(stack, () => this.prepare(refreshArguments(stack))) : 0;
  }
}

/** Makes the function that writes changes of the copies back into the tracked files, as the engine reads both. */
function changesWriter(
  paths: LocalPaths,
  projects: readonly SessionProject[],
  engine: Engine,
  report: Report,
): () => Promise<void> {
  return async () => {
    for (const project of projects) {
      const run = { paths, engineDirectory: engine.directory, providers: "", project: project.directory };
      const read = engineReader(engine.directory, localEnvironment(run, process.env));
      for (const line of await project.writeBackChanges(read)) report(line);
    }
  };
}
