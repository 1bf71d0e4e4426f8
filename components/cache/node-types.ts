/** Pattern of a node type such as `cache.r7g.2xlarge`. */
export const NODE_TYPE = /^cache\.([a-z]\d[a-z]*)\.(micro|small|medium|large|(\d*)xlarge)$/;

const DEFAULT_CONNECTIONS = 65_000;

/** Most connections, where they differ (Amazon ElastiCache User Guide, "Engine specific parameters", maxclients). */
const CONNECTIONS: Readonly<Record<string, number>> = {
  "cache.t2.micro": 20_000,
  "cache.t2.small": 20_000,
  "cache.t2.medium": 20_000,
  "cache.t3.micro": 20_000,
  "cache.t3.small": 46_000,
  "cache.t3.medium": 46_000,
  "cache.t4g.micro": 20_000,
};

const ONE_CPU = ["cache.t2.micro", "cache.t2.small"];
const CPUS_OF_XLARGE = 4;

/** Connections that a node takes at most. */
export function connectionLimit(nodeType: string): number {
  return CONNECTIONS[nodeType] ?? DEFAULT_CONNECTIONS;
}

/** Virtual CPUs of a node, which follow from its size. */
export function virtualCpus(nodeType: string): number {
  const [, , size = "", times] = NODE_TYPE.exec(nodeType) ?? [];
  if (!size.endsWith("xlarge")) return ONE_CPU.includes(nodeType) ? 1 : 2;
  return CPUS_OF_XLARGE * Number(times === "" || times === undefined ? 1 : times);
}

/** Whether nodes keep rarely used values on disks (Amazon ElastiCache User Guide, "Data tiering in ElastiCache"). */
export function hasDataTiering(nodeType: string): boolean {
  return NODE_TYPE.exec(nodeType)?.[1] === "r6gd";
}

/** Amazon ElastiCache User Guide, "Managing reserved memory for Valkey and Redis OSS". */
export function defaultReservedMemoryPercent(nodeType: string): number {
  if (nodeType.endsWith(".micro")) return 50;
  return nodeType.endsWith(".small") ? 30 : 25;
}
