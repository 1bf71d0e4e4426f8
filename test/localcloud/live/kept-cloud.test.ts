import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  DescribeServicesCommand,
  DescribeTasksCommand,
  ECSClient,
  RunTaskCommand,
  type RunTaskCommandInput,
  StopTaskCommand,
  UpdateServiceCommand,
  waitUntilTasksStopped,
} from "@aws-sdk/client-ecs";
import {
  CloudWatchClient,
  PutMetricDataCommand,
  ListMetricsCommand,
  SetAlarmStateCommand,
} from "@aws-sdk/client-cloudwatch";
import { CloudWatchLogsClient, GetLogEventsCommand } from "@aws-sdk/client-cloudwatch-logs";
import { Live } from "../../../localcloud/live/live";
import {
  containers,
  container,
  LOG_GROUP,
  logsTo,
  ON_FARGATE,
  ON_INSTANCES,
  role,
  SERVICE,
  TASK_DEFINITION,
} from "../services/ecs/tasks";
import { storedImage } from "../../../localcloud/services/registry/images";
import { serving } from "../services/ecs/serving";
import { inLocalCloud, type TestCloud } from "../support";

const directory = mkdtempSync(join(tmpdir(), "proofpix-kept-"));
const ended: (() => unknown)[] = [];

afterEach(async () => {
  for (const end of ended.splice(0)) await end();
});

afterAll(() => {
  rmSync(directory, { recursive: true });
});

/** A cloud in which nothing runs, with a task definition, and AWS's clients of it. */
async function kept() {
  const test = inLocalCloud();
  const given = serving(test);
  test.create(LOG_GROUP, { name: "/ecs/migrations" });
  const live = new Live(test.cloud, directory, () => undefined);
  const { url: endpoint } = await live.apiAccess();
  const configuration = {
    endpoint,
    region: "eu-west-1",
    credentials: { accessKeyId: "a", secretAccessKey: "b" },
    maxAttempts: 1,
  };
  const clients = {
    ecs: new ECSClient(configuration),
    logs: new CloudWatchLogsClient(configuration),
    cloudwatch: new CloudWatchClient(configuration),
  };
  ended.push(
    ...Object.values(clients).map((client) => () => {
      client.destroy();
    }),
    () => live.close(),
  );
  return { ...given, ...clients, test, live };
}

let names = 0;

function migration(test: TestCloud, changes: object = {}, other: object = ON_FARGATE): string {
  const logConfiguration = logsTo("/ecs/migrations", { "awslogs-stream-prefix": "migrate" });
  const definition = containers(container({ logConfiguration, command: ["node", "dist/migrate.js"], ...changes }));
  const executionRoleArn = role(test, `execution-${names++}`);
  return test.create(TASK_DEFINITION, { ...other, ...definition, executionRoleArn, family: "migration" }).id;
}

function request(taskDefinition: string, subnets: string[], other: Partial<RunTaskCommandInput> = {}): RunTaskCommand {
  const networkConfiguration = { awsvpcConfiguration: { subnets } };
  return new RunTaskCommand({ cluster: "production", taskDefinition, networkConfiguration, ...other });
}

it("requests to AWS's APIs are told of, so that who only asks them counts as a user", async () => {
  const live = new Live(inLocalCloud().cloud, directory, () => undefined);
  let told = 0;
  live.onRequest = () => (told += 1);
  const { url } = await live.apiAccess();
  const first = await fetch(url);
  await fetch(url);
  await live.close();

  expect(first.status).toBe(400);
  expect(told).toBe(2);
});

