import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { CapacityProviderCapacity, FargateCapacity } from "../container-service";
import type { Children } from "../shared/children";
import { transformed } from "../shared/transform";
import { requireValid } from "../shared/validation";
import type { ClusterCapacityArgs, ClusterCapacityTransforms, GroupCapacityArgs } from "./args";
import { createCapacityProvider } from "./capacity-provider";
import { validateClusterCapacity } from "./validate";

const FARGATE_PROVIDERS: readonly pulumi.Input<string>[] = ["FARGATE", "FARGATE_SPOT"];

/**
 * What a cluster runs its tasks on: Fargate, and the instances of Auto Scaling groups, which are scaled by what the
 * tasks need. A cluster has one `ClusterCapacity`: a second one would detach what the first attached. It costs nothing
 * by itself.
 *
 * @throws {pulumi.InputPropertiesError} naming every argument that could not work.
 */
export class ClusterCapacity<Group extends string = never> extends pulumi.ComponentResource {
  /** Capacity for services on Fargate, on demand; add `spot` for spare capacity. */
  public readonly fargate: FargateCapacity;
  /** Capacity for services on the instances of each group, by the names of `autoScalingGroups`. */
  public readonly instances: Readonly<Record<Group, CapacityProviderCapacity>>;
  /** Names of all capacity providers, known once they are attached. */
  public readonly capacityProviderNames: pulumi.Output<string[]>;

  constructor(name: string, args: ClusterCapacityArgs<Group>, opts?: pulumi.ComponentResourceOptions) {
    requireValid<ClusterCapacityArgs>("ClusterCapacity", name, args, validateClusterCapacity);
    super("proofpix:cluster-capacity:ClusterCapacity", name, {}, opts);

    const children = { name, parent: this, tags: args.tags, transform: args.transform ?? {} };
    const groups = Object.entries<GroupCapacityArgs>(args.autoScalingGroups ?? {});
    const providers = groups.map(([key, group]) => createCapacityProvider(children, key, group));
    const attachment = attachCapacityProviders(children, args, [
      ...FARGATE_PROVIDERS,
      ...providers.map((provider) => provider.name),
      ...(args.capacityProviders ?? []),
    ]);

    this.fargate = { kind: "fargate", attachment };
    this.instances = Object.fromEntries(
      providers.map((provider, index) => [
        groups[index]?.[0],
        { kind: "capacity-provider", name: provider.name, attachment },
      ]),
    ) as Record<Group, CapacityProviderCapacity>;
    this.capacityProviderNames = attachment.capacityProviders.apply((names) => names ?? []);
    this.registerOutputs({ capacityProviderNames: this.capacityProviderNames });
  }
}

/** One resource attaches all: a second one would detach what the first attached. */
function attachCapacityProviders(
  { name, parent, transform }: Children<ClusterCapacityTransforms>,
  { cluster }: Pick<ClusterCapacityArgs, "cluster">,
  capacityProviders: readonly pulumi.Input<string>[],
): aws.ecs.ClusterCapacityProviders {
  return new aws.ecs.ClusterCapacityProviders(
    ...transformed(
      transform.attachment,
      name,
      {
        clusterName: cluster.clusterName,
        capacityProviders: [...new Set(capacityProviders)],
        defaultCapacityProviderStrategies: [{ capacityProvider: "FARGATE", weight: 1 }],
      },
      // The cluster made the attachment itself before.
      { parent, dependsOn: [cluster], aliases: [{ parent: cluster }] },
    ),
  );
}
