import { lastPartOf } from "../../../components/shared/arn";
import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { CloudReader } from "../../model/resource";
import { number, objects, text, texts, type Properties } from "../../model/values";
import type { PortAddress, RunningTask } from "../../behaviour/model/task";
import { projectRoot } from "../../../tools/shared/project-root";
import { containersOf } from "../../services/ecs/container-definition";
import type {
  ContainerEngine,
  ContainerSettings,
  ContainerUsage,
  EngineContainer,
  EngineTask,
} from "../container-engine";
import { freePorts, LOOPBACK } from "../free-ports";
import type { Supervisor } from "../supervisor";
import type { TaskNetwork } from "../task-network";
import { type ImageProgram, ImagePrograms, reasonWithoutProgram } from "./image-programs";
import { executableAt, onTaskPorts } from "./commands";
import { ContainerProcess } from "./container-process";
import { usageByGroup } from "./usage";

/** How long a look at this machine's processes holds for all containers, in milliseconds. */
const USAGE_LIFE = 400;

export interface ProcessEngineOptions {
  readonly cloud: CloudReader;
  readonly supervisor: Supervisor;
  /** What programs of a region find in place of AWS. */
  readonly network: (region: string) => Promise<TaskNetwork>;
  /** Folder for builds and for files of tasks. */
  readonly directory: string;
}

/**
 * Runs programs of images as processes of this machine. Their users, read-only root filesystems, capabilities and
 * processor shares are left out: these take an engine.
 */
export class ProcessEngine implements ContainerEngine {
  readonly name = "process";
  readonly limitsMemory = false;
  private readonly programs: ImagePrograms;
  private seen: { readonly at: number; readonly usage: Promise<ReadonlyMap<number, ContainerUsage>> } | undefined;

  constructor(private readonly options: ProcessEngineOptions) {
    this.programs = new ImagePrograms(options.cloud, join(options.directory, "programs"));
  }

  reasonNotToRun(image: string): string | undefined {
    return reasonWithoutProgram(image);
  }

  async open(task: RunningTask, definition: Properties): Promise<EngineTask> {
    const containers = containersOf(definition);
    const programs = new Map(
      await Promise.all(
        containers.map(
          async (each) => [text(each, "name") ?? "", await this.programs.of(text(each, "image") ?? "")] as const,
        ),
      ),
    );
    const ports = await this.portsOf(containers, programs);
    const network = await this.options.network(task.region);
    const scratch = join(this.options.directory, "tasks", lastPartOf(task.arn));
    mkdirSync(scratch, { recursive: true });
    return {
      addresses: containers.flatMap((each) => addressesOf(each, ports)),
      start: (container, onLine) =>
        Promise.resolve(this.start(container, programs.get(container.name), { network, ports, scratch }, onLine)),
      close: () => {
        rmSync(scratch, { recursive: true, force: true });
        return Promise.resolve();
      },
    };
  }

  close(): Promise<void> {
    return Promise.resolve(); // the supervisor ends its processes
  }

  /** A port of this machine for each that the task's containers listen on: they share one address in `awsvpc` mode. */
  private async portsOf(
    containers: readonly Properties[],
    programs: ReadonlyMap<string, ImageProgram>,
  ): Promise<Record<string, number>> {
    const mapped = containers.flatMap((each) =>
      objects(each, "portMappings").flatMap((m) => number(m, "containerPort") ?? []),
    );
    const exposed = [...programs.values()].flatMap(({ settings }) => settings.ports);
    const wanted = [...new Set([...mapped, ...exposed])];
    const free = await freePorts(wanted.length);
    return Object.fromEntries(wanted.map((port, index) => [port, free[index] ?? 0]));
  }

  private start(
    { name, definition, environment }: ContainerSettings,
    program: ImageProgram | undefined,
    { network, ports, scratch }: TaskPlace,
    onLine: (line: string) => void,
  ): EngineContainer {
    if (program === undefined) throw new Error(`the task has no container ${name}`);
    const { supervisor } = this.options;
    const { authorities, connections } = network;
    const variables: Record<string, string> = {
      PATH: process.env.PATH ?? "",
      HOME: scratch,
      TMPDIR: scratch,
      ...program.settings.environment,
      ...network.environment,
      ...(authorities !== undefined && {
        [program.authoritiesVariable]: authorities,
        NODE_EXTRA_CA_CERTS: authorities,
      }),
      ...environment,
      LOCALCLOUD_NETWORK: JSON.stringify({ ports, connections }),
    };
    variables.NODE_OPTIONS = [environment.NODE_OPTIONS ?? "", `--require=${JSON.stringify(NETWORK)}`].join(" ").trim();
    const place = { environment: variables, directory: workingDirectory(program, definition) };
    const [command = "", ...args] = commandOf(program, definition);
    const child = supervisor.start({ ...place, command: executableAt(command, place), args });
    return new ContainerProcess(child, {
      onLine,
      stopSignal: program.settings.stopSignal,
      usage: (group) => this.usageOf(group),
      startCheck: ([checked = "", ...rest]) => {
        const [checker, ...checkArguments] = onTaskPorts([checked, ...rest], ports);
        return supervisor.start({ ...place, command: executableAt(checker ?? "", place), args: checkArguments });
      },
    });
  }

  /** One look at the machine's processes serves all containers that are asked for at about the same time. */
  private async usageOf(group: number): Promise<ContainerUsage | undefined> {
    const now = performance.now();
    if (this.seen === undefined || now - this.seen.at > USAGE_LIFE) this.seen = { at: now, usage: usageByGroup() };
    return (await this.seen.usage).get(group);
  }
}

const NETWORK = join(projectRoot(__dirname), "localcloud/runtimes/process/network.cjs");

/** Where a task is on this machine. */
interface TaskPlace {
  readonly network: TaskNetwork;
  /** Port of this machine by the port within the task. */
  readonly ports: Readonly<Record<string, number>>;
  readonly scratch: string;
}

function addressesOf(container: Properties, ports: Readonly<Record<string, number>>): PortAddress[] {
  return objects(container, "portMappings").flatMap((mapping) => {
    const containerPort = number(mapping, "containerPort");
    const port = containerPort === undefined ? undefined : ports[containerPort];
    if (containerPort === undefined || port === undefined) return [];
    return [{ container: text(container, "name") ?? "", containerPort, host: LOOPBACK, port }];
  });
}

/** A task definition's entry point takes the place of the image's, and then the image's command counts no more. */
function commandOf({ settings }: ImageProgram, definition: Properties): readonly string[] {
  const [entryPoint, command] = [texts(definition, "entryPoint"), texts(definition, "command")];
  if (entryPoint.length > 0) return [...entryPoint, ...command];
  return [...settings.entryPoint, ...(command.length > 0 ? command : settings.command)];
}

/** The folder that stands for the image's working directory. */
function workingDirectory({ directory, settings }: ImageProgram, definition: Properties): string {
  const wanted = text(definition, "workingDirectory") ?? settings.workingDirectory;
  const below = wanted.startsWith(`${settings.workingDirectory}/`)
    ? wanted.slice(settings.workingDirectory.length)
    : "";
  return join(directory, below);
}