describe("AWS's APIs where nothing runs", () => {
  it("end a task of RunTask at once with exit code 0, and its log says that nothing ran", async () => {
    const { ecs, logs, test, network } = await kept();
    const overrides = { containerOverrides: [{ name: "application", command: ["node", "dist/other.js"] }] };
    const { tasks = [], failures } = await ecs.send(request(migration(test), network.subnets, { overrides }));
    const [taskArn = ""] = tasks.map((task) => task.taskArn);
    await waitUntilTasksStopped({ client: ecs, maxWaitTime: 10 }, { cluster: "production", tasks: [taskArn] });
    const described = await ecs.send(new DescribeTasksCommand({ cluster: "production", tasks: [taskArn] }));

    expect(failures).toEqual([]);
    expect(described.tasks).toMatchObject([
      {
        lastStatus: "STOPPED",
        stopCode: "EssentialContainerExited",
        stoppedReason: "Essential container in task exited",
        containers: [{ name: "application", lastStatus: "STOPPED", exitCode: 0 }],
        overrides,
      },
    ]);
    const logStreamName = `migrate/application/${taskArn.split("/").at(-1) ?? ""}`;
    const { events } = await logs.send(new GetLogEventsCommand({ logGroupName: "/ecs/migrations", logStreamName }));
    expect(events).toMatchObject([{ message: expect.stringContaining("--no-run") as unknown }]);
  });

  it.each([
    ["instances, of which there are none", { launchType: "EC2" }, ON_INSTANCES],
    ["Fargate", { launchType: "FARGATE" }, ON_FARGATE],
  ] as const)("end tasks on %s", async (_where, other, definition) => {
    const { ecs, test, network } = await kept();
    const { tasks, failures } = await ecs.send(request(migration(test, {}, definition), network.subnets, other));

    expect(failures).toEqual([]);
    expect(tasks).toMatchObject([{ lastStatus: "STOPPED", containers: [{ exitCode: 0 }] }]);
  });

  it("fail a task that could never start, with ECS's reason", async () => {
    const { ecs, test, network } = await kept();
    const image = "registry.example.com/enterprise:9.9.9";
    const { tasks } = await ecs.send(request(migration(test, { image }), network.subnets));

    expect(tasks).toMatchObject([
      {
        ...{ lastStatus: "STOPPED", stopCode: "TaskFailedToStart" },
        stoppedReason: expect.stringMatching(/^CannotPullContainerError: .*not found/) as unknown,
      },
    ]);
    expect(tasks?.[0]?.containers?.[0]).not.toHaveProperty("exitCode");
  });

  it("end a task with exit code 1 whose program ends at once", async () => {
    const { ecs, test, network } = await kept();
    const repository = "registry.example.com/enterprise";
    test.cloud.state.put(storedImage(repository, `sha256:${"0b".repeat(32)}`, ["2.0.0-broken-task"]));
    const { tasks } = await ecs.send(
      request(migration(test, { image: `${repository}:2.0.0-broken-task` }), network.subnets),
    );

    expect(tasks).toMatchObject([{ lastStatus: "STOPPED", containers: [{ exitCode: 1 }] }]);
  });

  it("refuse what AWS refuses", async () => {
    const { ecs, test, network } = await kept();
    const overrides = { containerOverrides: [{ name: "other", command: ["true"] }] };

    await expect(ecs.send(request(migration(test), network.subnets, { overrides }))).rejects.toMatchObject({
      name: "InvalidParameterException",
      message: "Override for container named other is not a container in the TaskDefinition.",
    });
  });

  it("show and change what is deployed, take metrics, and refuse what only a world can do", async () => {
    const { ecs, cloudwatch, test, inputs } = await kept();
    const { id } = test.create(SERVICE, inputs);
    test.create("aws:cloudwatch/metricAlarm:MetricAlarm", {
      ...{ name: "busy", metricName: "CPUUtilization", namespace: "AWS/ECS", statistic: "Average" },
      ...{ comparisonOperator: "GreaterThanThreshold", evaluationPeriods: 1, threshold: 1, period: 60 },
    });
    await ecs.send(new UpdateServiceCommand({ cluster: "production", service: id, desiredCount: 3 }));
    const { services } = await ecs.send(new DescribeServicesCommand({ cluster: "production", services: [id] }));
    expect(services).toMatchObject([{ desiredCount: 3, runningCount: 0 }]);

    await cloudwatch.send(
      new PutMetricDataCommand({ Namespace: "Shop", MetricData: [{ MetricName: "Orders", Value: 1 }] }),
    );
    const { Metrics } = await cloudwatch.send(new ListMetricsCommand({ Namespace: "Shop" }));
    expect(Metrics).toMatchObject([{ MetricName: "Orders" }]);

    const state = new SetAlarmStateCommand({ AlarmName: "busy", StateValue: "ALARM", StateReason: "a test" });
    await expect(cloudwatch.send(state)).rejects.toThrow("nothing runs in this local cloud");
  });

  it("are those of the world once it runs, at the same address", async () => {
    const { ecs, live, test, network } = await kept();
    const taskDefinition = migration(test);
    await ecs.send(request(taskDefinition, network.subnets));
    await live.start(1000);
    const { tasks = [] } = await ecs.send(request(taskDefinition, network.subnets));

    expect(tasks).toMatchObject([{ lastStatus: "PROVISIONING" }]);
    const [task = ""] = tasks.map(({ taskArn }) => taskArn);
    await waitUntilTasksStopped(
      { client: ecs, maxWaitTime: 60, minDelay: 1, maxDelay: 1 },
      { cluster: "production", tasks: [task] },
    );
    const stopped = await ecs.send(new StopTaskCommand({ cluster: "production", task }));
    expect(stopped.task).toMatchObject({ lastStatus: "STOPPED", containers: [{ exitCode: 0 }] });
  });
});
