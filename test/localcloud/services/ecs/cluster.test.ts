import type { Properties } from "../../../../localcloud/model/values";
import { describeRules, describeWarnings, inLocalCloud, itRefuses } from "../../support";
import {
  CAPACITY_PROVIDER,
  CLUSTER,
  CLUSTER_CAPACITY_PROVIDERS,
  fargateCluster,
  LOG_GROUP,
  scalingGroup,
  SERVICE,
  TASK_DEFINITION,
} from "./tasks";

function executeCommand(logging: string, logConfiguration?: object): Properties {
  return { configuration: { executeCommandConfiguration: { logging, ...(logConfiguration && { logConfiguration }) } } };
}

describeRules(
  CLUSTER,
  (cloud) => {
    cloud.create(CLUSTER, { name: "taken" });
    cloud.create(LOG_GROUP, { name: "/ecs/sessions" });
    return { inputs: { name: "production" } };
  },
  [
    [
      "insights that there aren't",
      { settings: [{ name: "containerInsights", value: "on" }] },
      { settings: [{ name: "containerInsights", value: "enhanced" }] },
      "InvalidParameterException",
      "must be one of disabled, enabled, enhanced, got 'on' (settings[0].value)",
    ],
    [
      "sessions logged to nowhere",
      executeCommand("OVERRIDE"),
      executeCommand("DEFAULT"),
      "InvalidParameterException",
      "A CloudWatch log group name or S3 bucket name must be specified",
    ],
    [
      "a log of sessions that isn't used",
      executeCommand("DEFAULT", { s3BucketName: "sessions" }),
      executeCommand("OVERRIDE", { s3BucketName: "sessions" }),
      "InvalidParameterException",
      "You must set logging to 'OVERRIDE'",
    ],
  ],
);

describeWarnings(
  CLUSTER,
  (cloud) => {
    cloud.create(CLUSTER, { name: "taken" });
    cloud.create(LOG_GROUP, { name: "/ecs/sessions" });
    return { inputs: { name: "production" } };
  },
  [
    [
      "a log group that isn't there",
      executeCommand("OVERRIDE", { cloudWatchLogGroupName: "/ecs/none" }),
      executeCommand("OVERRIDE", { cloudWatchLogGroupName: "/ecs/sessions" }),
      "The log group '/ecs/none' does not exist (configuration.executeCommandConfiguration.logConfiguration",
    ],
    [
      "a bucket that isn't there",
      executeCommand("OVERRIDE", { s3BucketName: "nobody" }),
      executeCommand("OVERRIDE", { cloudWatchLogGroupName: "/ecs/sessions" }),
      "The bucket 'nobody' does not exist",
    ],
    ["a name that another cluster has", { name: "taken" }, {}, "A cluster of this name already exists: taken (name)"],
  ],
);

describe("a cluster", () => {
  it("has its ARN as id", () => {
    const cloud = inLocalCloud();
    const { id, computed } = cloud.create(CLUSTER, { name: "production" });

    expect(id).toBe("arn:aws:ecs:eu-west-1:123456789012:cluster/production");
    expect(computed).toEqual({ arn: id, name: "production" });
  });

  it("may have the name of one in another region", () => {
    const cloud = inLocalCloud();
    cloud.create(CLUSTER, { name: "production" });

    expect(cloud.create(CLUSTER, { name: "production" }, "eu-west-2").id).toContain(":eu-west-2:");
  });

  itRefuses(
    "to go while services run in it",
    (cloud) => {
      fargateCluster(cloud);
      const cluster = cloud.cloud.state.ofType(CLUSTER)[0];
      const bridged = { family: "worker", containerDefinitions: '[{"name":"worker","image":"w","memory":128}]' };
      const taskDefinition = cloud.create(TASK_DEFINITION, bridged).id;
      const service = cloud.create(SERVICE, {
        name: "worker",
        cluster: "production",
        taskDefinition,
        launchType: "EC2",
      });
      return {
        violation: () => {
          if (cluster !== undefined) cloud.delete(cluster);
        },
        neighbour: () => {
          cloud.delete(service);
          if (cluster !== undefined) cloud.delete(cluster);
        },
      };
    },
    "ClusterContainsServicesException",
    "The Cluster cannot be deleted while Services are active. (used by arn:aws:ecs:",
  );
});

