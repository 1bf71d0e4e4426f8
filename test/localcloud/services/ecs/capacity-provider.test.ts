import type { CloudResource } from "../../../../localcloud/model/resource";
import { difference } from "../../../../localcloud/provider/difference";
import { inLocalCloud, itRefuses, type TestCloud } from "../../support";
import { GROUP, grouped } from "../autoscaling/groups";
import { shifting } from "./shifting";
import {
  CAPACITY_PROVIDER,
  CLUSTER_CAPACITY_PROVIDERS,
  ON_FARGATE,
  scalingGroup,
  SERVICE,
  TASK_DEFINITION,
} from "./tasks";

const MANAGED = { key: "AmazonECSManaged", value: "", propagateAtLaunch: true };
const ON_FARGATE_CAPACITY = { capacityProviderStrategies: [{ capacityProvider: "FARGATE", weight: 1 }] };
const ON_WORKERS = { capacityProviderStrategies: [{ capacityProvider: "workers", weight: 1 }] };

function provider(cloud: TestCloud, autoScalingGroupArn: string): CloudResource {
  return cloud.create(CAPACITY_PROVIDER, {
    name: "workers",
    autoScalingGroupProvider: {
      autoScalingGroupArn,
      managedScaling: { status: "ENABLED" },
      managedDraining: "ENABLED",
    },
  });
}

function tagsOf(cloud: TestCloud, group: CloudResource): unknown {
  return cloud.cloud.state.find(GROUP, group.id)?.inputs.tags;
}

describe("a capacity provider of a group", () => {
  it("tags the group as managed by ECS", () => {
    const cloud = inLocalCloud();
    const name = { key: "Name", value: "workers", propagateAtLaunch: true };
    const group = cloud.create(GROUP, { ...grouped(cloud).inputs, tags: [name] });
    provider(cloud, String(group.computed.arn));

    expect(tagsOf(cloud, group)).toEqual([name, MANAGED]);
  });

  it("keeps an existing tag with any value", () => {
    const cloud = inLocalCloud();
    const tags = [{ ...MANAGED, value: "true" }];
    const group = cloud.create(GROUP, { ...grouped(cloud).inputs, tags });
    provider(cloud, String(group.computed.arn));

    expect(tagsOf(cloud, group)).toEqual(tags);
  });
});

/** A service that runs on either capacity, and a cluster that has both. */
function onBoth(cloud: TestCloud) {
  const given = shifting(cloud);
  const [attachment] = cloud.cloud.state.ofType(CLUSTER_CAPACITY_PROVIDERS);
  if (attachment === undefined) throw new Error("shifting attaches Fargate");
  provider(cloud, scalingGroup(cloud, "workers"));
  const both = cloud.update(attachment, { capacityProviders: ["FARGATE", "workers"] });
  const requiresCompatibilities = ["FARGATE", "EC2"];
  const taskDefinition = cloud.create(TASK_DEFINITION, { ...ON_FARGATE, requiresCompatibilities }).id;
  const inputs = { ...given.inputs, taskDefinition, forceNewDeployment: true, ...ON_FARGATE_CAPACITY };
  return { attachment: both, inputs };
}

describe("a service", () => {
  it("moves between Fargate and instances in place, and back", () => {
    const cloud = inLocalCloud();
    const { inputs } = onBoth(cloud);
    const type = cloud.cloud.typeOf(SERVICE);
    const onFargate = cloud.create(SERVICE, inputs);
    const onWorkers = cloud.update(onFargate, ON_WORKERS);
    const back = cloud.update(onWorkers, ON_FARGATE_CAPACITY);

    expect(difference(type, onFargate.inputs, onWorkers.inputs).replacing).toEqual([]);
    expect(difference(type, onWorkers.inputs, back.inputs).replacing).toEqual([]);
    expect([onWorkers.id, back.id]).toEqual([onFargate.id, onFargate.id]);
  });

  itRefuses(
    "capacity that is not attached yet",
    (cloud) => {
      const { inputs, attachment } = onBoth(cloud);
      cloud.update(attachment, { capacityProviders: ["FARGATE"] });
      return {
        violation: () => cloud.create(SERVICE, { ...inputs, ...ON_WORKERS }),
        neighbour: () => {
          cloud.update(attachment, { capacityProviders: ["FARGATE", "workers"] });
          cloud.create(SERVICE, { ...inputs, ...ON_WORKERS });
        },
      };
    },
    "InvalidParameterException",
    "not associated with the cluster: 'workers'",
  );

  itRefuses(
    "to lose its capacity before it moved away",
    (cloud) => {
      const { inputs, attachment } = onBoth(cloud);
      const service = cloud.create(SERVICE, { ...inputs, ...ON_WORKERS });
      const detach = () => cloud.update(attachment, { capacityProviders: ["FARGATE"] });
      return {
        violation: detach,
        neighbour: () => {
          cloud.update(service, ON_FARGATE_CAPACITY);
          detach();
        },
      };
    },
    "ResourceInUseException",
    "The specified capacity provider is in use and cannot be removed. (capacityProviders, used by arn:aws:ecs:",
  );
});
