import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { ConcurrentUpdateError, LocalWorkspace, PulumiCommand, Stack } from "@pulumi/pulumi/automation";
import { execute, ExecuteError } from "../../tools/engine/execute";
import { DeploymentProblem } from "../model/problem";
import type { BackendFiles } from "./backend-files";
import type { Engine, HistoricUpdate, RefreshArgs, RunArgs, RunResult, StateResource } from "./engine";
import { reportsOf } from "./engine-events";
import { GatheredReports } from "./gathered-reports";
import { BackendHistory, cloudHistory } from "./history";
import { withoutSecrets } from "./state-secrets";

/** How the engine is found and run. */
export interface PulumiEngineArgs {
  /** Folder of the project, where `Pulumi.yaml` is. */
  readonly directory: string;
  readonly project: string;
  readonly stack: string;
  /** Folder of `pulumi`. @default it is looked for on PATH */
  readonly engineDirectory?: string;
  /** Variables besides those of this process; undefined ones are hidden from the engine. */
  readonly environment?: Readonly<Record<string, string | undefined>>;
  readonly policyPacks?: readonly string[];
  readonly policyPackConfigurations?: readonly string[];
  /** Makes of a configuration file's text what the engine reads. @default the text itself */
  readonly engineText?: (text: string) => string;
  /** The files of a self-managed backend; undefined for Pulumi Cloud. */
  readonly backend?: BackendFiles;
}

type Options = NonNullable<Parameters<Stack["up"]>[0]>;

/** The Pulumi engine by its Automation API. */
export class PulumiEngine implements Engine {
  private constructor(
    private readonly args: PulumiEngineArgs,
    private readonly opened: Stack,
  ) {}

  /**
   * Opens a stack that exists.
   * @throws {DeploymentProblem} where there is no such stack, or no engine.
   */
  static async open(args: PulumiEngineArgs): Promise<PulumiEngine> {
    const { directory: workDir, stack: stackName } = args;
    // The interface has no undefined values; Node leaves such variables out of the engine's environment.
    const envVars = { PULUMI_SKIP_UPDATE_CHECK: "true", ...args.environment } as Record<string, string>;
    try {
      const pulumiCommand = await PulumiCommand.get(installationOf(args.engineDirectory));
      const workspace = await LocalWorkspace.create({ workDir, envVars, pulumiCommand });
      return new PulumiEngine(args, await Stack.select(stackName, withoutSelection(workspace, args)));
    } catch (cause) {
      throw cannotOpen(stackName, cause);
    }
  }

  get project(): string {
    return this.args.project;
  }

  get stack(): string {
    return this.args.stack;
  }

  preview(args: RunArgs): Promise<RunResult> {
    return this.run(args, (options) => this.opened.preview(options));
  }

  update(args: RunArgs): Promise<RunResult> {
    return this.run(args, (options) => this.opened.up(options));
  }

  refresh({ previewOnly = false, ...args }: RefreshArgs): Promise<RunResult> {
    return this.run(args, (options) => this.opened.refresh({ ...options, previewOnly }));
  }

  async outputs(): Promise<Readonly<Record<string, unknown>>> {
    const { resources } = await this.exported();
    const stack = resources.find(({ type }) => type === "pulumi:pulumi:Stack");
    return withoutSecrets(stack?.outputs ?? {});
  }

  async resources(): Promise<readonly StateResource[]> {
    return (await this.exported()).resources;
  }

  async history(limit?: number): Promise<readonly HistoricUpdate[]> {
    const { backend, project, stack } = this.args;
    if (backend !== undefined) return new BackendHistory(backend, project, stack).updates(limit);
    return cloudHistory(await pulumi(this.args, ["stack", "history", "--json", "--full-dates"])).slice(0, limit);
  }

  async checkpoint(version: number): Promise<readonly StateResource[] | undefined> {
    const { backend, project, stack } = this.args;
    return backend === undefined ? undefined : new BackendHistory(backend, project, stack).checkpoint(version);
  }

