import { lastPartOf } from "../../../components/shared/arn";
import type Docker from "dockerode";
import type { CloudReader } from "../../model/resource";
import { number, objects, text, type Properties } from "../../model/values";
import type { PortAddress, RunningTask } from "../../behaviour/model/task";
import { containersOf } from "../../services/ecs/container-definition";
import {
  type ContainerEngine,
  type ContainerSettings,
  type EngineContainer,
  type EngineTask,
  StartFailure,
} from "../container-engine";
import { authoritiesVariableOf } from "../process/image-programs";
import type { TaskNetwork } from "../task-network";
import { freePorts, LOOPBACK } from "../free-ports";
import { dependenciesOf } from "../tasks/container-order";
import { Moment } from "../tasks/moment";
import { containerOptions, type DockerPlace } from "./container-options";
import { DockerContainer } from "./docker-container";
import { DockerImages } from "./docker-images";
import { DockerNetwork } from "./docker-network";

const OWNER = "com.proofpix.localcloud";
const TASK = "com.proofpix.localcloud.task";

export interface DockerEngineOptions {
  readonly docker: Docker;
  readonly cloud: CloudReader;
  /** Tells this local cloud's containers and volumes from those of another one: its folder. */
  readonly owner: string;
  /** What programs of a region find in place of AWS. */
  readonly network: (region: string) => Promise<TaskNetwork>;
}

/** Runs containers in Docker, of images that it has. Nothing is pulled. */
export class DockerEngine implements ContainerEngine {
  readonly name = "docker";
  readonly limitsMemory = true;

  private readonly network: DockerNetwork;

  private constructor(
    private readonly options: DockerEngineOptions,
    private readonly images: DockerImages,
  ) {
    const { docker, cloud, owner, network } = options;
    this.network = new DockerNetwork({ docker, cloud, network, labels: { [OWNER]: owner }, directory: owner });
  }

  /** Removes what an earlier run left behind, and sees which images there are. */
  static async open(options: DockerEngineOptions): Promise<DockerEngine> {
    const images = new DockerImages(options.docker, options.cloud);
    const engine = new DockerEngine(options, images);
    await engine.removeLeftovers();
    await images.refresh();
    return engine;
  }

  reasonNotToRun(image: string): string | undefined {
    return this.images.find(image) === undefined
      ? `Docker doesn't have the image ${image}: docker pull ${image}`
      : undefined;
  }

  async open(task: RunningTask, taskDefinition: Properties): Promise<EngineTask> {
    const { docker, owner } = this.options;
    const containers = containersOf(taskDefinition);
    const ports = await portsOf(containers);
    const labels = { [OWNER]: owner, [TASK]: task.arn };
    const volumes = await this.createVolumes(task, taskDefinition, labels);
    const holder = new NetworkHolder(containers);
    const created: Docker.Container[] = [];
    const place: Omit<DockerPlace, "networkContainer" | "ports" | "reach"> = { task, volumes, labels };
    return {
      addresses: addressesOf(containers, ports),
      start: async (settings, onLine) => {
        const networkContainer = await holder.containerFor(settings.name);
        const own =
          networkContainer === undefined
            ? portsWithin(holder.isHolder(settings.name) ? containers : [settings.definition], ports)
            : {};
        const reach = await this.network.reach(task.region, authoritiesVariableOf(settings.image));
        const container = await this.create(settings, { ...place, networkContainer, ports: own, reach });
        created.push(container);
        const started = await this.start(container, onLine);
        holder.started(settings.name, container.id);
        return started;
      },
      close: async () => {
        await Promise.all(
          created.map((container) => container.remove({ force: true, v: true }).catch(() => undefined)),
        );
        await Promise.all(
          Object.values(volumes).map((volume) =>
            docker
              .getVolume(volume)
              .remove()
              .catch(() => undefined),
          ),
        );
      },
    };
  }

  async close(): Promise<void> {
    await this.network.close();
    await this.removeLeftovers();
  }

  /** @throws {StartFailure} in ECS's words (Amazon ECS Developer Guide, "CannotPullContainer task errors") */
  private async create(settings: ContainerSettings, place: DockerPlace): Promise<Docker.Container> {
    await this.images.refresh();
    const image = this.images.find(settings.image);
    if (image === undefined)
      throw new StartFailure(`CannotPullContainerError: pull image manifest: ${settings.image}: not found`);
    try {
      return await this.options.docker.createContainer(containerOptions({ ...settings, image }, place));
    } catch (error) {
      throw new StartFailure(`CannotCreateContainerError: Error response from daemon: ${messageOf(error)}`, {
        cause: error,
      });
    }
  }

