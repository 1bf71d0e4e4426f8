import type { Properties } from "../../../../localcloud/model/values";
import { serving } from "../../services/ecs/serving";
import { ON_FARGATE, SERVICE, TASK_DEFINITION } from "../../services/ecs/tasks";
import { type ApiRehearsal, apiRehearsal } from "../support";

const PREFIX = "arn:aws:ecs:eu-west-1:123456789012:task-definition/";

/** A service on the first of three revisions of a family. */
function revisions(): ApiRehearsal & { readonly family: string } {
  const rehearsal = apiRehearsal();
  rehearsal.test.create(SERVICE, serving(rehearsal.test).inputs);
  rehearsal.test.create(TASK_DEFINITION, ON_FARGATE);
  rehearsal.test.create(TASK_DEFINITION, ON_FARGATE);
  rehearsal.pass(300);
  return { ...rehearsal, family: String(ON_FARGATE.family) };
}

async function listed({ call, family }: ReturnType<typeof revisions>, status: string): Promise<unknown> {
  const { taskDefinitionArns } = await call("ecs", "ListTaskDefinitions", { status, familyPrefix: family });
  return (taskDefinitionArns as string[]).map((arn) => arn.replace(`${PREFIX}${family}:`, ""));
}

describe("a task definition of Amazon ECS", () => {
  it("is deregistered by family and revision or by its ARN, and can still be described", async () => {
    const rehearsal = revisions();
    const { call, family } = rehearsal;
    const { taskDefinition } = await call("ecs", "DeregisterTaskDefinition", { taskDefinition: `${family}:2` });
    await call("ecs", "DeregisterTaskDefinition", { taskDefinition: `${PREFIX}${family}:3` });
    const described = await call("ecs", "DescribeTaskDefinition", { taskDefinition: `${family}:2` });

    expect(taskDefinition).toMatchObject({ revision: 2, status: "INACTIVE" });
    expect(described.taskDefinition).toMatchObject({ revision: 2, status: "INACTIVE" });
    expect(await listed(rehearsal, "ACTIVE")).toEqual(["1"]);
    expect(await listed(rehearsal, "INACTIVE")).toEqual(["2", "3"]);
    await expect(call("ecs", "RunTask", { cluster: "production", taskDefinition: `${family}:2` })).rejects.toThrow();
  });

  it.each([
    ["without its revision", "", "Invalid revision number"],
    ["that isn't there", ":9", "does not exist"],
  ])("is not deregistered %s", async (_, suffix, message) => {
    const { call, family } = revisions();

    await expect(
      call("ecs", "DeregisterTaskDefinition", { taskDefinition: `${family}${suffix}` }),
    ).rejects.toMatchObject({ code: "ClientException", message: expect.stringContaining(message) as unknown });
  });

  it("is deleted once it is deregistered, and its number is not used again", async () => {
    const rehearsal = revisions();
    const { call, family } = rehearsal;
    for (const revision of [2, 3]) {
      await call("ecs", "DeregisterTaskDefinition", { taskDefinition: `${family}:${revision}` });
    }
    const names = [`${family}:1`, `${family}:2`, `${family}:3`, `${family}:9`];
    const { taskDefinitions, failures } = await call("ecs", "DeleteTaskDefinitions", { taskDefinitions: names });

    expect(taskDefinitions).toMatchObject([
      { revision: 2, status: "DELETE_IN_PROGRESS" },
      { revision: 3, status: "DELETE_IN_PROGRESS" },
    ]);
    expect(failures).toEqual([
      { arn: `${PREFIX}${family}:1`, reason: expect.stringContaining("still in ACTIVE status") as unknown },
      { arn: `${family}:9`, reason: expect.stringContaining("does not exist") as unknown },
    ]);
    expect(await listed(rehearsal, "DELETE_IN_PROGRESS")).toEqual([]);
    await expect(call("ecs", "DescribeTaskDefinition", { taskDefinition: `${family}:3` })).rejects.toMatchObject({
      code: "ClientException",
    });
    expect(rehearsal.test.create(TASK_DEFINITION, ON_FARGATE).computed).toMatchObject({ revision: 4 });
  });

  it("is told as long as a service runs of it, which goes on", async () => {
    const rehearsal = revisions();
    const { call, family } = rehearsal;
    await call("ecs", "DeregisterTaskDefinition", { taskDefinition: `${family}:1` });
    await call("ecs", "DeleteTaskDefinitions", { taskDefinitions: [`${family}:1`] });
    await call("ecs", "UpdateService", { cluster: "production", service: "enterprise", desiredCount: 2 });
    rehearsal.pass(300);
    const { services } = await call("ecs", "DescribeServices", { cluster: "production", services: ["enterprise"] });

    expect(await listed(rehearsal, "DELETE_IN_PROGRESS")).toEqual(["1"]);
    expect(services as Properties[]).toMatchObject([{ runningCount: 2 }]);
    const update = { cluster: "production", service: "enterprise", taskDefinition: `${family}:1` };
    await expect(call("ecs", "UpdateService", update)).rejects.toMatchObject({ code: "ClientException" });
  });

  it("is deleted ten at a time at most", async () => {
    const { call, family } = revisions();
    const eleven = Array.from({ length: 11 }, (_, index) => `${family}:${index + 1}`);

    await expect(call("ecs", "DeleteTaskDefinitions", { taskDefinitions: eleven })).rejects.toMatchObject({
      code: "InvalidParameterException",
    });
  });
});
