import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { AlarmTopic, Database, type DatabaseArgs, EncryptionKey } from "../../../components";

const REGION = "us-east-1";
const ZONES = ["a", "b", "c"].map((letter) => `${REGION}${letter}`);

/** A database with the arguments of `proofpix:database`, over those that it needs. */
export function program(): Record<string, unknown> {
  const accountId = aws.getCallerIdentityOutput().accountId;
  const key = new EncryptionKey("shop", { accountId, region: REGION });
  const alarms = new AlarmTopic("shop", { accountId, kmsKeyArn: key.keyArn });
  const vpc = new aws.ec2.Vpc("shop", { cidrBlock: "10.0.0.0/16" });
  const subnets = ZONES.map(
    (availabilityZone, index) =>
      new aws.ec2.Subnet(`shop-${index}`, { vpcId: vpc.id, availabilityZone, cidrBlock: `10.0.${index}.0/24` }),
  );
  const { writerHost, readerHosts, identifier, password } = new Database("shop-database", {
    vpcId: vpc.id,
    subnetIds: subnets.map(({ id }) => id),
    availabilityZones: ZONES,
    kmsKeyArn: key.keyArn,
    alarmActions: [alarms.topicArn],
    ...new pulumi.Config().requireObject<Pick<DatabaseArgs, "engine">>("database"),
  });
  return { writerHost, readerHosts, identifier, password };
}
