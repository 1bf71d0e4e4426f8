const BURSTABLE = ["micro", "small", "medium"];
const GRAVITON = ["large", "xlarge", "2xlarge", "4xlarge", "8xlarge", "12xlarge", "16xlarge"];
const INTEL = ["large", "xlarge", "2xlarge", "4xlarge", "12xlarge", "24xlarge"];

/** Sizes of each family (Amazon ElastiCache User Guide, "Supported node types"). */
const SIZES: Readonly<Record<string, readonly string[]>> = {
  t2: BURSTABLE,
  t3: BURSTABLE,
  t4g: BURSTABLE,
  m4: ["large", "xlarge", "2xlarge", "4xlarge", "10xlarge"],
  m5: INTEL,
  m6g: GRAVITON,
  m7g: GRAVITON,
  m8g: GRAVITON,
  r4: ["large", "xlarge", "2xlarge", "4xlarge", "8xlarge", "16xlarge"],
  r5: INTEL,
  r6g: GRAVITON,
  r6gd: GRAVITON.slice(1),
  r7g: GRAVITON,
  r8g: GRAVITON,
  c7gn: GRAVITON,
  c8gn: GRAVITON,
};

/** Oldest version of Redis OSS that runs on a family, where not all do (the same page). */
const OLDEST_REDIS: Readonly<Record<string, string>> = {
  t4g: "5.0.6",
  m6g: "5.0.6",
  m7g: "5.0.6",
  m8g: "5.0.6",
  r6g: "5.0.6",
  r6gd: "6.2",
  r7g: "5.0.6",
  r8g: "5.0.6",
  c7gn: "5.0.6",
  c8gn: "5.0.6",
};

/** Whether there are nodes of a type such as `cache.t4g.micro`. */
export function isNodeType(nodeType: string): boolean {
  const [prefix, family = "", size = "", ...rest] = nodeType.split(".");
  return prefix === "cache" && rest.length === 0 && SIZES[family]?.includes(size) === true;
}

/** Family of a node type, such as `t4g`. */
export function familyOf(nodeType: string): string {
  return nodeType.split(".")[1] ?? "";
}

/** The oldest version of Redis OSS that nodes of a type run. */
export function oldestRedisOn(nodeType: string): string {
  return OLDEST_REDIS[familyOf(nodeType)] ?? "0";
}

/** Whether nodes keep part of their data on disks (Amazon ElastiCache User Guide, "Data tiering in ElastiCache"). */
export function hasDataTiering(nodeType: string): boolean {
  return familyOf(nodeType) === "r6gd";
}
