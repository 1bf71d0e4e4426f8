import { CloudWatchLogsClient, GetLogEventsCommand } from "@aws-sdk/client-cloudwatch-logs";
import { DescribeTasksCommand, ECSClient, RunTaskCommand, waitUntilTasksStopped } from "@aws-sdk/client-ecs";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ApiServer } from "../../../localcloud/api/api-server";
import { shop, version } from "./support/shop";
import { StartedCloud } from "./support/started";

const directory = mkdtempSync(join(tmpdir(), "proofpix-run-task-"));
let cloud: StartedCloud;
let server: ApiServer;
let ecs: ECSClient;
let logs: CloudWatchLogsClient;

beforeAll(async () => {
  cloud = await StartedCloud.start(directory, ...shop(), version(1));
  server = await ApiServer.open(cloud.live.apis);
  const credentials = { accessKeyId: "local", secretAccessKey: "local" };
  const configuration = { endpoint: server.url, region: "eu-west-1", credentials };
  ecs = new ECSClient(configuration);
  logs = new CloudWatchLogsClient(configuration);
});

afterAll(async () => {
  ecs.destroy();
  logs.destroy();
  await server.close();
  await cloud.close();
  rmSync(directory, { recursive: true });
});

/** Runs a script in place of the product, as a migration is run, and waits for its end. */
async function run(code: string, environment: { name: string; value: string }[] = []) {
  const { tasks = [] } = await ecs.send(
    new RunTaskCommand({
      ...{ cluster: "shop", taskDefinition: version(1).id, launchType: "FARGATE" },
      networkConfiguration: { awsvpcConfiguration: { subnets: ["subnet-a"] } },
      overrides: { containerOverrides: [{ name: "application", command: ["node", "-e", code], environment }] },
    }),
  );
  const taskArns = tasks.flatMap(({ taskArn }) => taskArn ?? []);
  const asked = { cluster: "shop", tasks: taskArns };
  await waitUntilTasksStopped({ client: ecs, maxWaitTime: 300, minDelay: 1, maxDelay: 1 }, asked);
  const [stopped] = (await ecs.send(new DescribeTasksCommand(asked))).tasks ?? [];
  const logStreamName = `ecs/application/${taskArns[0]?.split("/").at(-1) ?? ""}`;
  const { events = [] } = await logs.send(new GetLogEventsCommand({ logGroupName: "/ecs/shop", logStreamName }));
  return { stopped, lines: events.map(({ message }) => message) };
}

it("runs a command of its own to its end, and tells exit code and lines", async () => {
  const code = "console.log(`migrates to ${process.env.TARGET}`); console.log(`version ${process.env.VERSION}`)";
  const { stopped, lines } = await run(code, [{ name: "TARGET", value: "7" }]);

  expect(stopped).toMatchObject({
    ...{ lastStatus: "STOPPED", stopCode: "EssentialContainerExited", group: "family:web" },
    stoppedReason: "Essential container in task exited",
    containers: [{ name: "application", lastStatus: "STOPPED", exitCode: 0 }],
  });
  expect(stopped?.startedAt).toBeInstanceOf(Date);
  expect(lines).toEqual(["migrates to 7", "version 1"]);
});

it("tells of a command that fails, with its last lines", async () => {
  const { stopped, lines } = await run('console.error("relation orders exists"); process.exit(3)');

  expect(stopped).toMatchObject({
    ...{ lastStatus: "STOPPED", stopCode: "EssentialContainerExited" },
    containers: [{ name: "application", exitCode: 3 }],
  });
  expect(lines).toEqual(["relation orders exists"]);
});
