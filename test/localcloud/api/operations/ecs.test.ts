import type { Properties } from "../../../../localcloud/model/values";
import { serving } from "../../services/ecs/serving";
import { SERVICE } from "../../services/ecs/tasks";
import { type ApiRehearsal, apiRehearsal, NOON } from "../support";

const CLUSTER = "production";
const SERVICE_ARN = "arn:aws:ecs:eu-west-1:123456789012:service/production/enterprise";

/** A service that has run for five minutes. */
function steady(change: Properties = {}): ApiRehearsal {
  const rehearsal = apiRehearsal();
  rehearsal.test.create(SERVICE, { ...serving(rehearsal.test).inputs, desiredCount: 2, ...change });
  rehearsal.pass(300);
  return rehearsal;
}

async function described({ call }: ApiRehearsal): Promise<Properties> {
  const { services } = await call("ecs", "DescribeServices", { cluster: CLUSTER, services: ["enterprise"] });
  return (services as Properties[])[0] ?? {};
}

describe("Amazon ECS", () => {
  it("lists and describes clusters", async () => {
    const { call } = steady();
    const arn = `arn:aws:ecs:eu-west-1:123456789012:cluster/${CLUSTER}`;

    expect(await call("ecs", "ListClusters")).toEqual({ clusterArns: [arn] });
    const { clusters, failures } = await call("ecs", "DescribeClusters", { clusters: [CLUSTER, "other"] });
    expect(clusters).toMatchObject([
      { clusterArn: arn, clusterName: CLUSTER, status: "ACTIVE", runningTasksCount: 2, activeServicesCount: 1 },
    ]);
    expect(failures).toEqual([{ arn: "arn:aws:ecs:eu-west-1:123456789012:cluster/other", reason: "MISSING" }]);
  });

  it("describes a service that is deployed and runs", async () => {
    const service = await described(steady());

    expect(service).toMatchObject({
      serviceArn: SERVICE_ARN,
      status: "ACTIVE",
      desiredCount: 2,
      runningCount: 2,
      pendingCount: 0,
      deployments: [{ status: "PRIMARY", rolloutState: "COMPLETED", runningCount: 2, desiredCount: 2 }],
      networkConfiguration: { awsvpcConfiguration: { assignPublicIp: "DISABLED" } },
    });
    expect((service.events as Properties[])[0]?.message).toBe("(service enterprise) has reached a steady state.");
  });

  it("tells what isn't there as a failure, and refuses a cluster that isn't there", async () => {
    const { call } = steady();
    const { failures } = await call("ecs", "DescribeServices", { cluster: CLUSTER, services: ["other"] });

    expect(failures).toEqual([{ arn: SERVICE_ARN.replace("enterprise", "other"), reason: "MISSING" }]);
    await expect(call("ecs", "ListServices", { cluster: "other" })).rejects.toThrow("Cluster not found.");
    await expect(call("ecs", "DescribeServices", { cluster: CLUSTER })).rejects.toMatchObject({
      code: "InvalidParameterException",
    });
  });

  it("sees another region's resources nowhere", async () => {
    const { call } = steady();

    expect(await call("ecs", "ListClusters", {}, "eu-central-1")).toEqual({ clusterArns: [] });
  });

  it("starts and stops tasks after UpdateService with another desired count, without a deployment", async () => {
    const rehearsal = steady();
    const { service } = await rehearsal.call("ecs", "UpdateService", {
      ...{ cluster: CLUSTER, service: "enterprise", desiredCount: 4 },
    });

    expect(service).toMatchObject({ desiredCount: 4, deployments: [{ rolloutState: "COMPLETED" }] });
    rehearsal.pass(120);
    expect(await described(rehearsal)).toMatchObject({ desiredCount: 4, runningCount: 4 });
    await rehearsal.call("ecs", "UpdateService", { cluster: CLUSTER, service: "enterprise", desiredCount: 1 });
    rehearsal.pass(120);
    expect(await described(rehearsal)).toMatchObject({ desiredCount: 1, runningCount: 1 });
  });

  it("deploys anew where that is forced, although nothing changed", async () => {
    const rehearsal = steady();
    const before = await rehearsal.call("ecs", "ListTasks", { cluster: CLUSTER });
    const { service } = await rehearsal.call("ecs", "UpdateService", {
      ...{ cluster: CLUSTER, service: "enterprise", forceNewDeployment: true },
    });

    expect((service as Properties).deployments).toMatchObject([
      { status: "PRIMARY", rolloutState: "IN_PROGRESS" },
      { status: "ACTIVE", rolloutState: "COMPLETED" },
    ]);
    rehearsal.pass(600);
    const after = await rehearsal.call("ecs", "ListTasks", { cluster: CLUSTER });
    expect((await described(rehearsal)).deployments).toHaveLength(1);
    expect(after.taskArns).toHaveLength(2);
    expect((after.taskArns as string[]).filter((arn) => (before.taskArns as string[]).includes(arn))).toEqual([]);
  });

  it("begins one deployment where a change and a forced one come together", async () => {
    const rehearsal = steady();
    await rehearsal.call("ecs", "UpdateService", {
      ...{ cluster: CLUSTER, service: "enterprise", forceNewDeployment: true, platformVersion: "1.4.0" },
    });
    const { serviceDeployments } = await rehearsal.call("ecs", "ListServiceDeployments", {
      ...{ cluster: CLUSTER, service: "enterprise" },
    });

    expect(serviceDeployments).toHaveLength(2);
  });

  it("refuses an update as it refuses a program's, and changes nothing then", async () => {
    const rehearsal = steady();
    const update = (change: Properties): Promise<Properties> =>
      rehearsal.call("ecs", "UpdateService", { cluster: CLUSTER, service: "enterprise", ...change });

    await expect(update({ desiredCount: -1 })).rejects.toMatchObject({ code: "InvalidParameterException" });
    await expect(update({ taskDefinition: "other" })).rejects.toThrow("TaskDefinition not found.");
    await expect(update({ monitoring: {} })).rejects.toThrow("operations/ecs/update-service.ts");
    await expect(update({ volumeConfigurations: [{ name: "data" }] })).rejects.toThrow("managed volumes");
    await expect(update({ volumeConfigurations: [], vpcLatticeConfigurations: [] })).resolves.toBeDefined();
    expect(await described(rehearsal)).toMatchObject({ desiredCount: 2 });
  });

  it("registers a task definition as a program would, and describes it", async () => {
    const { call } = steady();
    const { taskDefinition: known } = await call("ecs", "DescribeTaskDefinition", { taskDefinition: "enterprise" });
    const { taskDefinitionArn, revision, status, compatibilities, ...registered } = known as Properties;
    const { taskDefinition } = await call("ecs", "RegisterTaskDefinition", {
      ...registered,
      cpu: "2048",
      memory: "4096",
    });

    expect({ taskDefinitionArn, revision, status, compatibilities }).toMatchObject({ revision: 1, status: "ACTIVE" });
    expect(taskDefinition).toEqual({
      ...(known as Properties),
      ...{ cpu: "2048", memory: "4096", revision: 2 },
      taskDefinitionArn: "arn:aws:ecs:eu-west-1:123456789012:task-definition/enterprise:2",
    });
    await expect(call("ecs", "RegisterTaskDefinition", { ...registered, cpu: "3" })).rejects.toMatchObject({
      code: "ClientException",
    });
  });

  it("lists and describes tasks, and stops one, which the service replaces", async () => {
    const rehearsal = steady();
    const { taskArns } = await rehearsal.call("ecs", "ListTasks", { cluster: CLUSTER, serviceName: "enterprise" });
    const [taskArn = ""] = taskArns as string[];
    const { tasks } = await rehearsal.call("ecs", "DescribeTasks", { cluster: CLUSTER, tasks: [taskArn] });

    expect(tasks).toMatchObject([
      { taskArn, lastStatus: "RUNNING", desiredStatus: "RUNNING", launchType: "FARGATE", group: "service:enterprise" },
    ]);
    expect(((tasks as Properties[])[0]?.createdAt as number) >= NOON).toBe(true);
    const { task } = await rehearsal.call("ecs", "StopTask", { cluster: CLUSTER, task: taskArn, reason: "test" });
    expect(task).toMatchObject({ desiredStatus: "STOPPED", stoppedReason: "test", stopCode: "UserInitiated" });
    rehearsal.pass(120);
    expect(await described(rehearsal)).toMatchObject({ runningCount: 2 });
  });

  it("runs tasks that belong to no service", async () => {
    const rehearsal = steady();
    const service = await described(rehearsal);
    const { tasks, failures } = await rehearsal.call("ecs", "RunTask", {
      ...{ cluster: CLUSTER, taskDefinition: "enterprise", count: 2, startedBy: "test", launchType: "FARGATE" },
      networkConfiguration: service.networkConfiguration,
    });

    expect(failures).toEqual([]);
    expect(tasks).toMatchObject([{ lastStatus: "PROVISIONING", group: "family:enterprise" }, { startedBy: "test" }]);
    rehearsal.pass(60);
    const { taskArns } = await rehearsal.call("ecs", "ListTasks", { cluster: CLUSTER, startedBy: "test" });
    expect(taskArns).toEqual((tasks as Properties[]).map((task) => task.taskArn));
  });

  it("describes deployments of a service, and its revisions", async () => {
    const { call } = steady();
    const { serviceDeployments: brief } = await call("ecs", "ListServiceDeployments", {
      ...{ cluster: CLUSTER, service: "enterprise" },
    });
    const [{ serviceDeploymentArn, targetServiceRevisionArn } = {}] = brief as Properties[];
    const { serviceDeployments } = await call("ecs", "DescribeServiceDeployments", {
      serviceDeploymentArns: [serviceDeploymentArn],
    });
    const { serviceRevisions } = await call("ecs", "DescribeServiceRevisions", {
      serviceRevisionArns: [targetServiceRevisionArn],
    });

    expect(serviceDeployments).toMatchObject([{ status: "SUCCESSFUL", serviceArn: SERVICE_ARN }]);
    expect(serviceRevisions).toMatchObject([{ serviceArn: SERVICE_ARN }]);
  });

  it("rolls a deployment back that is stopped, and none that has ended", async () => {
    const rehearsal = steady();
    await rehearsal.call("ecs", "UpdateService", { cluster: CLUSTER, service: "enterprise", forceNewDeployment: true });
    const { currentServiceDeployment } = await described(rehearsal);
    const stop = (): Promise<Properties> =>
      rehearsal.call("ecs", "StopServiceDeployment", { serviceDeploymentArn: currentServiceDeployment });
    await stop();
    rehearsal.pass(600);
    const { serviceDeployments } = await rehearsal.call("ecs", "DescribeServiceDeployments", {
      serviceDeploymentArns: [currentServiceDeployment],
    });

    expect(serviceDeployments).toMatchObject([{ status: "ROLLBACK_SUCCESSFUL" }]);
    await expect(stop()).rejects.toMatchObject({ code: "ConflictException" });
  });

  it("aborts none, as ECS doesn't", async () => {
    const rehearsal = steady();
    const { currentServiceDeployment: serviceDeploymentArn } = await described(rehearsal);

    await expect(
      rehearsal.call("ecs", "StopServiceDeployment", { serviceDeploymentArn, stopType: "ABORT" }),
    ).rejects.toMatchObject({ code: "InvalidParameterException" });
  });
});
