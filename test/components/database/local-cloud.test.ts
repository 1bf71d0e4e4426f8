import * as aws from "@pulumi/aws";
import { AlarmTopic, Database, type DatabaseArgs, type DatabaseKind, EncryptionKey } from "../../../components";
import { deployLocally } from "../../support/local-deployment";
import { ENGINES } from "./fixture";

const REGION = "us-east-1";
const ZONES = ["a", "b", "c"].map((letter) => `${REGION}${letter}`);
const KINDS = Object.keys(ENGINES) as DatabaseKind[];

/** What the local cloud refused of a database in a network of its own. */
async function refused(overrides: Partial<DatabaseArgs>): Promise<readonly string[]> {
  const { refusals } = await deployLocally(() => {
    const { accountId } = aws.getCallerIdentityOutput();
    const key = new EncryptionKey("shop", { accountId, region: REGION });
    const alarms = new AlarmTopic("shop", { accountId, kmsKeyArn: key.keyArn });
    const vpc = new aws.ec2.Vpc("shop", { cidrBlock: "10.0.0.0/16" });
    const subnets = ZONES.map(
      (availabilityZone, index) =>
        new aws.ec2.Subnet(`shop-${index}`, { vpcId: vpc.id, availabilityZone, cidrBlock: `10.0.${index}.0/24` }),
    );
    new Database("shop-database", {
      engine: ENGINES.instance,
      vpcId: vpc.id,
      subnetIds: subnets.map(({ id }) => id),
      availabilityZones: ZONES,
      kmsKeyArn: key.keyArn,
      alarmActions: [alarms.topicArn],
      ...overrides,
    });
  });
  return refusals;
}

describe("AWS takes a database", () => {
  it.each(KINDS)("of the kind %s", async (kind) => {
    expect(await refused({ engine: ENGINES[kind] })).toEqual([]);
  });

  it.each(["14", "18"])("of the version %s, with its parameters", async (version) => {
    for (const kind of ["instance", "aurora"] as const) {
      expect(await refused({ engine: ENGINES[kind], version })).toEqual([]);
    }
  });

  it.each<[string, DatabaseArgs["engine"]]>([
    ["replicas", { ...ENGINES.instance, readReplicas: 3, replicaInstanceClass: "db.m7g.xlarge" }],
    [
      "striped gp3",
      { ...ENGINES.instance, readReplicas: 1, storage: { size: "400Gi", iops: 16_000, throughput: 1000 } },
    ],
    ["io2", { ...ENGINES.instance, storage: { size: "100Gi", type: "io2", iops: 1000 } }],
    ["a small class in one zone", { ...ENGINES.instance, instanceClass: "db.t4g.micro", multiAz: false }],
    ["storage that stays", { ...ENGINES.instance, storage: { size: "20Gi", maximum: "20Gi" } }],
    [
      "io2 in a Multi-AZ DB cluster",
      { ...ENGINES["multi-az-cluster"], storage: { size: "100Gi", type: "io2", iops: 1000 } },
    ],
    ["readers of Aurora", { ...ENGINES.aurora, readers: 3, storage: "io-optimized" }],
    ["a pause of Aurora", { ...ENGINES["aurora-serverless"], minimumCapacity: 0, autoPause: "10m" }],
  ])("with %s", async (_, engine) => {
    expect(await refused({ engine })).toEqual([]);
  });

  it("with advanced insights and parameters of the user's", async () => {
    expect(await refused({ databaseInsights: "advanced", parameters: { work_mem: "65536" } })).toEqual([]);
  });
});
