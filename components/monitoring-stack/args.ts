import type * as aws from "@pulumi/aws";
import type * as docker from "@pulumi/docker";
import type * as pulumi from "@pulumi/pulumi";
import type * as random from "@pulumi/random";
import type { Capacity, ContainerServiceTransforms, ServiceCluster, ServiceLoadBalancer } from "../container-service";
import type {
  BadgerStorage,
  MemoryStorage,
  MonitoredSystem,
  OpenSearchStorage,
  SignOn,
  TraceSampling,
} from "../monitoring";
import type { Children } from "../shared/children";
import type { LogRetentionDays } from "../shared/log-retention";
import type { CpuQuantity, SizeQuantity } from "../shared/quantity";
import type { AlarmTopics } from "../shared/severity";
import type { SecretSource } from "../shared/secret-source";
import type { Tags } from "../shared/tags";
import type { Transform } from "../shared/transform";
import type { AlertingArgs } from "./alerting-args";
import type { MonitoringImages } from "./images";
import type { PartName } from "./part-names";
import type { RulesPlace } from "./rules";

/** Arguments of a `MonitoringStack`. */
export interface MonitoringStackArgs {
  /** What is watched. Targets, rules, dashboards and alerts follow from it. */
  readonly system: MonitoredSystem;
  /** Cluster that the parts run in; the watched services run in it too. */
  readonly cluster: ServiceCluster;
  /** VPC of the parts and of all that they watch. Changing it replaces every part. */
  readonly vpcId: pulumi.Input<string>;
  /** IPv4 block of the VPC. */
  readonly vpcCidrBlock: pulumi.Input<string>;
  /** Private subnets of the parts, in two zones or more for availability. */
  readonly subnetIds: pulumi.Input<pulumi.Input<string>[]>;
  /**
   * Name of the private DNS namespace that the stack makes, such as `"shop-production.internal"`: a part is found there
   * under its own name. Changing it replaces the namespace, and deploys every part.
   */
  readonly namespace: string;
  /**
   * What the parts run on. On Fargate they don't go down with the instances that they watch. A change deploys, and what
   * Prometheus had not written elsewhere is gone.
   */
  readonly capacity: Capacity;
  /** What runs of each watched service, by the names of `system.services`. */
  readonly services: Readonly<Record<string, WatchedService>>;
  /** The load balancer and its target groups, whose metrics CloudWatch has. @default - they aren't read */
  readonly loadBalancer?: WatchedLoadBalancer;
  /**
   * Names of the queues in SQS, by those of `system.queues`, and of their dead letters' queues.
   * @default - those of the description
   */
  readonly queues?: Readonly<Record<string, pulumi.Input<string>>> | undefined;
  /** How exporters reach the database. @default - the database isn't asked */
  readonly database?: WatchedDatabase;
  /** How exporters reach the cache. @default - the cache isn't asked */
  readonly cache?: WatchedStore;
  /**
   * Whether Prometheus, Alertmanager, the collector and the prober run twice, in two zones: so that alerts and traces
   * outlive a zone. Twice the price of these four.
   * @default true
   */
  readonly highlyAvailable?: boolean;
  /** Days for which Prometheus itself keeps samples, on the disk of its task, which ends with the task. @default 2 */
  readonly retentionDays?: number;
  /**
   * Whether samples are also written to Amazon Managed Service for Prometheus, which keeps them for 150 days, whatever
   * becomes of tasks; about 0.90 USD for 10 million samples.
   * @default true
   */
  readonly managedPrometheus?: boolean;
  /**
   * Where rules are evaluated. Where one Prometheus is outgrown, Amazon Managed Service for Prometheus evaluates the
   * same rules, and tells the topics among the receivers; Prometheus keeps those that find dead instances.
   * @default "prometheus"
   */
  readonly rulesIn?: RulesPlace;
  /** How traces are kept. @default - all that fail or are slow, a tenth of the others, in Jaeger's memory */
  readonly tracing?: TracingArgs;
  /** Who is told of alerts. Another receiver deploys Alertmanager, and nothing else. */
  readonly alerting: AlertingArgs;
  /** Grafana's way in. @default - reachable inside the VPC only, for the administrator */
  readonly grafana?: GrafanaArgs;
  /** Images; one of another registry has to be public. @default - the versions that the component was tested with */
  readonly images?: Partial<MonitoringImages>;
  /** CPU and memory of the tasks of a part. @default - 250m and 512Mi; Prometheus has more */
  readonly sizes?: Readonly<Partial<Record<PartName, PartSize>>>;
  /** ARN of the KMS key that encrypts configuration, logs, samples and secrets. */
  readonly kmsKeyArn: pulumi.Input<string>;
  /** Further keys under which secrets of receivers or sign-on are encrypted. @default - none */
  readonly secretKeyArns?: readonly pulumi.Input<string>[];
  /** Days for which logs are kept. @default 365 */
  readonly logRetentionDays?: LogRetentionDays;
  /** ARNs of topics that are told when a part runs on fewer tasks than it should, which no Prometheus could tell. */
  readonly alarmActions: AlarmTopics;
  /** Whether a destroy deletes the configuration with all its versions. @default false */
  readonly forceDestroyConfiguration?: boolean;
  /** Tags of every resource that has tags. @default - `Name` only */
  readonly tags?: Tags;
  /** Edits a child's arguments before it is created. @default - none */
  readonly transform?: MonitoringStackTransforms;
}

