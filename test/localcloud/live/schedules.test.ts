import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { eventually } from "../../examples/enterprise/servers/eventually";
import { CLUSTER_ARN } from "../behaviour/ecs/tasks/cluster";
import { resource } from "../behaviour/support/deployed";
import { shop, version } from "./support/shop";
import { StartedCloud } from "./support/started";

const directory = mkdtempSync(join(tmpdir(), "proofpix-schedules-"));
const ROLE = "arn:aws:iam::123456789012:role/schedule";
let cloud: StartedCloud;

/** A role that may run every task. */
function role() {
  const Statement = [{ Effect: "Allow", Action: ["ecs:RunTask", "iam:PassRole"], Resource: "*" }];
  const policy = JSON.stringify({ Version: "2012-10-17", Statement });
  return [
    resource("aws:iam/role:Role", "schedule", {}, { arn: ROLE, name: "schedule" }),
    resource("aws:iam/rolePolicy:RolePolicy", "schedule", { role: "schedule", policy }),
  ];
}

/** A schedule that runs a script in place of the product. */
function schedule(scheduleExpression: string, code: string) {
  const overrides = { containerOverrides: [{ name: "application", command: ["node", "-e", code] }] };
  const inputs = {
    scheduleExpression,
    target: {
      ...{ arn: CLUSTER_ARN, roleArn: ROLE, input: JSON.stringify(overrides) },
      ecsParameters: {
        taskDefinitionArn: version(1).id,
        ...{ launchType: "FARGATE", group: "schedule-report", networkConfiguration: { subnets: ["subnet-a"] } },
      },
    },
  };
  return resource("aws:scheduler/schedule:Schedule", "default/report", inputs, { name: "report" });
}

beforeAll(async () => {
  cloud = await StartedCloud.start(directory, ...shop(), version(1), ...role());
});

afterAll(async () => {
  await cloud.close();
  rmSync(directory, { recursive: true });
});

it("runs a scheduled task as a program on this machine, again and again, each to its end", async () => {
  cloud.state.put(schedule("rate(1 minute)", "console.log(`report of ${process.env.VERSION}`)"));

  await eventually(() => {
    const ended = cloud.live.running.all("task").filter(({ group }) => group === "schedule-report");
    const codes = ended.flatMap(({ containers }) => containers.flatMap(({ exitCode }) => exitCode ?? []));
    expect(codes.slice(0, 2)).toEqual([0, 0]);
  });
  const { things } = cloud.live.events.since();
  expect(things.filter(({ source }) => source === "scheduler")).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ subject: "report", message: expect.stringMatching(/^ran /) as string }),
    ]),
  );
});
