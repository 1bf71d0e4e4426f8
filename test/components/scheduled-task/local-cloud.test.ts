import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import {
  AlarmTopic,
  ClusterCapacity,
  ContainerCluster,
  ContainerImage,
  ContainerTask,
  type ContainerTaskArgs,
  EncryptionKey,
  ScheduledTask,
  type ScheduledTaskArgs,
} from "../../../components";
import { deployLocally, type LocalDeployment } from "../../support/local-deployment";

const REGION = "us-east-1";
const SCHEDULE = "aws:scheduler/schedule:Schedule";

/** A scheduled task in a network and cluster of its own. */
function scheduled(
  overrides: Partial<ScheduledTaskArgs> = {},
  ofTask: (cluster: ContainerCluster) => Partial<ContainerTaskArgs> = () => ({}),
): Promise<LocalDeployment> {
  return deployLocally(() => {
    const { accountId } = aws.getCallerIdentityOutput();
    const key = new EncryptionKey("shop", { accountId, region: REGION });
    const alarms = new AlarmTopic("shop", { accountId, kmsKeyArn: key.keyArn });
    const vpc = new aws.ec2.Vpc("shop", { cidrBlock: "10.0.0.0/16", enableDnsHostnames: true });
    const subnet = new aws.ec2.Subnet("shop-a", {
      ...{ vpcId: vpc.id, availabilityZone: `${REGION}a`, cidrBlock: "10.0.0.0/24" },
    });
    const cluster = new ContainerCluster("shop", { kmsKeyArn: key.keyArn });
    const credentials = { username: "proofpix", password: "example-password" };
    const reference = "registry.proofpix.com/proofpix/enterprise:1.1.0";
    const task = new ContainerTask("report", {
      cluster,
      ...{ vpcId: vpc.id, vpcCidrBlock: vpc.cidrBlock, subnetIds: [subnet.id], cpu: "500m", memory: "1Gi" },
      image: new ContainerImage("shop", { source: { kind: "existing", reference, credentials } }).reference,
      registryCredentialsArn: pulumi.interpolate`arn:aws:secretsmanager:${REGION}:${accountId}:secret:proofpix/registry-credentials-eXaMpl`,
      kmsKeyArn: key.keyArn,
      ...ofTask(cluster),
    });
    const args = { task, schedule: "cron(0 3 * * ? *)", kmsKeyArn: key.keyArn, alarmActions: [alarms.topicArn] };
    new ScheduledTask("nightly", { ...args, ...overrides });
  });
}

describe("AWS takes a scheduled task", () => {
  it("on Fargate, as its defaults are", async () => {
    const { refusals, held } = await scheduled();

    expect(refusals).toEqual([]);
    expect(held.filter(({ type }) => type === SCHEDULE)).toMatchObject([
      { inputs: { scheduleExpression: "cron(0 3 * * ? *)", target: { ecsParameters: { launchType: "FARGATE" } } } },
    ]);
  });

  it("with a command and variables of its own, on spare capacity that is attached to the cluster", async () => {
    const { refusals } = await scheduled(
      { command: ["node", "report.js"], environment: { SCOPE: "month" }, timeZone: "America/New_York" },
      (cluster) => ({
        capacity: { ...new ClusterCapacity("shop", { cluster }).fargate, spot: {} },
        enableExecuteCommand: true,
      }),
    );

    expect(refusals).toEqual([]);
  });
});
