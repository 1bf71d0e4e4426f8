import type * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { Children } from "../shared/children";
import type { LogRetentionDays } from "../shared/log-retention";
import type { AlarmTopics } from "../shared/severity";
import type { Tags } from "../shared/tags";
import type { Transform } from "../shared/transform";
import type { LoadBalancerTargetArgs, LoadBalancingAlgorithm } from "./load-balancer-target-args";

/** Name under which clients reach the load balancer. */
export interface DomainArgs {
  /** Domain name, such as `"app.example.com"`. Changing it issues a new certificate and moves the DNS records. */
  readonly name: string;
  /** Further names that the certificate covers and DNS answers, such as `"*.app.example.com"`. @default - none */
  readonly alternativeNames?: readonly string[];
  /**
   * Existing public hosted zone of Route 53 that holds the records.
   * @default - the domain without its first label (`example.com` for `app.example.com`), itself when it has two labels
   */
  readonly hostedZone?: string;
}

/**
 * Settings of the web application firewall of an application load balancer. About $9 a month and $0.60 per million
 * requests.
 */
export interface WebFirewallArgs {
  /** Requests that one address may send in 5 minutes before it is blocked, 10 to 2,000,000,000. @default 2000 */
  readonly requestsPerFiveMinutes?: number;
  /**
   * Rules of `AWSManagedRulesCommonRuleSet` that only count, by AWS's names.
   * @default - `SizeRestrictions_BODY`, which would block every upload of more than 8 KB
   */
  readonly countOnlyRules?: readonly string[];
  /** How long blocked and counted requests stay in CloudWatch Logs. @default 90 */
  readonly logRetentionDays?: LogRetentionDays;
}

/** The port on which a blue-green deployment's new revision is tested before it gets traffic. */
export interface TestListenerArgs {
  /** Port, other than 80 and 443. @default - 8443 with a certificate, 8080 without */
  readonly port?: number;
  /**
   * IPv4 blocks of /8 or smaller that may reach it. An internet-facing load balancer sees public addresses only;
   * callers in private subnets arrive from those of their NAT gateways: list these.
   * @default - the network's own block, which reaches an `internal` load balancer only
   */
  readonly cidrBlocks?: readonly pulumi.Input<string>[];
}

/** Escape hatches, one for each kind of child. */
export interface LoadBalancerTransforms {
  readonly loadBalancer?: Transform<aws.lb.LoadBalancerArgs>;
  readonly listener?: Transform<aws.lb.ListenerArgs>;
  readonly listenerRule?: Transform<aws.lb.ListenerRuleArgs>;
  readonly targetGroup?: Transform<aws.lb.TargetGroupArgs>;
  readonly alarm?: Transform<aws.cloudwatch.MetricAlarmArgs>;
  readonly securityGroup?: Transform<aws.ec2.SecurityGroupArgs>;
  readonly ingressRule?: Transform<aws.vpc.SecurityGroupIngressRuleArgs>;
  readonly egressRule?: Transform<aws.vpc.SecurityGroupEgressRuleArgs>;
  readonly certificate?: Transform<aws.acm.CertificateArgs>;
  readonly certificateValidation?: Transform<aws.acm.CertificateValidationArgs>;
  readonly dnsRecord?: Transform<aws.route53.RecordArgs>;
  readonly webAcl?: Transform<aws.wafv2.WebAclArgs>;
  readonly webAclAssociation?: Transform<aws.wafv2.WebAclAssociationArgs>;
  readonly webAclLogging?: Transform<aws.wafv2.WebAclLoggingConfigurationArgs>;
  readonly webAclLogGroup?: Transform<aws.cloudwatch.LogGroupArgs>;
  readonly accessLogBucket?: Transform<aws.s3.BucketArgs>;
  readonly accessLogOwnership?: Transform<aws.s3.BucketOwnershipControlsArgs>;
  readonly accessLogPublicAccessBlock?: Transform<aws.s3.BucketPublicAccessBlockArgs>;
  readonly accessLogEncryption?: Transform<aws.s3.BucketServerSideEncryptionConfigurationArgs>;
  readonly accessLogLifecycle?: Transform<aws.s3.BucketLifecycleConfigurationArgs>;
  readonly accessLogPolicy?: Transform<aws.s3.BucketPolicyArgs>;
}

/** What every child of the load balancer and its targets is created with. */
export type LoadBalancerChildren = Children<LoadBalancerTransforms>;

/** Arguments of a `LoadBalancer`. */
export interface LoadBalancerArgs<TargetName extends string = string> {
  /** VPC of the load balancer and its targets. Changing it replaces everything: downtime and a new DNS name. */
  readonly vpcId: pulumi.Input<string>;
  /** IPv4 block of the VPC: all that the load balancer itself may reach. */
  readonly vpcCidrBlock: pulumi.Input<string>;
  /** Subnets in two zones at least: public ones, or private ones when `internal`. */
  readonly subnetIds: pulumi.Input<readonly pulumi.Input<string>[]>;
  /**
   * Services behind the load balancer by name: lower-case letters, digits and hyphens. Renaming one replaces its target
   * groups and alarms.
   */
  readonly targets: Readonly<Record<TargetName, LoadBalancerTargetArgs>>;
  /**
   * Algorithm of every target that names none. Changing to or from `"ip-hash"` replaces the load balancer:
   * downtime and a new DNS name.
   * @default "round-robin"
   */
  readonly algorithm?: LoadBalancingAlgorithm;
  /**
   * Domain name, for which a certificate is issued, validated and renewed, and DNS records are kept.
   * @default - none: clients use the load balancer's DNS name, over plain HTTP unless `certificateArn` is set
   */
  readonly domain?: DomainArgs;
  /** ARN of an existing certificate of ACM, in the load balancer's region. @default - one is issued for `domain` */
  readonly certificateArn?: pulumi.Input<string> | undefined;
  /** Reachable from inside the VPC only. Changing it replaces the load balancer: downtime. @default false */
  readonly internal?: boolean;
  /** Days for which access logs are kept. @default 90 */
  readonly accessLogRetentionDays?: number;
  /** Whether a destroy deletes the access logs too; it fails otherwise until the bucket is emptied. @default false */
  readonly forceDestroyAccessLogs?: boolean;
  /**
   * The web application firewall; false leaves it out.
   * @default - AWS's core rules and 2000 requests per address in 5 min
   */
  readonly webFirewall?: WebFirewallArgs | false;
  /** ARN of the KMS key for the firewall's log group. @default - encrypted with a key of CloudWatch Logs */
  readonly logKeyArn?: pulumi.Input<string> | undefined;
  /** Whether AWS refuses to delete the load balancer until this is switched off. @default true */
  readonly deletionProtection?: boolean;
  /** ARNs of the SNS topics, 1 to 5, that are told when an alarm begins and when it ends. */
  readonly alarmActions: AlarmTopics;
  /**
   * Listener on which a new revision is tested before it gets traffic.
   * @default - port 8443, or 8080 without a certificate, open to the VPC only
   */
  readonly testListener?: TestListenerArgs;
  /** Tags of every child. @default - `Name` only */
  readonly tags?: Tags;
  /** Edits a child's arguments before it is created. @default - none */
  readonly transform?: LoadBalancerTransforms;
}
