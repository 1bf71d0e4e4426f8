import type { Properties } from "../../../../localcloud/model/values";
import { scalable } from "../../services/autoscaling/groups";
import { serving } from "../../services/ecs/serving";
import { SERVICE } from "../../services/ecs/tasks";
import { type ApiRehearsal, apiRehearsal } from "../support";

const RESOURCE_ID = "service/production/enterprise";
const TARGET = { ServiceNamespace: "ecs", ResourceId: RESOURCE_ID, ScalableDimension: "ecs:service:DesiredCount" };

/** A service that may be scaled from 1 to 4 tasks. */
function scaled(): ApiRehearsal {
  const rehearsal = apiRehearsal();
  const { test } = rehearsal;
  test.create(SERVICE, { ...serving(test).inputs, desiredCount: 2 });
  const target = { serviceNamespace: "ecs", resourceId: RESOURCE_ID, scalableDimension: TARGET.ScalableDimension };
  test.create("aws:appautoscaling/target:Target", { ...target, minCapacity: 1, maxCapacity: 4 });
  test.create("aws:appautoscaling/policy:Policy", {
    ...target,
    name: "up",
    policyType: "StepScaling",
    stepScalingPolicyConfiguration: {
      ...{ adjustmentType: "ChangeInCapacity", cooldown: 60, metricAggregationType: "Maximum" },
      stepAdjustments: [{ metricIntervalLowerBound: "0", scalingAdjustment: 2 }],
    },
  });
  return rehearsal;
}

describe("Application Auto Scaling", () => {
  it("describes targets and policies", async () => {
    const { call } = scaled();
    const { ScalableTargets } = await call("application-autoscaling", "DescribeScalableTargets", {
      ServiceNamespace: "ecs",
    });
    const { ScalingPolicies } = await call("application-autoscaling", "DescribeScalingPolicies", {
      ...{ ServiceNamespace: "ecs", ResourceId: RESOURCE_ID },
    });

    expect(ScalableTargets).toMatchObject([{ ...TARGET, MinCapacity: 1, MaxCapacity: 4 }]);
    expect(ScalingPolicies).toMatchObject([
      {
        ...TARGET,
        PolicyName: "up",
        StepScalingPolicyConfiguration: {
          Cooldown: 60,
          StepAdjustments: [{ MetricIntervalLowerBound: 0, ScalingAdjustment: 2 }],
        },
      },
    ]);
  });

  it("changes what is given of a registered target, and brings the service within the bounds", async () => {
    const { call, pass } = scaled();
    await call("application-autoscaling", "RegisterScalableTarget", { ...TARGET, MinCapacity: 3 });
    pass(60);
    const { ScalableTargets } = await call("application-autoscaling", "DescribeScalableTargets", {
      ServiceNamespace: "ecs",
    });
    const { services } = await call("ecs", "DescribeServices", { cluster: "production", services: ["enterprise"] });

    expect(ScalableTargets).toMatchObject([{ MinCapacity: 3, MaxCapacity: 4 }]);
    expect(services).toMatchObject([{ desiredCount: 3 }]);
    const beyond = call("application-autoscaling", "RegisterScalableTarget", { ...TARGET, MinCapacity: 9 });
    await expect(beyond).rejects.toMatchObject({ code: "ValidationException" });
  });

  it("tells the activities of a service", async () => {
    const { call, running } = scaled();
    const activity = {
      id: "1",
      resourceId: RESOURCE_ID,
      region: "eu-west-1",
      startedAt: 5,
      status: "Successful",
    } as const;
    const value = { ...activity, description: "Setting desired count to 4.", cause: "alarm" };
    running.apply([{ kind: "scalingActivity", id: "1", value }]);
    const { ScalingActivities } = await call("application-autoscaling", "DescribeScalingActivities", {
      ServiceNamespace: "ecs",
    });

    expect(ScalingActivities).toMatchObject([{ ActivityId: "1", StatusCode: "Successful", StartTime: 5 }]);
  });
});

/** A group of one to four instances. */
function grouped(change: Properties = {}): ApiRehearsal {
  const rehearsal = apiRehearsal();
  scalable(rehearsal.test, change);
  rehearsal.pass(300);
  return rehearsal;
}

async function described({ call }: ApiRehearsal): Promise<Properties> {
  const { AutoScalingGroups } = await call("autoscaling", "DescribeAutoScalingGroups");
  return (AutoScalingGroups as Properties[])[0] ?? {};
}

describe("Amazon EC2 Auto Scaling", () => {
  it("describes groups with their instances, and their activities", async () => {
    const rehearsal = grouped();
    const { Activities } = await rehearsal.call("autoscaling", "DescribeScalingActivities", {
      AutoScalingGroupName: "instances",
    });

    expect(await described(rehearsal)).toMatchObject({
      ...{ AutoScalingGroupName: "instances", MinSize: 1, MaxSize: 4, DesiredCapacity: 1 },
      Instances: [{ LifecycleState: "InService", HealthStatus: "Healthy", InstanceType: "m7i.large" }],
    });
    expect(Activities).toMatchObject([{ AutoScalingGroupName: "instances", StatusCode: "Successful" }]);
  });

  it("launches and terminates instances after SetDesiredCapacity, within the bounds", async () => {
    const rehearsal = grouped();
    const set = (DesiredCapacity: number): Promise<Properties> =>
      rehearsal.call("autoscaling", "SetDesiredCapacity", { AutoScalingGroupName: "instances", DesiredCapacity });
    await set(3);
    rehearsal.pass(200);
    expect((await described(rehearsal)).Instances).toHaveLength(3);
    await set(1);
    rehearsal.pass(600);
    expect((await described(rehearsal)).Instances).toHaveLength(1);
    await expect(set(5)).rejects.toThrow("New SetDesiredCapacity value 5 is above max value 4");
    await expect(set(0)).rejects.toThrow("below min value 1");
  });

  it("replaces the instances of a group, once at a time", async () => {
    const rehearsal = grouped({
      ...{ minSize: 2, instanceRefresh: { strategy: "Rolling", preferences: { instanceWarmup: "0" } } },
    });
    const before = (await described(rehearsal)).Instances as Properties[];
    const start = (change: Properties = {}): Promise<Properties> =>
      rehearsal.call("autoscaling", "StartInstanceRefresh", { AutoScalingGroupName: "instances", ...change });
    const { InstanceRefreshId } = await start();

    await expect(start()).rejects.toMatchObject({ code: "InstanceRefreshInProgress" });
    await expect(start({ Preferences: { SkipMatching: true } })).rejects.toThrow("start-instance-refresh.ts");
    rehearsal.pass(3600);
    const { InstanceRefreshes } = await rehearsal.call("autoscaling", "DescribeInstanceRefreshes", {
      AutoScalingGroupName: "instances",
    });
    const after = (await described(rehearsal)).Instances as Properties[];
    expect(InstanceRefreshes).toMatchObject([{ InstanceRefreshId, Status: "Successful", PercentageComplete: 100 }]);
    expect(after).toHaveLength(2);
    expect(after.filter(({ InstanceId }) => before.some((each) => each.InstanceId === InstanceId))).toEqual([]);
  });

  it("refuses a refresh of a group that states none", async () => {
    const start = grouped().call("autoscaling", "StartInstanceRefresh", { AutoScalingGroupName: "instances" });

    await expect(start).rejects.toMatchObject({ code: "ValidationError" });
  });
});
