import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { AlarmTopic } from "../alarm-topic";
import { ClusterCapacity } from "../cluster-capacity";
import { ContainerCluster } from "../container-cluster";
import type { Capacity, ServiceCluster } from "../container-service";
import { EncryptionKey } from "../encryption-key";
import { FailureEvents } from "../failure-events";
import { LoadBalancer } from "../load-balancer";
import { Network } from "../network";
import type { AlarmTopics } from "../shared/severity";
import type { WebServiceArgs, WebServiceKey, WebServiceNetwork, WebServiceTopics } from "./args";
import { alarmActionsOf, alarmTopicArgs, loadBalancerArgs, networkArgs } from "./part-args";

/** What every part is created with. */
interface CreationContext {
  /** Name of the web service, which its parts have too. */
  readonly name: string;
  readonly args: WebServiceArgs;
  readonly options: { readonly parent: pulumi.Resource };
}

/** What surrounds the service: made, or given as an argument. */
export interface WebServiceParts {
  readonly key: WebServiceKey;
  readonly alarmTopic: WebServiceTopics;
  readonly network: WebServiceNetwork;
  readonly loadBalancer: LoadBalancer;
  readonly cluster: ServiceCluster;
  readonly capacity: Capacity;
}

/** Creates the parts that aren't given. */
export function createParts(context: CreationContext): WebServiceParts {
  const { name, args, options } = context;
  const key = args.key ?? createKey(context);
  const alarmTopic = args.alarmTopic ?? createAlarmTopic(context, key);
  const dependencies = { keyArn: key.keyArn, alarmActions: alarmActionsOf(alarmTopic) };
  const network = args.network ?? new Network(name, networkArgs(args, dependencies), options);
  const loadBalancer =
    args.loadBalancer ?? new LoadBalancer(name, loadBalancerArgs(args, { ...dependencies, network }), options);
  return { key, alarmTopic, network, loadBalancer, ...clusterOf(context, dependencies) };
}

function createKey({ name, args: { tags, transform }, options }: CreationContext): EncryptionKey {
  const { accountId } = aws.getCallerIdentityOutput({}, options);
  const { region } = aws.getRegionOutput({}, options);
  return new EncryptionKey(name, { accountId, region, tags, transform: transform?.key }, options);
}

function createAlarmTopic({ name, args, options }: CreationContext, { keyArn }: WebServiceKey): AlarmTopic {
  const { accountId } = aws.getCallerIdentityOutput({}, options);
  return new AlarmTopic(name, { accountId, ...alarmTopicArgs(args, { keyArn }) }, options);
}

/** A cluster of the service's own is watched; one that is given, others watch. */
function clusterOf(
  context: CreationContext,
  dependencies: { readonly keyArn: pulumi.Input<string>; readonly alarmActions: AlarmTopics },
): Pick<WebServiceParts, "capacity" | "cluster"> {
  const { capacity = { kind: "fargate" }, cluster } = context.args;
  if (cluster !== undefined) return { cluster, capacity };
  return createCluster(context, capacity, dependencies);
}

function createCluster(
  { name, args: { logRetentionDays, tags, transform }, options }: CreationContext,
  capacity: Capacity,
  { keyArn, alarmActions }: { readonly keyArn: pulumi.Input<string>; readonly alarmActions: AlarmTopics },
): Pick<WebServiceParts, "capacity" | "cluster"> {
  const cluster = new ContainerCluster(
    name,
    { kmsKeyArn: keyArn, logRetentionDays, tags, transform: transform?.cluster },
    options,
  );
  const { fargate } = new ClusterCapacity(name, { cluster, tags, transform: transform?.capacity }, options);
  new FailureEvents(
    name,
    { clusterArn: cluster.clusterArn, alarmActions, tags, transform: transform?.failureEvents },
    options,
  );
  return { cluster, capacity: { ...capacity, attachment: fargate.attachment } };
}