  private async start(container: Docker.Container, onLine: (line: string) => void): Promise<EngineContainer> {
    try {
      return await DockerContainer.start(this.options.docker, container, onLine);
    } catch (error) {
      throw new StartFailure(`CannotStartContainerError: Error response from daemon: ${messageOf(error)}`, {
        cause: error,
      });
    }
  }

  /** A volume of Docker for each of the task's that has no place of its own. */
  private async createVolumes(
    task: RunningTask,
    taskDefinition: Properties,
    labels: Readonly<Record<string, string>>,
  ): Promise<Record<string, string>> {
    const id = lastPartOf(task.arn);
    const volumes = objects(taskDefinition, "volumes").map((volume) => {
      const name = text(volume, "name") ?? "";
      return [name, `ecs-${id}-${name}`] as const;
    });
    for (const [, Name] of volumes) await this.options.docker.createVolume({ Name, Labels: labels });
    return Object.fromEntries(volumes);
  }

  private async removeLeftovers(): Promise<void> {
    const { docker, owner } = this.options;
    const filters = { label: [`${OWNER}=${owner}`] };
    const containers = await docker.listContainers({ all: true, filters });
    await Promise.all(
      containers.map(({ Id }) =>
        docker
          .getContainer(Id)
          .remove({ force: true, v: true })
          .catch(() => undefined),
      ),
    );
    const networks = await docker.listNetworks({ filters });
    await Promise.all(
      networks.map(({ Id }) =>
        docker
          .getNetwork(Id)
          .remove()
          .catch(() => undefined),
      ),
    );
    const { Volumes: volumes } = await docker.listVolumes({ filters });
    await Promise.all(
      volumes.map(({ Name }) =>
        docker
          .getVolume(Name)
          .remove()
          .catch(() => undefined),
      ),
    );
  }
}

/**
 * The container whose network a task's others share, as all share one in `awsvpc` mode: the first essential one that
 * waits for no other. Without such a one, each has a network of its own.
 */
class NetworkHolder {
  private readonly name: string | undefined;
  private readonly holding = new Moment<string>();

  constructor(containers: readonly Properties[]) {
    const holder = containers.find((each) => each.essential !== false && dependenciesOf(each).length === 0);
    this.name = holder && text(holder, "name");
  }

  isHolder(name: string): boolean {
    return name === this.name;
  }

  /** Id of the container whose network another one joins; undefined where it has one of its own. */
  containerFor(name: string): Promise<string | undefined> {
    return this.name === undefined || this.isHolder(name) ? Promise.resolve(undefined) : this.holding.reached;
  }

  started(name: string, id: string): void {
    if (this.isHolder(name)) this.holding.reach(id);
  }
}

/** Ports of this machine by ports of containers. */
async function portsOf(containers: readonly Properties[]): Promise<Readonly<Record<string, number>>> {
  const wanted = [...new Set(containers.flatMap(containerPorts))];
  const free = await freePorts(wanted.length);
  return Object.fromEntries(wanted.map((port, index) => [port, free[index] ?? 0]));
}

function containerPorts(container: Properties): number[] {
  return objects(container, "portMappings").flatMap((mapping) => number(mapping, "containerPort") ?? []);
}

function portsWithin(
  containers: readonly Properties[],
  ports: Readonly<Record<string, number>>,
): Record<string, number> {
  return Object.fromEntries(containers.flatMap(containerPorts).map((port) => [port, ports[port] ?? 0]));
}

function addressesOf(containers: readonly Properties[], ports: Readonly<Record<string, number>>): PortAddress[] {
  return containers.flatMap((container) =>
    containerPorts(container).map((containerPort) => ({
      container: text(container, "name") ?? "",
      containerPort,
      host: LOOPBACK,
      port: ports[containerPort] ?? 0,
    })),
  );
}

function messageOf(error: unknown): string {
  const { json, message } = error as { json?: { message?: string }; message?: string };
  return json?.message ?? message ?? String(error);
}
