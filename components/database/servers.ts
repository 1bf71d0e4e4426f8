import type { DatabaseArgs } from "./args";
import type { DatabaseEngine } from "./engines";
import { CAPACITY_UNIT_MEBIBYTES, classResources } from "./instance-class";
import { connectionLimit } from "./parameters";

/** Memory of a database's writer in MiB; undefined for a class that isn't known. */
export function writerMemory(engine: DatabaseEngine): number | undefined {
  return engine.kind === "aurora-serverless"
    ? engine.maximumCapacity * CAPACITY_UNIT_MEBIBYTES
    : classResources(engine.instanceClass)?.memoryMebibytes;
}

/** About how many connections a server of a database takes; undefined where nothing tells it. */
export function connectionLimitOf({
  engine,
  parameters = {},
}: Pick<DatabaseArgs, "engine" | "parameters">): number | undefined {
  const memory = writerMemory(engine);
  return memory === undefined ? undefined : connectionLimit(engine, memory, parameters);
}