  async setSecret(key: string, value: string): Promise<void> {
    await pulumi(this.args, ["config", "set", "--secret", key], value);
  }

  /** The state without `--show-secrets`: secrets in it stay encrypted. */
  private async exported(): Promise<{ readonly resources: readonly StateResource[] }> {
    const printed = await pulumi(this.args, ["stack", "export"]);
    const { deployment } = JSON.parse(printed) as { readonly deployment?: { readonly resources?: StateResource[] } };
    return { resources: deployment?.resources ?? [] };
  }

  private async run(args: RunArgs, work: (options: Options) => Promise<unknown>): Promise<RunResult> {
    const gathered = new GatheredReports(args.onReport);
    const file = args.configurationText === undefined ? undefined : this.temporaryFile(args.configurationText);
    try {
      await work({ ...this.optionsOf(args), configFile: file, onEvent: reporting(gathered) });
      return gathered.ended({ succeeded: true, wasLocked: false });
    } catch (error) {
      const wasLocked = error instanceof ConcurrentUpdateError;
      return gathered.ended({ succeeded: false, wasLocked }, saidBy(error));
    } finally {
      if (file !== undefined) rmSync(dirname(file), { recursive: true, force: true });
    }
  }

  private optionsOf({ message, targets, refresh, signal }: RunArgs): Options {
    const { policyPacks = [], policyPackConfigurations = [] } = this.args;
    return {
      color: "never",
      suppressProgress: true,
      message,
      refresh,
      signal,
      ...(targets !== undefined && { target: [...targets] }),
      policyPacks: [...policyPacks],
      policyPackConfigs: [...policyPackConfigurations],
    };
  }

  /** A configuration file that only this user can read; secrets in it are encrypted nevertheless. */
  private temporaryFile(text: string): string {
    const file = join(mkdtempSync(join(tmpdir(), "proofpix-")), `Pulumi.${this.stack}.yaml`);
    writeFileSync(file, this.args.engineText?.(text) ?? text, { mode: 0o600 });
    return file;
  }
}

/** The installation of a folder with `pulumi`. One outside of a folder `bin` is found on PATH. */
function installationOf(directory: string | undefined): { readonly root: string } | undefined {
  return directory === undefined || basename(directory) !== "bin" ? undefined : { root: dirname(directory) };
}

/** Has the workspace look whether a stack exists, and not select it: people selected another for themselves. */
function withoutSelection(workspace: LocalWorkspace, args: PulumiEngineArgs): LocalWorkspace {
  return Object.assign(workspace, {
    selectStack: async (): Promise<void> => {
      await pulumi(args, ["stack", "--show-name"]);
    },
  });
}

/** Runs a command for which the Automation API has none, or one that decrypts secrets. */
async function pulumi(args: PulumiEngineArgs, words: readonly string[], input?: string): Promise<string> {
  const { directory, engineDirectory, environment, stack } = args;
  const command = engineDirectory === undefined ? "pulumi" : join(engineDirectory, "pulumi");
  return execute(command, [...words, "--stack", stack, "--non-interactive"], { directory, environment, input });
}

function reporting(gathered: GatheredReports): NonNullable<Options["onEvent"]> {
  return (event) => {
    for (const report of reportsOf(event)) gathered.take(report);
  };
}

/** What the engine said of a failure that no event told of. */
function saidBy(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const [, said] = /stderr: ([\s\S]*?)\n? err\?:/.exec(error.message) ?? [];
  return said?.trim() ?? error.message;
}

function cannotOpen(stack: string, cause: unknown): unknown {
  const isMissing = cause instanceof ExecuteError && /no stack named .* found/.test(cause.said);
  if (!isMissing) return cause;
  return new DeploymentProblem(
    "no-such-deployment",
    `there is no stack ${stack}: it was never deployed`,
    `Create it: pulumi stack init ${stack}, or deploy it.`,
    { cause },
  );
}
