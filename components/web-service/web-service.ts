import * as pulumi from "@pulumi/pulumi";
import { ContainerService, type Capacity, type ServiceCluster } from "../container-service";
import type { LoadBalancer, LoadBalancerTarget } from "../load-balancer";
import { LoadAlarms, ServiceScaling } from "../scaling";
import { requireValid } from "../shared/validation";
import type { WebServiceArgs, WebServiceKey, WebServiceNetwork, WebServiceTopics } from "./args";
import { createParts } from "./create-parts";
import { imageByDigest } from "./image";
import { alarmActionsOf, containerServiceArgs, targetName } from "./part-args";
import { isScaled, loadAlarmsArgs, serviceScalingArgs, timedTargetOf } from "./scaling";
import { validateWebService } from "./validate";

/**
 * A container that answers requests, made from an image, a domain and availability zones: with a network, a key, a
 * topic for alarms, a load balancer with its certificate, a cluster, scaling and blue-green deployments, each of which
 * can be replaced by one of your own.
 *
 * With two tasks of the default size in two zones it costs about 180 USD a month before any traffic (us-east-1,
 * November 2026); its page has the sum.
 *
 * @throws {pulumi.InputPropertiesError} naming every argument that could not work, of the parts too.
 */
export class WebService extends pulumi.ComponentResource {
  /** Address for clients; no slash at its end. */
  public readonly url: pulumi.Output<string>;
  /** Address where a new revision answers before it gets traffic; undefined behind a network load balancer. */
  public readonly testUrl: pulumi.Output<string> | undefined;
  /** Key that encrypts logs and alarms. */
  public readonly key: WebServiceKey;
  /** Topic of the alarms. */
  public readonly alarmTopic: WebServiceTopics;
  /** Network of load balancer and tasks. */
  public readonly network: WebServiceNetwork;
  /** The way in. */
  public readonly loadBalancer: LoadBalancer;
  /** The load balancer's target that sends requests to the tasks. */
  public readonly target: LoadBalancerTarget;
  /** Cluster of the tasks. */
  public readonly cluster: ServiceCluster;
  /** What the tasks run on; further services in the cluster take it too. */
  public readonly capacity: Capacity;
  /** The service: its name, log group, security group and roles. */
  public readonly service: ContainerService;
  /** What scales the service; undefined where people do, and between equal bounds. */
  public readonly scaling: ServiceScaling | undefined;
  /** Alarms that tell people when the service can't keep up. */
  public readonly loadAlarms: LoadAlarms;

  /** @param name of every part too: lower-case letters, digits and hyphens. */
  constructor(name: string, args: WebServiceArgs, opts?: pulumi.ComponentResourceOptions) {
    requireValid("WebService", name, args, validateWebService);
    super("proofpix:web-service:WebService", name, {}, opts);

    const options = { parent: this };
    const parts = createParts({ name, args, options });
    const alarmActions = alarmActionsOf(parts.alarmTopic);
    const target = requireTarget(parts.loadBalancer, targetName(args));
    const dependencies = {
      ...parts,
      keyArn: parts.key.keyArn,
      alarmActions,
      image: imageByDigest(name, args, options),
    };
    this.service = new ContainerService(
      name,
      {
        ...containerServiceArgs(args, target, dependencies),
        loadBalancer: { target, securityGroupId: parts.loadBalancer.securityGroupId },
      },
      options,
    );
    const scaled = {
      clusterName: parts.cluster.clusterName,
      serviceName: this.service.serviceName,
      timedTarget: timedTargetOf(target),
    };
    this.scaling = isScaled(args) ? new ServiceScaling(name, serviceScalingArgs(args, scaled), options) : undefined;
    this.loadAlarms = new LoadAlarms(name, loadAlarmsArgs(args, scaled, alarmActions), options);

    this.key = parts.key;
    this.alarmTopic = parts.alarmTopic;
    this.network = parts.network;
    this.loadBalancer = parts.loadBalancer;
    this.target = target;
    this.cluster = parts.cluster;
    this.capacity = parts.capacity;
    this.url = parts.loadBalancer.url;
    this.testUrl = parts.loadBalancer.testUrl;
    this.registerOutputs({
      url: this.url,
      testUrl: this.testUrl,
      serviceName: this.service.serviceName,
      clusterName: this.cluster.clusterName,
      loadBalancerArn: this.loadBalancer.loadBalancerArn,
    });
  }
}

/** The target of a name that validation has found there. */
function requireTarget({ targets }: LoadBalancer, name: string): LoadBalancerTarget {
  const target = targets[name];
  if (target === undefined) throw new Error(`the load balancer has no target ${JSON.stringify(name)}`);
  return target;
}
