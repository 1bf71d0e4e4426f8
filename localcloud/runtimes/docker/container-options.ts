import type Docker from "dockerode";
import { flag, number, objects, text, texts, type Properties } from "../../model/values";
import type { RunningTask } from "../../behaviour/model/task";
import type { ContainerSettings } from "../container-engine";
import { LOOPBACK } from "../free-ports";
import type { ContainerNetwork } from "./docker-network";

const MEBIBYTE = 2 ** 20;
const CPU_UNITS = 1024;
const NANOSECONDS = 1e9;

/** Where a task's containers are in Docker. */
export interface DockerPlace {
  readonly task: RunningTask;
  /** Container whose network it shares; undefined where it has one of its own. */
  readonly networkContainer: string | undefined;
  /** Ports of this machine, by those of the network that the container has. */
  readonly ports: Readonly<Record<string, number>>;
  /** Docker's name of each volume of the task. */
  readonly volumes: Readonly<Record<string, string>>;
  readonly labels: Readonly<Record<string, string>>;
  /** What leads it to this machine in place of AWS. */
  readonly reach: ContainerNetwork;
}

/** A container of a task definition as Docker's API takes it. */
export function containerOptions(
  { name, image, definition, environment }: ContainerSettings,
  place: DockerPlace,
): Docker.ContainerCreateOptions {
  const { labels } = place;
  return {
    Image: image,
    ...(texts(definition, "entryPoint").length > 0 && { Entrypoint: texts(definition, "entryPoint") }),
    ...(texts(definition, "command").length > 0 && { Cmd: texts(definition, "command") }),
    Env: Object.entries({ ...place.reach.environment, ...environment }).map(
      ([variable, value]) => `${variable}=${value}`,
    ),
    User: text(definition, "user"),
    WorkingDir: text(definition, "workingDirectory"),
    Labels: { ...labels, "com.proofpix.localcloud.container": name },
    ExposedPorts: Object.fromEntries(Object.keys(place.ports).map((port) => [`${port}/tcp`, {}])),
    Healthcheck: { Test: ["NONE"] }, // ECS doesn't look at an image's own (API Reference, HealthCheck)
    HostConfig: hostOptions(definition, place),
  };
}

function hostOptions(definition: Properties, place: DockerPlace): Docker.HostConfig {
  const { task } = place;
  const memory = number(definition, "memory") ?? task.memory;
  const cpu = number(definition, "cpu") ?? 0;
  return {
    ...networkOptions(place),
    Memory: memory * MEBIBYTE,
    MemorySwap: memory * MEBIBYTE, // no swap beside it
    MemoryReservation: (number(definition, "memoryReservation") ?? 0) * MEBIBYTE,
    CpuShares: cpu === 0 ? undefined : cpu,
    NanoCpus: Math.round((task.cpu / CPU_UNITS) * NANOSECONDS),
    ReadonlyRootfs: flag(definition, "readonlyRootFilesystem") ?? false,
    Privileged: flag(definition, "privileged") ?? false,
    Init: flag(definition, "linuxParameters.initProcessEnabled") ?? false,
    CapAdd: texts(definition, "linuxParameters.capabilities.add"),
    CapDrop: texts(definition, "linuxParameters.capabilities.drop"),
    Ulimits: objects(definition, "ulimits").map((limit) => ({
      Name: text(limit, "name") ?? "",
      Soft: number(limit, "softLimit") ?? 0,
      Hard: number(limit, "hardLimit") ?? 0,
    })),
    Binds: [...place.reach.binds, ...bindsOf(definition, place)],
    Tmpfs: Object.fromEntries(
      objects(definition, "linuxParameters.tmpfs").map((each) => [
        text(each, "containerPath") ?? "",
        tmpfsOptions(each),
      ]),
    ),
  };
}

function tmpfsOptions(tmpfs: Properties): string {
  return [`size=${number(tmpfs, "size") ?? 0}m`, ...texts(tmpfs, "mountOptions")].join(",");
}

/** Who shares another one's network shares its names, too. */
function networkOptions({ networkContainer, ports, reach }: DockerPlace): Docker.HostConfig {
  if (networkContainer !== undefined) return { NetworkMode: `container:${networkContainer}` };
  const bindings = Object.entries(ports).map(([containerPort, port]) => [
    `${containerPort}/tcp`,
    [{ HostIp: LOOPBACK, HostPort: String(port) }],
  ]);
  return { PortBindings: Object.fromEntries(bindings) as Docker.PortMap, ExtraHosts: [...reach.extraHosts] };
}

function bindsOf(definition: Properties, { volumes }: DockerPlace): string[] {
  return objects(definition, "mountPoints").flatMap((mount) => {
    const volume = volumes[text(mount, "sourceVolume") ?? ""];
    const path = text(mount, "containerPath") ?? "";
    return volume === undefined ? [] : [`${volume}:${path}${flag(mount, "readOnly") === true ? ":ro" : ""}`];
  });
}
