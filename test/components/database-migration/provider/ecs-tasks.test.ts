import { EcsTasks, requireAccount } from "../../../../components/database-migration/provider/ecs-tasks";
import { MigrationError } from "../../../../components/database-migration/provider/failure";
import type { MigrationRunInputs } from "../../../../components/database-migration/provider/inputs";
import { ApiServer } from "../../../../localcloud/api/api-server";
import { apiListener } from "../../../../localcloud/api/server";
import { type ApiRehearsal, apiRehearsal } from "../../../localcloud/api/support";
import { serving } from "../../../localcloud/services/ecs/serving";
import { LOG_GROUP, ON_FARGATE, TASK_DEFINITION } from "../../../localcloud/services/ecs/tasks";

const CLUSTER = "arn:aws:ecs:eu-west-1:123456789012:cluster/production";
const GROUP = "/ecs/shop-migration";

const servers: ApiServer[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) await server.close();
});

/** AWS's APIs as the SDK reaches them by its standard settings, with a task definition of two containers. */
async function aws(): Promise<{ rehearsal: ApiRehearsal; inputs: MigrationRunInputs }> {
  const rehearsal = apiRehearsal();
  const server = await ApiServer.open(apiListener(rehearsal.apis));
  servers.push(server);
  Object.assign(process.env, {
    ...{ AWS_ENDPOINT_URL: server.url, AWS_ACCESS_KEY_ID: "local", AWS_SECRET_ACCESS_KEY: "local" },
    ...{ AWS_REGION: "us-east-1", AWS_MAX_ATTEMPTS: "1" },
  });
  const { network } = serving(rehearsal.test);
  const { id: taskDefinitionArn } = rehearsal.test.create(TASK_DEFINITION, { ...ON_FARGATE, family: "shop-migration" });
  rehearsal.test.create(LOG_GROUP, { name: GROUP });
  rehearsal.pass(1); // the world begins: it ends tasks of a world before it
  const inputs: MigrationRunInputs = {
    ...{ image: "shop@sha256:1", command: ["migrate"], databaseHost: "shop", timeoutSeconds: 60 },
    ...{ clusterArn: CLUSTER, taskDefinitionArn, logGroupName: GROUP },
    ...{ subnetIds: network.subnets, securityGroupIds: network.securityGroups },
  };
  return { rehearsal, inputs };
}

describe("tasks in ECS", () => {
  it("are started in the cluster's region, found by their family, and stopped", async () => {
    const { rehearsal, inputs } = await aws();
    const tasks = new EcsTasks(inputs);
    expect(await tasks.all()).toEqual([]);

    const started = await tasks.start({ startedBy: "migration/1", clientToken: "first" });
    expect(started).toMatchObject({ startedBy: "migration/1", status: "PROVISIONING" });
    rehearsal.pass(60);
    expect(await tasks.all()).toMatchObject([{ arn: started.arn, status: "RUNNING", startedBy: "migration/1" }]);
    await tasks.stop(started.arn, "too long");
    rehearsal.pass(60);
    const stopped = { arn: started.arn, status: "STOPPED", stopCode: "UserInitiated", stoppedReason: "too long" };
    expect(await tasks.describe(started.arn)).toMatchObject(stopped);
    expect(await tasks.all()).toMatchObject([stopped]);
  });

  it("of other families are none of the migration's", async () => {
    const { inputs } = await aws();
    await new EcsTasks(inputs).start({ startedBy: "migration/1", clientToken: "first" });
    const other = inputs.taskDefinitionArn.replace("shop-migration", "shop");

    expect(await new EcsTasks({ ...inputs, taskDefinitionArn: other }).all()).toEqual([]);
  });

  it("that ECS doesn't know are undefined", async () => {
    const { inputs } = await aws();

    expect(await new EcsTasks(inputs).describe(`${CLUSTER.replace("cluster/", "task/")}/none`)).toBeUndefined();
  });

  it("that ECS refuses to start are an error with its words", async () => {
    const { inputs } = await aws();
    const start = { startedBy: "migration/1", clientToken: "first" };

    await expect(
      new EcsTasks({ ...inputs, taskDefinitionArn: `${inputs.taskDefinitionArn}9` }).start(start),
    ).rejects.toThrow("TaskDefinition not found.");
  });

  it("have the lines of both containers as log, and none before they write", async () => {
    const { rehearsal, inputs } = await aws();
    const tasks = new EcsTasks(inputs);
    const arn = `${CLUSTER.replace("cluster/", "task/")}/abc`;
    expect(await tasks.log(arn)).toEqual([]);
    const line = (stream: string, message: string) => ({
      ...{ region: "eu-west-1", group: GROUP, stream, message, at: rehearsal.now() },
    });
    rehearsal.logs.add([
      line("ecs/application/abc", "migrated"),
      line("ecs/application/abc", "migrated"),
      line("sidecars/role/abc", "role made"),
      line("ecs/application/other", "of another task"),
    ]);

    const lines = await tasks.log(arn);
    expect(lines.map(({ text }) => text)).toEqual(["role made", "migrated", "migrated"]);
    expect(new Set(lines.map(({ id }) => id)).size).toBe(3);
  });
});

describe("credentials", () => {
  it("of the cluster's account are taken, and those of another are refused with the way out", async () => {
    const { inputs } = await aws();
    await expect(requireAccount(inputs.clusterArn)).resolves.toBeUndefined();
    const other = requireAccount(inputs.clusterArn.replace("123456789012", "999999999999"));

    await expect(other).rejects.toThrow(MigrationError);
    await expect(other).rejects.toThrow(/of account 123456789012.*has to run in 999999999999.*AWS_PROFILE/s);
  });
});
