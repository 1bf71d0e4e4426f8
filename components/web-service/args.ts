import type * as pulumi from "@pulumi/pulumi";
import type { Capacity, ContainerServiceArgs, Deployment, ServiceCluster } from "../container-service";
import type { DomainArgs, LoadBalancer, LoadBalancerArgs, LoadBalancerTargetArgs } from "../load-balancer";
import type { ScalingSpeed, ScalingTrigger, ScheduledScaling, TriggerOverrides } from "../scaling";
import type { LogRetentionDays } from "../shared/log-retention";
import type { PolicyStatementInput } from "../shared/policy-document";
import type { CpuQuantity, DurationQuantity, SizeQuantity } from "../shared/quantity";
import type { Severity } from "../shared/severity";
import type { WebServiceTransforms } from "./transforms";

/** A network of your own; a `Network` is one, and so is an `ExistingNetwork`. */
export interface WebServiceNetwork {
  /** VPC of the load balancer and the tasks. */
  readonly vpcId: pulumi.Input<string>;
  /** IPv4 block of the VPC. */
  readonly cidrBlock: pulumi.Input<string>;
  /** Subnets of a load balancer that the internet reaches, in two zones at least. */
  readonly publicSubnetIds: pulumi.Input<pulumi.Input<string>[]>;
  /** Subnets of the tasks, in two zones for availability; they need a way to the registry of the image. */
  readonly privateSubnetIds: pulumi.Input<pulumi.Input<string>[]>;
}

/** A key of your own; an `EncryptionKey` is one. Its policy has to let CloudWatch and CloudWatch Logs use it. */
export interface WebServiceKey {
  /** ARN of the key, in the region of the service. */
  readonly keyArn: pulumi.Input<string>;
}

/** A topic of your own; an `AlarmTopic` is one. */
export interface WebServiceTopic {
  /** ARN of the topic, which CloudWatch has to be let publish to. */
  readonly topicArn: pulumi.Input<string>;
}

/** One topic of all alarms, or one for each severity. */
export type WebServiceTopics = WebServiceTopic | Readonly<Record<Severity, WebServiceTopic>>;

/** What the service uses: a `Database`, `DatabaseProxy` or `Cache` is such a part, and so are `DatabaseCredentials`. */
export interface UsedPart {
  /** Security group that the tasks join, so that the part lets them in. @default - they join none */
  readonly clientSecurityGroupId?: pulumi.Input<string> | undefined;
  /** What the application may do, such as read the part's secret. @default - nothing */
  readonly readStatements?: readonly PolicyStatementInput[] | undefined;
}

/** The queue that the service works off beside its requests. */
export interface WebServiceQueue extends TriggerOverrides {
  /** Name of the queue in SQS. */
  readonly sqsQueueName: pulumi.Input<string>;
  /** Age of the oldest item above which people are told: 1 minute to 14 days. @default "15m" */
  readonly maxItemAge?: DurationQuantity;
}

/** When the service is scaled: up when any trigger calls for it, down while all are quiet. */
export interface WebServiceScaling {
  /** By CPU in percent; false leaves it out. @default - above 70 % for 2 min, quiet below 30 % for 10 */
  readonly cpu?: TriggerOverrides | false;
  /** By memory in percent; false leaves it out. @default - above 80 % for 2 min, quiet below 50 % for 10 */
  readonly memory?: TriggerOverrides | false;
  /**
   * By average response time in seconds; false leaves it out. Behind a network load balancer nothing measures it.
   * @default - above 2 s for 5 min, quiet below 0.5 s for 15
   */
  readonly responseTime?: TriggerOverrides | false;
  /** By the items in a queue: above 100 for 3 min, quiet below 10 for 15. @default - no queue */
  readonly queue?: WebServiceQueue;
  /** Triggers of your own. @default - none */
  readonly triggers?: readonly ScalingTrigger[];
  /** How many tasks at a time. @default - 2 more, then 5 minutes of rest; 1 less, then 10 */
  readonly speed?: ScalingSpeed;
  /** Other bounds at times of the day or week. @default - none */
  readonly schedules?: readonly ScheduledScaling[];
}

/** Arguments of a `ContainerService` that the parts around it give, or that have another default here. */
type Given =
  | "alarmActions"
  | "capacity"
  | "cluster"
  | "cpu"
  | "deployment"
  | "image"
  | "kmsKeyArn"
  | "loadBalancer"
  | "logRetentionDays"
  | "maxInstances"
  | "memory"
  | "minInstances"
  | "port"
  | "subnetIds"
  | "transform"
  | "vpcCidrBlock"
  | "vpcId";

