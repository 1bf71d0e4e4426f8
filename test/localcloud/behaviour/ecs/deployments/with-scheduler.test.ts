import { deployments } from "../../../../../localcloud/behaviour/ecs/deployments/controller";
import { rolloutsOf } from "../../../../../localcloud/behaviour/ecs/deployments/rollouts";
import type { RunningTask } from "../../../../../localcloud/behaviour/model/task";
import type { CloudResource } from "../../../../../localcloud/model/resource";
import { APPLICATION, service, SERVICE_ARN, TARGET_GROUP_ARN, taskDefinition } from "../tasks/cluster";
import { SmallWorld } from "../tasks/small-world";
import { resource } from "../../support/deployed";

const ALTERNATE_ARN = TARGET_GROUP_ARN.replace("/web/", "/alternate/");
const RULE_ARN = "arn:aws:elasticloadbalancing:eu-west-1:123456789012:listener-rule/app/shop/1/2/3";
const SECOND = taskDefinition([APPLICATION], {}, 2);
const BREAKER = { deploymentCircuitBreaker: { enable: true, rollback: true } };

const BALANCED = {
  ...BREAKER,
  loadBalancers: [{ targetGroupArn: TARGET_GROUP_ARN, containerName: "application", containerPort: 3000 }],
};

const SHIFTED = {
  ...BREAKER,
  loadBalancers: [
    {
      ...BALANCED.loadBalancers[0],
      advancedConfiguration: {
        alternateTargetGroupArn: ALTERNATE_ARN,
        productionListenerRule: RULE_ARN,
        roleArn: "arn:aws:iam::123456789012:role/shift",
      },
    },
  ],
  deploymentConfiguration: { strategy: "BLUE_GREEN", bakeTimeInMinutes: "1" },
};

function rule(): CloudResource {
  const targetGroups = [
    { arn: TARGET_GROUP_ARN, weight: 100 },
    { arn: ALTERNATE_ARN, weight: 0 },
  ];
  return resource("aws:lb/listenerRule:ListenerRule", RULE_ARN, {
    actions: [{ type: "forward", forward: { targetGroups } }],
  });
}

/** A world with the deployments and the scheduler, into which a service is deployed. */
function deployedWorld(
  deployed: CloudResource,
  conduct: (task: RunningTask) => { readonly failure?: string; readonly exitSeconds?: number } = () => ({}),
): SmallWorld {
  const alternate = resource("aws:lb/targetGroup:TargetGroup", ALTERNATE_ARN, {
    deregistrationDelay: 30,
    targetType: "ip",
  });
  const world = new SmallWorld({
    resources: [taskDefinition(), SECOND, alternate, rule()],
    controllers: [deployments],
    conduct,
  });
  world.after(1);
  deploy(world, deployed);
  world.after(300);
  expect(statuses(world)).toEqual(["SUCCESSFUL"]);
  return world;
}

function deploy(world: SmallWorld, deployed: CloudResource): void {
  world.cloud.put(deployed);
  world.apply();
}

function statuses(world: SmallWorld): string[] {
  return world.running.all("serviceDeployment").map(({ status }) => status);
}

function running(world: SmallWorld): string[] {
  return world.tasks("RUNNING").map(({ taskDefinitionArn }) => taskDefinitionArn.split("/").at(-1) ?? "");
}

describe("deployments with the scheduler", () => {
  it("replace tasks one after the other behind one target group", () => {
    const world = deployedWorld(service(BALANCED));
    const before = world.messages().length;
    deploy(world, service({ ...BALANCED, taskDefinition: SECOND.id }));
    world.after(300);
    expect(statuses(world)).toEqual(["SUCCESSFUL", "SUCCESSFUL"]);
    expect(running(world)).toEqual(["web:2", "web:2"]);
    const [rollout] = rolloutsOf(world.running, SERVICE_ARN);
    expect(world.tasks("RUNNING").map(({ startedBy }) => startedBy)).toEqual([rollout?.id, rollout?.id]);
    const told = world.messages().slice(before);
    expect(told.filter((message) => !/registered|draining/.test(message))).toEqual([
      "(service web) has started 2 tasks: (task) (task).",
      "(service web) has stopped 2 running tasks: (task) (task).",
      `(service web) (deployment ${rollout?.id ?? ""}) deployment completed.`,
      "(service web) has reached a steady state.",
    ]);
  });

  it.each([
    ["can't start", { failure: "CannotPullContainerError" }],
    ["end right after their start", { exitSeconds: 2 }],
  ])("are rolled back where tasks %s", (_what, failing) => {
    const world = deployedWorld(service(BALANCED), (task) => (task.taskDefinitionArn === SECOND.id ? failing : {}));
    deploy(world, service({ ...BALANCED, taskDefinition: SECOND.id }));
    world.after(1_800);
    expect(statuses(world)).toEqual(["SUCCESSFUL", "ROLLBACK_SUCCESSFUL"]);
    expect(running(world)).toEqual(["web:1", "web:1"]);
  });

  it("start green tasks beside blue ones, and stop these after the bake time", () => {
    const world = deployedWorld(service(SHIFTED));
    deploy(world, service({ ...SHIFTED, taskDefinition: SECOND.id }));
    world.after(60);
    expect(running(world)).toEqual(["web:1", "web:1", "web:2", "web:2"]);
    world.after(240);
    expect(statuses(world)).toEqual(["SUCCESSFUL", "SUCCESSFUL"]);
    expect(running(world)).toEqual(["web:2", "web:2"]);
    const { inputs } = world.cloud.find("aws:lb/listenerRule:ListenerRule", RULE_ARN) ?? rule();
    expect(inputs).toMatchObject({
      actions: [
        {
          forward: {
            targetGroups: [
              { arn: TARGET_GROUP_ARN, weight: 100 },
              { arn: ALTERNATE_ARN, weight: 0 },
            ],
          },
        },
      ],
    });
  });

  it("go on after the tasks of the world before are gone", () => {
    const world = deployedWorld(service(SHIFTED));
    deploy(world, service({ ...SHIFTED, taskDefinition: SECOND.id }));
    world.after(30);
    world.observe({ kind: "world-started" });
    world.after(400);
    expect(statuses(world)).toEqual(["SUCCESSFUL", "SUCCESSFUL"]);
    expect(running(world)).toEqual(["web:2", "web:2"]);
  });

  it("leave nothing of a deleted service", () => {
    const world = deployedWorld(service(BALANCED));
    world.cloud.remove("aws:ecs/service:Service", SERVICE_ARN);
    world.apply();
    world.after(120);
    expect(running(world)).toEqual([]);
    expect(world.running.all("service")).toEqual([]);
    expect(world.running.all("target")).toEqual([]);
  });
});
