import type { OfferRow } from "./offer-file";

/** A price that the table wants: its key, and how many of AWS's units it is for. */
export interface WantedPrice {
  readonly key: string;
  readonly factor: number;
}

/** Says which price of the table a row of an offer file is; undefined for the others. */
type Finder = (row: OfferRow, usage: string) => WantedPrice | undefined;

/** What usage types begin with outside of US East (N. Virginia): `EU-`, `EUC1-`. */
const REGION_PREFIX = /^(?:AF|AP|CA|EU|IL|ME|MX|SA|US)[A-Z]{0,2}\d?-/;

const MILLION = 1_000_000;
const TEN_THOUSAND = 10_000;
const MEBIBYTES = 1024;

/** Prices that a usage type alone tells. */
function byUsage(keys: Readonly<Record<string, string | WantedPrice>>): Finder {
  return (_row, usage) => {
    const found = keys[usage];
    return typeof found === "string" ? { key: found, factor: 1 } : found;
  };
}

function per(factor: number, key: string): WantedPrice {
  return { key, factor };
}

/** The services whose offer files are read, by AWS's service code, and what of them. */
export const OFFERS: Readonly<Record<string, Finder>> = {
  AmazonEC2: (row, usage) => instancePrice(row) ?? volumePrice(row, usage) ?? NAT(row, usage),
  AWSELB: (row, usage) => {
    const kind = LOAD_BALANCERS[row["Product Family"] ?? ""];
    const what = { LoadBalancerUsage: "hour", LCUUsage: "lcu" }[usage];
    return kind === undefined || what === undefined ? undefined : per(1, `${kind}.${what}`);
  },
  AmazonVPC: byUsage({ "VpcEndpoint-Hours": "endpoint.hour", "VpcEndpoint-Bytes": "endpoint.gigabyte" }),
  AmazonECS: byUsage({
    "Fargate-vCPU-Hours:perCPU": "fargate.x86.vcpu",
    "Fargate-GB-Hours": "fargate.x86.gigabyte",
    "Fargate-ARM-vCPU-Hours:perCPU": "fargate.arm.vcpu",
    "Fargate-ARM-GB-Hours": "fargate.arm.gigabyte",
  }),
  AmazonRDS: (row, usage) => databasePrice(row) ?? databaseStoragePrice(row, usage),
  AmazonElastiCache: (row, usage) => {
    const nodeType = /^NodeUsage:(cache\..+)$/.exec(usage)?.[1];
    const engine = (row["Cache Engine"] ?? "").toLowerCase();
    const isWanted = nodeType !== undefined && ["redis", "valkey"].includes(engine);
    return isWanted ? per(1, `elasticache.${engine}.${nodeType}`) : undefined;
  },
  AmazonCloudWatch: byUsage({
    "CW:AlarmMonitorUsage": "cloudwatch.alarm",
    "CW:HighResAlarmMonitorUsage": "cloudwatch.alarm-high-resolution",
    "CW:CompositeAlarmMonitorUsage": "cloudwatch.alarm-composite",
    "CW:MetricMonitorUsage": "cloudwatch.metric",
    "DataProcessing-Bytes": "cloudwatch.logs.ingested",
    "TimedStorage-ByteHrs": "cloudwatch.logs.stored",
    "VendedLog-Bytes": "cloudwatch.logs.vended",
  }),
  AWSQueueService: byUsage({
    "Requests-Tier1": per(MILLION, "sqs.requests"),
    "Requests-FIFO-Tier1": per(MILLION, "sqs.requests-fifo"),
  }),
  AmazonSNS: byUsage({ "Requests-Tier1": per(MILLION, "sns.requests") }),
  AmazonECR: byUsage({ "TimedStorage-ByteHrs": "ecr.gigabyte" }),
  AmazonKinesis: byUsage({ "Storage-ShardHour": "kinesis.shard" }),
  AWSSecretsManager: byUsage({ AWSSecretsManagerAPIRequest: per(TEN_THOUSAND, "secrets.requests") }),
  awskms: byUsage({ "KMS-Requests": per(TEN_THOUSAND, "kms.requests") }),
};

const LOAD_BALANCERS: Readonly<Record<string, string>> = {
  "Load Balancer-Application": "alb",
  "Load Balancer-Network": "nlb",
  "Load Balancer-Gateway": "gwlb",
};

const NAT = byUsage({ "NatGateway-Hours": "nat.hour", "NatGateway-Bytes": "nat.gigabyte" });

/** The price of the table that a row of a service's offer file is. */
export function wantedPrice(service: string, row: OfferRow): WantedPrice | undefined {
  return OFFERS[service]?.(row, (row.usageType ?? "").replace(REGION_PREFIX, ""));
}

/** Instances with Linux, on shared hardware, without software that costs more, that run. */
function instancePrice(row: OfferRow): WantedPrice | undefined {
  const isPlain =
    row["Product Family"] === "Compute Instance" &&
    row["Operating System"] === "Linux" &&
    row.Tenancy === "Shared" &&
    row["Pre Installed S/W"] === "NA" &&
    row.CapacityStatus === "Used";
  return isPlain ? per(1, `ec2.${row["Instance Type"] ?? ""}`) : undefined;
}

function volumePrice(row: OfferRow, usage: string): WantedPrice | undefined {
  const type = row["Volume API Name"] ?? "";
  if (type === "" || usage.includes("outposts")) return undefined;
  if (/^EBS:VolumeUsage(?:\.|$)/.test(usage)) return per(1, `ebs.${type}.gigabyte`);
  if (row.Group === "EBS IOPS") return per(1, `ebs.${type}.iops`);
  if (row.Group !== "EBS Throughput") return undefined;
  return per(row.Unit === "GiBps-mo" ? 1 / MEBIBYTES : 1, `ebs.${type}.throughput`);
}

const DATABASES: Readonly<Record<string, string>> = {
  "PostgreSQL Single-AZ": "rds.postgresql",
  "PostgreSQL Multi-AZ (readable standbys)": "rds.postgresql-cluster",
  "Aurora PostgreSQL Single-AZ": "rds.aurora-postgresql",
};

function databasePrice(row: OfferRow): WantedPrice | undefined {
  if (row["Product Family"] !== "Database Instance" || /IOOptimized/.test(row.usageType ?? "")) return undefined;
  const kind = DATABASES[`${row["Database Engine"] ?? ""} ${row["Deployment Option"] ?? ""}`];
  return kind === undefined ? undefined : per(1, `${kind}.${row["Instance Type"] ?? ""}`);
}

const DATABASE_STORAGE = byUsage({
  "RDS:GP3-Storage": "rds.storage-gp3.gigabyte",
  "RDS:GP3-PIOPS": "rds.storage-gp3.iops",
  "RDS:GP2-Storage": "rds.storage-gp2.gigabyte",
  "RDS:PIOPS-Storage": "rds.storage-io1.gigabyte",
  "RDS:PIOPS": "rds.storage-io1.iops",
  "RDS:ChargedBackupUsage": "rds.backup.gigabyte",
  "RDS:ProxyUsage": "rds.proxy.vcpu",
});

const AURORA = byUsage({ "Aurora:ServerlessV2Usage": "rds.aurora.acu", "Aurora:StorageUsage": "rds.aurora.gigabyte" });

function databaseStoragePrice(row: OfferRow, usage: string): WantedPrice | undefined {
  if (row["Database Engine"] === "PostgreSQL") return DATABASE_STORAGE(row, usage);
  return row["Database Engine"] === "Aurora PostgreSQL" ? AURORA(row, usage) : undefined;
}