/** Arguments that become those of the `ContainerService`. */
export type TaskArgs = Omit<ContainerServiceArgs, Given>;

/** Arguments that become those of the load balancer. */
export type EntranceArgs = Pick<
  LoadBalancerArgs,
  "certificateArn" | "domain" | "internal" | "testListener" | "webFirewall"
> &
  Pick<
    LoadBalancerTargetArgs,
    "alarms" | "algorithm" | "authenticate" | "deregistrationDelay" | "healthCheck" | "slowStart" | "stickiness"
  >;

/**
 * Arguments of a `WebService`. Beside those below it takes the arguments of a `ContainerService` for its tasks
 * (`environment`, `secrets`, `sidecars`, `taskPolicyStatements` and so on), and those of a load balancer's target.
 */
export interface WebServiceArgs extends TaskArgs, EntranceArgs {
  /**
   * Image with its registry. A tag is resolved to its digest at each update, so that a tag that moved deploys; `latest`
   * is refused. Of a registry that asks for credentials, pass the `reference` of a `ContainerImage`.
   */
  readonly image: pulumi.Input<string>;
  /**
   * Domain name, for which a certificate is issued and renewed, and DNS records are kept in its hosted zone. Changing
   * it issues a new certificate and moves the records.
   * @default - none: `certificateArn` or `allowPlainHttp` is needed, since AWS issues no certificate for the name that
   *   it gives a load balancer
   */
  readonly domain?: DomainArgs;
  /** Whether clients may connect without encryption where there is neither domain nor certificate. @default false */
  readonly allowPlainHttp?: boolean;
  /**
   * Two or three zones of the network that is made, such as `["eu-west-1a", "eu-west-1b"]`.
   * @default - none: `network` is needed
   */
  readonly availabilityZones?: readonly string[];

  /** Network to use. Changing it replaces everything in it: downtime. @default - a `Network` over the zones */
  readonly network?: WebServiceNetwork;
  /** Key that encrypts logs and alarms. @default - an `EncryptionKey` */
  readonly key?: WebServiceKey;
  /** Topic that is told of alarms. @default - an `AlarmTopic`, with `alarmRecipients` */
  readonly alarmTopic?: WebServiceTopics;
  /** Addresses that get every alarm by mail, once they have confirmed it. @default - nobody is told */
  readonly alarmRecipients?: readonly string[];
  /**
   * Load balancer to use, in `network`; `target` names the service's target. The arguments of the entrance belong to it
   * then: `domain`, `healthCheck` and so on.
   * @default - a `LoadBalancer`
   */
  readonly loadBalancer?: LoadBalancer;
  /** Name of the target in a load balancer of your own. @default "web" */
  readonly target?: string;
  /**
   * Cluster to use, to which its capacity is attached. Changing it replaces the service.
   * @default - a `ContainerCluster` with Fargate
   */
  readonly cluster?: ServiceCluster;
  /**
   * What the tasks run on. Instances take a `cluster` of your own with its `ClusterCapacity`. Changing it deploys.
   * @default { kind: "fargate" }
   */
  readonly capacity?: Capacity;

  /**
   * Stores that the service uses: its tasks join their clients' groups, four at most, and may read their secrets. Where
   * they are, `environment` tells the application.
   * @default - none
   */
  readonly uses?: readonly UsedPart[];
  /** Port on which the container listens. Changing it deploys. @default 3000 */
  readonly port?: number;
  /** CPU of each task. Changing it deploys; one vCPU on Fargate is about 30 USD a month. @default "1000m" */
  readonly cpu?: CpuQuantity;
  /** Memory of each task. Changing it deploys; 1 GiB on Fargate is about 3 USD a month. @default "2Gi" */
  readonly memory?: SizeQuantity;
  /** Fewest tasks; two survive the loss of a zone. @default 2 */
  readonly minInstances?: number;
  /** Most tasks. As many as `minInstances`: nothing scales the service. @default 10 */
  readonly maxInstances?: number;
  /** When the service is scaled; false leaves that to people. @default - by CPU, memory and response time */
  readonly scaling?: WebServiceScaling | false;
  /**
   * How new tasks take over. Each strategy rolls back when tasks fail, and when an alarm of the target sounds.
   * @default - `"blue-green"`; `"rolling"` behind a network load balancer
   */
  readonly deployment?: Deployment;
  /** Days for which every log is kept, access logs included. @default - 365; 90 for access logs and the firewall's */
  readonly logRetentionDays?: LogRetentionDays;
  /** Edits the arguments of what the parts create, by part. @default - none */
  readonly transform?: WebServiceTransforms;
}