/** What runs of a watched service; of a `ContainerService` its outputs. */
export interface WatchedService {
  /** Name of the ECS service, by which Prometheus finds its tasks. */
  readonly serviceName: pulumi.Input<string>;
  /** Security group of its tasks, which gets a rule for Prometheus and the prober. */
  readonly securityGroupId: pulumi.Input<string>;
}

/** A load balancer, as CloudWatch's dimensions name it. */
export interface WatchedLoadBalancer {
  /** The load balancer, as CloudWatch's dimension names it. */
  readonly loadBalancerDimension: pulumi.Input<string>;
  /** Target groups of each service. */
  readonly targetGroupDimensions: Readonly<Record<string, readonly pulumi.Input<string>[]>>;
}

/** Which traces are kept, and where. */
export interface TracingArgs {
  /** Which traces are kept. @default - all with an error or of more than 2 s, and a tenth of the others */
  readonly sampling?: TraceSampling;
  /** Where traces are kept. @default - in the memory of Jaeger, as many as half of it holds */
  readonly storage?: TraceStorageArgs;
}

/** Where Jaeger keeps traces; a password is named by where it is. */
export type TraceStorageArgs =
  | MemoryStorage
  | Omit<BadgerStorage, "directory">
  | (Omit<OpenSearchStorage, "passwordFile"> & { readonly password: SecretSource });

/** A data store that exporters ask. */
export interface WatchedStore {
  /** Host of each server or node, by the names of the description. */
  readonly hosts: Readonly<Record<string, pulumi.Input<string>>>;
  /** Port on which the store accepts connections. */
  readonly port: pulumi.Input<number>;
  /** ARN of a secret, JSON with `username` and `password`. */
  readonly secretArn: pulumi.Input<string>;
  /** Security group that the exporters join in order to be let in. */
  readonly clientSecurityGroupId: pulumi.Input<string>;
}

/** A database that exporters ask. */
export interface WatchedDatabase extends WatchedStore {
  /**
   * Certificates of the authorities that sign those of its servers, in PEM. GovCloud and China have others than the
   * default (Amazon RDS User Guide, "Using SSL/TLS to encrypt a connection to a DB instance or cluster"). A change
   * deploys the exporters.
   * @default - those of Amazon RDS in the region
   */
  readonly authorities?: pulumi.Input<string> | undefined;
}

/** How people reach Grafana. */
export interface GrafanaArgs {
  /** Load balancer that sends requests to it. */
  readonly loadBalancer: ServiceLoadBalancer;
  /** Address under which browsers see it, such as `"https://grafana.example.com"`. */
  readonly url: string;
  /** Who signs people on. Nobody else gets in but the administrator. */
  readonly signOn: SignOn;
  /**
   * Secret of the client that Grafana is to a provider of OpenID Connect; it is in the task alone.
   * @default - none, for a load balancer that signs people on
   */
  readonly clientSecret?: SecretSource;
}

/** CPU and memory of a task. */
export interface PartSize {
  /** CPU of the task, such as `"500m"`. */
  readonly cpu: CpuQuantity;
  /** Memory of the task, such as `"1Gi"`. */
  readonly memory: SizeQuantity;
}

/** Escape hatches, one for each kind of child. */
export interface MonitoringStackTransforms {
  /** Every part's service and what belongs to it. */
  readonly service?: ContainerServiceTransforms;
  /** The provider that asks the registries for digests. */
  readonly registry?: Transform<docker.ProviderArgs>;
  readonly namespace?: Transform<aws.servicediscovery.PrivateDnsNamespaceArgs>;
  readonly ingressRule?: Transform<aws.vpc.SecurityGroupIngressRuleArgs>;
  /** Rules by which parts reach servers outside of the VPC at other ports than that of HTTPS. */
  readonly egressRule?: Transform<aws.vpc.SecurityGroupEgressRuleArgs>;
  readonly bucket?: Transform<aws.s3.BucketArgs>;
  readonly bucketVersioning?: Transform<aws.s3.BucketVersioningArgs>;
  readonly bucketEncryption?: Transform<aws.s3.BucketServerSideEncryptionConfigurationArgs>;
  readonly bucketPublicAccessBlock?: Transform<aws.s3.BucketPublicAccessBlockArgs>;
  readonly bucketOwnership?: Transform<aws.s3.BucketOwnershipControlsArgs>;
  readonly bucketPolicy?: Transform<aws.s3.BucketPolicyArgs>;
  readonly bucketLifecycle?: Transform<aws.s3.BucketLifecycleConfigurationArgs>;
  /** The object with a part's configuration. */
  readonly configuration?: Transform<aws.s3.BucketObjectv2Args>;
  readonly workspace?: Transform<aws.amp.WorkspaceArgs>;
  readonly managedRules?: Transform<aws.amp.RuleGroupNamespaceArgs>;
  readonly managedAlertmanager?: Transform<aws.amp.AlertManagerDefinitionArgs>;
  /** The log group of Amazon Managed Service for Prometheus. */
  readonly logGroup?: Transform<aws.cloudwatch.LogGroupArgs>;
  /** The administrator's password and the key of what Grafana encrypts. */
  readonly password?: Transform<random.RandomPasswordArgs>;
  readonly secret?: Transform<aws.secretsmanager.SecretArgs>;
  readonly secretVersion?: Transform<aws.secretsmanager.SecretVersionArgs>;
}

/** What every child of the stack is created with. */
export type StackChildren = Children<MonitoringStackTransforms>;