function strategy(...items: readonly object[]): Properties {
  return { defaultCapacityProviderStrategies: items };
}

const FARGATE = { capacityProvider: "FARGATE", weight: 1 };
const SPOT = { capacityProvider: "FARGATE_SPOT", weight: 1 };

describeRules(
  CLUSTER_CAPACITY_PROVIDERS,
  (cloud) => {
    cloud.create(CLUSTER, { name: "production" });
    const autoScalingGroupArn = scalingGroup(cloud, "workers");
    cloud.create(CAPACITY_PROVIDER, { name: "workers", autoScalingGroupProvider: { autoScalingGroupArn } });
    const othersArn = scalingGroup(cloud, "others");
    cloud.create(CAPACITY_PROVIDER, { name: "others", autoScalingGroupProvider: { autoScalingGroupArn: othersArn } });
    cloud.create(CLUSTER, { name: "staging" });
    cloud.create(CLUSTER_CAPACITY_PROVIDERS, { clusterName: "staging", capacityProviders: ["FARGATE", "others"] });
    return { inputs: { clusterName: "production", capacityProviders: ["FARGATE", "FARGATE_SPOT", "workers"] } };
  },
  [
    [
      "a cluster that isn't there",
      { clusterName: "none" },
      {},
      "ClusterNotFoundException",
      "Cluster not found: 'none' (clusterName)",
    ],
    [
      "a provider that isn't there",
      { capacityProviders: ["FARGATE", "none"] },
      {},
      "InvalidParameterException",
      "The specified capacity provider 'none' was not found. Specify a valid name or ARN and try again. (capacityProviders[1])",
    ],
    [
      "a provider of another cluster",
      { capacityProviders: ["FARGATE", "others"] },
      { capacityProviders: ["FARGATE", "workers"] },
      "InvalidParameterException",
      "The specified capacity provider 'others' is associated with another cluster: staging (capacityProviders[1])",
    ],
    [
      "a default provider that isn't attached",
      { capacityProviders: ["FARGATE"], ...strategy(SPOT) },
      { capacityProviders: ["FARGATE_SPOT"], ...strategy(SPOT) },
      "InvalidParameterException",
      "not associated with the cluster: 'FARGATE_SPOT'",
    ],
    [
      "Fargate and instances in one strategy",
      strategy(FARGATE, { capacityProvider: "workers", weight: 1 }),
      strategy(FARGATE, SPOT),
      "InvalidParameterException",
      "cannot contain a mix of capacity providers",
    ],
    [
      "two bases",
      strategy({ ...FARGATE, base: 1 }, { ...SPOT, base: 1 }),
      strategy({ ...FARGATE, base: 1 }, { ...SPOT, base: 0 }),
      "InvalidParameterException",
      "contains multiple capacity providers with a base value defined (defaultCapacityProviderStrategies)",
    ],
    [
      "no weight at all",
      strategy({ capacityProvider: "FARGATE", base: 1 }, { ...SPOT, weight: 0 }),
      strategy({ capacityProvider: "FARGATE", base: 1 }, SPOT),
      "InvalidParameterException",
      "with a weight value greater than zero",
    ],
  ],
);

