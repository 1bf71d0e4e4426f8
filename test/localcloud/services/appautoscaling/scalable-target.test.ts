import { describeLimits } from "../../limits/inputs";
import { describeRules, inLocalCloud } from "../../support";
import { SERVICE } from "../ecs/tasks";
import { OF_ENTERPRISE, POLICY, registered, scalable, SCHEDULED_ACTION, STEPS, TARGET } from "./targets";

describeLimits(TARGET, [
  ["serviceNamespace", "ECS", "ecs", "ValidationException", "at 'serviceNamespace'"],
  ["scalableDimension", "ecs:service:Count", "ecs:service:DesiredCount", "ValidationException", "DesiredCount"],
  ["minCapacity", -1, 0, "ValidationException", "at 'minCapacity'"],
  ["resourceId", "x".repeat(1601), "x".repeat(1600), "ValidationException", "less than or equal to 1600"],
]);

describeRules(TARGET, scalable, [
  [
    "a service that isn't there",
    { resourceId: "service/production/none" },
    {},
    "ValidationException",
    "ECS service doesn't exist: service/production/none (resourceId)",
  ],
  [
    "a service of another cluster",
    { resourceId: "service/staging/enterprise" },
    {},
    "ValidationException",
    "ECS service doesn't exist: service/staging/enterprise",
  ],
  [
    "a service by its ARN",
    ({ service }) => ({ resourceId: service.id }),
    {},
    "ValidationException",
    "Unsupported service namespace, resource type or scalable dimension (resourceId)",
  ],
  [
    "a dimension that services don't have",
    { scalableDimension: "ec2:spot-fleet-request:TargetCapacity" },
    {},
    "ValidationException",
    "Unsupported service namespace, resource type or scalable dimension (scalableDimension)",
  ],
  [
    "bounds in the wrong order",
    { minCapacity: 6 },
    { minCapacity: 5 },
    "ValidationException",
    "Maximum capacity cannot be less than minimum capacity, got 5 and 6 (maxCapacity, minCapacity)",
  ],
  [
    "a bound below zero",
    { minCapacity: -1 },
    { minCapacity: 0 },
    "ValidationException",
    "greater than or equal to 0 (minCapacity)",
  ],
]);

describe("a scalable target", () => {
  it("is known by the resource, and scales in the service-linked role", () => {
    const cloud = inLocalCloud();
    const { target } = registered(cloud);

    expect(target.id).toBe("service/production/enterprise");
    expect(cloud.outputs(target)).toMatchObject({
      arn: expect.stringMatching(
        /^arn:aws:application-autoscaling:eu-west-1:123456789012:scalable-target\/[0-9a-f]{36}$/,
      ) as string,
      roleArn:
        "arn:aws:iam::123456789012:role/aws-service-role/ecs.application-autoscaling.amazonaws.com/AWSServiceRoleForApplicationAutoScaling_ECSService",
      suspendedState: { dynamicScalingInSuspended: false, dynamicScalingOutSuspended: false },
    });
  });

  it("is overwritten by another one of the same service, which keeps its ARN", () => {
    const cloud = inLocalCloud();
    const { inputs } = registered(cloud);
    const [before] = cloud.cloud.state.ofType(TARGET);
    const after = cloud.create(TARGET, { ...inputs, maxCapacity: 9 });

    expect(cloud.warnings).toEqual([
      expect.stringContaining("already registered: ecs service/production/enterprise ecs:service:DesiredCount"),
    ]);
    expect(after.computed.arn).toBe(before?.computed.arn);
    expect(cloud.cloud.state.ofType(TARGET)).toEqual([after]);
  });

  it("of another service than ECS is not modelled", () => {
    const cloud = inLocalCloud();
    const { inputs } = scalable(cloud);

    expect(() => cloud.create(TARGET, { ...inputs, serviceNamespace: "dynamodb" })).toThrow("doesn't model");
  });

  it.each([
    ["up to its minimum", 3, 5, 3],
    ["down to its maximum", 0, 1, 1],
    ["not within its bounds", 1, 5, 2],
  ])("moves the desired count %s", (_, minCapacity, maxCapacity, desiredCount) => {
    const cloud = inLocalCloud();
    const { inputs, service } = scalable(cloud);
    cloud.create(TARGET, { ...inputs, minCapacity, maxCapacity });

    expect(cloud.cloud.state.find(SERVICE, service.id)?.inputs.desiredCount).toBe(desiredCount);
  });

  it("moves the desired count with new bounds, and can be suspended", () => {
    const cloud = inLocalCloud();
    const { target, service } = registered(cloud);
    const changed = cloud.update(target, { minCapacity: 4, suspendedState: { scheduledScalingSuspended: true } });

    expect(cloud.cloud.state.find(SERVICE, service.id)?.inputs.desiredCount).toBe(4);
    expect(changed.computed.suspendedState).toMatchObject({ scheduledScalingSuspended: true });
  });

  it("takes its policies and scheduled actions along, and nobody else's", () => {
    const cloud = inLocalCloud();
    const { target, inputs } = registered(cloud);
    const ofWorker = { resourceId: "service/production/worker" };
    cloud.create(TARGET, { ...inputs, ...ofWorker });
    for (const each of [{}, ofWorker]) {
      cloud.create(POLICY, { ...STEPS, ...each });
      const action = { scalableTargetAction: { minCapacity: "3" }, schedule: "rate(1 day)" };
      cloud.create(SCHEDULED_ACTION, { ...OF_ENTERPRISE, name: "daily", ...action, ...each });
    }
    cloud.delete(target);

    const left = [TARGET, POLICY, SCHEDULED_ACTION].flatMap((type) => cloud.cloud.state.ofType(type));
    expect(left.map((resource) => resource.inputs.resourceId)).toEqual(Array(3).fill("service/production/worker"));
  });

  it("lets its service go", () => {
    const cloud = inLocalCloud();
    const { service } = registered(cloud);

    expect(() => {
      cloud.delete(service);
    }).not.toThrow();
  });
});
