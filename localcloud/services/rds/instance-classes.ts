import { refuse } from "../../model/aws-error";
import { compareVersions } from "./engines";

/** Databases by the classes that they run on. */
export type ClassKind = "postgres" | "postgres cluster" | "aurora-postgresql";

const TO_16 = "large xlarge 2xlarge 4xlarge 8xlarge 12xlarge 16xlarge";
const TO_24 = `${TO_16} 24xlarge`;
const TO_32 = `${TO_24} 32xlarge`;
const TO_48 = `${TO_24} 48xlarge`;
const BURSTABLE = "micro small medium large xlarge 2xlarge";
const X2IDN = "16xlarge 24xlarge 32xlarge";
const X2IEDN = "xlarge 2xlarge 4xlarge 8xlarge 16xlarge 24xlarge 32xlarge";

/**
 * Sizes of each family that RDS offers in any of its larger regions in November 2026 (Amazon RDS User Guide, "Supported
 * DB engines for DB instance classes", "Multi-AZ DB cluster deployments"; Amazon Aurora User Guide, "Supported DB
 * engines for DB instance classes"). Families that no offered version runs on are left out.
 */
const SIZES: Readonly<Record<ClassKind, Readonly<Record<string, string>>>> = {
  postgres: {
    m5: TO_24,
    m5d: TO_24,
    m6g: TO_16,
    m6gd: TO_16,
    m6i: TO_32,
    m6id: TO_32,
    m6idn: TO_32,
    m6in: TO_32,
    m7g: TO_16,
    m7i: TO_48,
    m8a: TO_48,
    m8g: TO_48,
    m8gd: TO_48,
    m9g: TO_48,
    r5: TO_24,
    r5b: TO_24,
    r5d: TO_24,
    r6g: TO_16,
    r6gd: TO_16,
    r6i: TO_32,
    r6id: TO_32,
    r6idn: TO_32,
    r6in: TO_32,
    r7g: TO_16,
    r7i: TO_48,
    r8a: TO_48,
    r8g: TO_48,
    r8gd: TO_48,
    t3: BURSTABLE,
    t4g: BURSTABLE,
    x2g: TO_16,
    x2idn: X2IDN,
    x2iedn: X2IEDN,
  },
  "postgres cluster": {
    c6gd: `medium ${TO_16}`,
    m5d: TO_24,
    m6gd: TO_16,
    m6id: TO_32,
    m6idn: TO_32,
    m8gd: TO_48,
    r5d: TO_24,
    r6gd: TO_16,
    r6id: TO_32,
    r6idn: TO_32,
    r8gd: TO_48,
    x2idn: X2IDN,
    x2iedn: X2IEDN,
  },
  "aurora-postgresql": {
    r5: TO_24,
    r6g: TO_16,
    r6gd: "xlarge 2xlarge 4xlarge 8xlarge 12xlarge 16xlarge",
    r6i: TO_32,
    r6id: "24xlarge 32xlarge",
    r7g: TO_16,
    r7i: TO_48,
    r8a: TO_48,
    r8g: TO_48,
    r8gd: "xlarge 2xlarge 4xlarge 8xlarge 12xlarge 16xlarge 24xlarge 48xlarge",
    t3: "medium large",
    t4g: "medium large",
    x2g: TO_16,
  },
};

/** Class of the instances that scale with `serverlessv2ScalingConfiguration`. */
export const SERVERLESS = "db.serverless";

/** A combination of engine, version and class. */
export interface ClassRequest {
  readonly kind: ClassKind;
  readonly engine: string;
  readonly version: string;
  readonly instanceClass: string;
  /** The input that names the class. */
  readonly input: string;
}

/** RDS offers a class for some engines only (Amazon RDS API Reference, DescribeOrderableDBInstanceOptions). */
export function requireInstanceClass({ kind, engine, version, instanceClass, input }: ClassRequest): void {
  const [, family = "", size = ""] = /^db\.([a-z0-9]+)\.([a-z0-9]+)$/.exec(instanceClass) ?? [];
  if (family === "" && instanceClass !== SERVERLESS) {
    refuse("InvalidParameterValue", `Invalid DB Instance class: ${instanceClass}`, input);
  }
  if (instanceClass === SERVERLESS ? kind === "aurora-postgresql" : isOffered(kind, family, size, version)) return;
  refuse(
    "InvalidParameterCombination",
    `RDS does not support creating a DB instance with the following combination: DBInstanceClass=${instanceClass}, Engine=${engine}, EngineVersion=${version}, LicenseModel=postgresql-license. For supported combinations of instance class and database engine version, see the documentation.`,
    input,
  );
}

function isOffered(kind: ClassKind, family: string, size: string, version: string): boolean {
  const sizes = SIZES[kind][family]?.split(" ") ?? [];
  // Amazon RDS User Guide, "Supported DB engines for DB instance classes": the newest families want version 14.
  return sizes.includes(size) && (compareVersions(version, "14.0") > 0 || !/^[mrx][7-9]/.test(family));
}