describeRules(
  CAPACITY_PROVIDER,
  (cloud) => {
    const used = scalingGroup(cloud, "used");
    cloud.create(CAPACITY_PROVIDER, { name: "taken", autoScalingGroupProvider: { autoScalingGroupArn: used } });
    const free = scalingGroup(cloud, "free");
    const guarded = scalingGroup(cloud, "guarded", { protectFromScaleIn: true });
    const inputs = { name: "workers", autoScalingGroupProvider: { autoScalingGroupArn: free } };
    const provider = (more: object, autoScalingGroupArn = guarded) => ({
      autoScalingGroupProvider: { autoScalingGroupArn, ...more },
    });
    return { inputs, used, free, provider };
  },
  [
    ["a name that another one has", { name: "taken" }, {}, "ClientException", "already exists: 'taken'"],
    [
      "a reserved name",
      { name: "ecs-workers" },
      { name: "workers-ecs" },
      "ClientException",
      'The name cannot be prefixed with "aws", "ecs", or "fargate".',
    ],
    [
      "a group that isn't there",
      ({ provider }) => provider({}, "arn:aws:autoscaling:eu-west-1:123456789012:autoScalingGroup:none"),
      {},
      "ClientException",
      "autoScalingGroup:none'. Specify a valid ARN and try again. (autoScalingGroupProvider.autoScalingGroupArn)",
    ],
    [
      "a group that another one has",
      ({ provider, used }) => provider({}, used),
      {},
      "ClientException",
      "already used by arn:aws:ecs:eu-west-1:123456789012:capacity-provider/taken",
    ],
    [
      "protection without managed scaling",
      ({ provider }) => provider({ managedTerminationProtection: "ENABLED" }),
      ({ provider }) => provider({ managedTerminationProtection: "ENABLED", managedScaling: { status: "ENABLED" } }),
      "ClientException",
      "you must enable managed scaling",
    ],
    [
      "protection of a group that scales in as it likes",
      ({ provider, free }) =>
        provider({ managedTerminationProtection: "ENABLED", managedScaling: { status: "ENABLED" } }, free),
      ({ provider }) => provider({ managedTerminationProtection: "ENABLED", managedScaling: { status: "ENABLED" } }),
      "ClientException",
      "must have instance protection from scale-in enabled",
    ],
    [
      "steps in the wrong order",
      ({ provider }) => provider({ managedScaling: { minimumScalingStepSize: 3, maximumScalingStepSize: 2 } }),
      ({ provider }) => provider({ managedScaling: { minimumScalingStepSize: 2, maximumScalingStepSize: 2 } }),
      "InvalidParameterException",
      "step size value is invalid: 3 to 2",
    ],
  ],
);

describe("a capacity provider", () => {
  itRefuses(
    "to go while it is attached",
    (cloud) => {
      cloud.create(CLUSTER, { name: "production" });
      const autoScalingGroupArn = scalingGroup(cloud, "workers");
      const provider = cloud.create(CAPACITY_PROVIDER, {
        name: "workers",
        autoScalingGroupProvider: { autoScalingGroupArn },
      });
      const inputs = { clusterName: "production", capacityProviders: ["workers"] };
      const setting = cloud.create(CLUSTER_CAPACITY_PROVIDERS, inputs);
      return {
        violation: () => {
          cloud.delete(provider);
        },
        neighbour: () => {
          cloud.delete(setting);
          cloud.delete(provider);
        },
      };
    },
    "ClientException",
    "cannot be deleted because it is associated with cluster: production.",
  );

  itRefuses(
    "to be detached while a service uses it",
    (cloud) => {
      fargateCluster(cloud);
      const [setting] = cloud.cloud.state.ofType(CLUSTER_CAPACITY_PROVIDERS);
      if (setting === undefined) throw new Error("fargateCluster attaches providers");
      const service = { cluster: "production", capacityProviderStrategies: [{ ...SPOT }] };
      cloud.cloud.state.put({ ...setting, type: SERVICE, id: "enterprise", inputs: service });
      return {
        violation: () => cloud.update(setting, { capacityProviders: ["FARGATE"] }),
        neighbour: () =>
          cloud.update(setting, { capacityProviders: ["FARGATE_SPOT"], defaultCapacityProviderStrategies: undefined }),
      };
    },
    "ResourceInUseException",
    "in use and cannot be removed. (capacityProviders, used by enterprise)",
  );
});
