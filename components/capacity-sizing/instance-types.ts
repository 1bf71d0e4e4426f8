import type { Architecture } from "../shared/architecture";
import { nearestNames } from "../shared/nearest-name";
import table from "./generated/instance-types.json";

/** An EC2 instance type, and the resources that it offers to tasks. */
export interface InstanceType {
  readonly name: string;
  readonly virtualCpus: number;
  readonly memoryMebibytes: number;
  readonly architecture: Architecture;
  /** Tasks of `awsvpc` mode that get a network interface of their own: all of the instance's but its first. */
  readonly taskInterfaces: number;
  /**
   * The same with trunking; undefined where the type has none (Amazon ECS Developer Guide, "Supported instances for
   * increased Amazon ECS container network interfaces").
   */
  readonly trunkedTaskInterfaces: number | undefined;
}

/** CPUs, memory, architecture, network interfaces and the tasks that get one with trunking, by name. */
const ROWS = new Map<string, readonly (number | string | null)[]>(Object.entries(table));

/** Every known type by name. */
export const INSTANCE_TYPE_NAMES: readonly string[] = [...ROWS.keys()];

/** An instance type by its name; undefined where it isn't known. */
export function instanceType(name: string): InstanceType | undefined {
  const row = ROWS.get(name);
  if (row === undefined) return undefined;
  const [virtualCpus, memoryMebibytes, architecture, interfaces, trunked] = row;
  return {
    name,
    virtualCpus: Number(virtualCpus),
    memoryMebibytes: Number(memoryMebibytes),
    architecture: architecture === "arm64" ? "arm64" : "x86_64",
    taskInterfaces: Number(interfaces) - 1,
    trunkedTaskInterfaces: trunked === null ? undefined : Number(trunked),
  };
}

/** The known type whose name is most like a wrong one. */
export function nearestInstanceType(name: string): string | undefined {
  return nearestNames(name, INSTANCE_TYPE_NAMES)[0];
}
