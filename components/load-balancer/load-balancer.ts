import type * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { createNotifyingAlarm } from "../shared/alarm";
import { parseArn } from "../shared/arn";
import { requireValid } from "../shared/validation";
import { createAccessLogs } from "./access-logs";
import { certificateExpiring, loadBalancerAlarm } from "./alarms";
import type { LoadBalancerArgs, LoadBalancerChildren } from "./args";
import { issueCertificate } from "./certificate";
import { createAliasRecords, hostedZoneId } from "./dns";
import { domainNames, hostedZone } from "./domain-names";
import { createLoadBalancerResource } from "./load-balancer-resource";
import type { LoadBalancerTarget } from "./load-balancer-target";
import { loadBalancerPlan, type LoadBalancerPlan, testListenerPort } from "./plan";
import { createSecurityGroup } from "./security-group";
import { createTargets } from "./targets";
import { validateLoadBalancer } from "./validate";
import { createWebFirewall } from "./web-firewall";

/** Names, zone and certificate under which clients reach a load balancer. */
interface Address {
  readonly names: readonly string[];
  readonly zoneId: pulumi.Output<string> | undefined;
  readonly certificateArn: pulumi.Output<string> | undefined;
}

/** The load balancer, and where its access logs are. */
interface LoggedLoadBalancer {
  readonly loadBalancer: aws.lb.LoadBalancer;
  readonly accessLogBucketName: pulumi.Output<string>;
}

/**
 * Where clients reach the services: a load balancer with its certificate, DNS records, firewall, access logs and
 * alarms, and a {@link LoadBalancerTarget} for each service.
 *
 * An application load balancer costs about $16 a month and $6 for each unit of load used throughout, its firewall $9,
 * and every zone's public address $3.65 (us-east-1).
 * @throws {pulumi.InputPropertiesError} naming every argument that AWS would refuse or that could not work.
 */
export class LoadBalancer<TargetName extends string = string> extends pulumi.ComponentResource {
  /** ARN of the load balancer. */
  public readonly loadBalancerArn: pulumi.Output<string>;
  /** Name of the load balancer, which Pulumi chose. */
  public readonly loadBalancerName: pulumi.Output<string>;
  /** Name that AWS gives the load balancer; `url` is what clients use. */
  public readonly dnsName: pulumi.Output<string>;
  /** Address for clients: the domain, or else the DNS name; no slash at its end. */
  public readonly url: pulumi.Output<string>;
  /**
   * Address of the test listener, where a new revision answers before it gets traffic; undefined with `"ip-hash"`,
   * which shifts no traffic.
   */
  public readonly testUrl: pulumi.Output<string> | undefined;
  /**
   * Listener that clients reach, on port 443, or 80 without a certificate: for rules of your own. The numbers of the
   * targets' rules are told on the component's page.
   */
  public readonly productionListenerArn: pulumi.Output<string>;
  /** Listener of `testUrl`. */
  public readonly testListenerArn: pulumi.Output<string> | undefined;
  /** Listener on port 80 that redirects to HTTPS; undefined without a certificate, and with `"ip-hash"`. */
  public readonly redirectListenerArn: pulumi.Output<string> | undefined;
  /** Certificate of the listeners, issued and validated where one is issued; undefined with plain HTTP. */
  public readonly certificateArn: pulumi.Output<string> | undefined;
  /** Zone of `dnsName`, which an alias record of your own names beside it (AWS: canonical hosted zone ID). */
  public readonly zoneId: pulumi.Output<string>;
  /** Hosted zone of Route 53 that holds the domain's records; undefined without `domain`. */
  public readonly hostedZoneId: pulumi.Output<string> | undefined;
  /** Bucket of the access logs. */
  public readonly accessLogBucketName: pulumi.Output<string>;
  /** Web ACL of the firewall; undefined where there is none. */
  public readonly webAclArn: pulumi.Output<string> | undefined;
  /** Security group from which the targets accept traffic. */
  public readonly securityGroupId: pulumi.Output<string>;
  /** The load balancer, as CloudWatch's dimension names it. */
  public readonly loadBalancerDimension: pulumi.Output<string>;
  /** Targets by the names under which they were given. */
  public readonly targets: Readonly<Record<TargetName, LoadBalancerTarget>>;

  constructor(name: string, args: LoadBalancerArgs<TargetName>, opts?: pulumi.ComponentResourceOptions) {
    requireValid<LoadBalancerArgs>("LoadBalancer", name, args, validateLoadBalancer);
    super("proofpix:load-balancer:LoadBalancer", name, {}, opts);
    const children: LoadBalancerChildren = { name, parent: this, tags: args.tags, transform: args.transform ?? {} };
    const plan = loadBalancerPlan(args);
    const address = createAddress(children, args);
    const securityGroup = createSecurityGroup(children, {
      vpcId: args.vpcId,
      vpcCidrBlock: args.vpcCidrBlock,
      openPorts: plan.openPorts,
      targetPorts: Object.values(plan.targets).map((target) => target.port),
      authenticates: Object.values(plan.targets).some(({ authenticate }) => authenticate !== undefined),
    });
    const { loadBalancer, accessLogBucketName } = createLoadBalancer(children, args, plan, securityGroup);
    if (address.zoneId !== undefined) createAliasRecords(children, address.names, address.zoneId, loadBalancer);
    this.webAclArn = plan.kind === "application" ? createFirewallAndAlarm(children, args, loadBalancer) : undefined;
    if (address.certificateArn !== undefined) {
      createNotifyingAlarm(children, certificateExpiring(name, address.certificateArn), args.alarmActions);
    }

    const { targets, listeners } = createTargets(children, args, plan, {
      loadBalancer,
      certificateArn: address.certificateArn,
    });
    this.loadBalancerArn = loadBalancer.arn;
    this.loadBalancerName = loadBalancer.name;
    this.dnsName = loadBalancer.dnsName;
    this.url = pulumi.interpolate`${plan.secure ? "https" : "http"}://${args.domain?.name ?? loadBalancer.dnsName}`;
    this.testUrl = testUrl(this.url, args, plan);
    this.securityGroupId = securityGroup.id;
    this.loadBalancerDimension = loadBalancer.arnSuffix;
    this.targets = targets;
    this.productionListenerArn = listeners.productionListenerArn;
    this.testListenerArn = listeners.testListenerArn;
    this.redirectListenerArn = listeners.redirectListenerArn;
    this.certificateArn = address.certificateArn;
    this.zoneId = loadBalancer.zoneId;
    this.hostedZoneId = address.zoneId;
    this.accessLogBucketName = accessLogBucketName;
    this.registerOutputs({
      loadBalancerArn: this.loadBalancerArn,
      loadBalancerName: this.loadBalancerName,
      dnsName: this.dnsName,
      url: this.url,
      testUrl: this.testUrl,
      securityGroupId: this.securityGroupId,
      loadBalancerDimension: this.loadBalancerDimension,
      productionListenerArn: this.productionListenerArn,
      testListenerArn: this.testListenerArn,
      redirectListenerArn: this.redirectListenerArn,
      certificateArn: this.certificateArn,
      zoneId: this.zoneId,
      hostedZoneId: this.hostedZoneId,
      accessLogBucketName: this.accessLogBucketName,
      webAclArn: this.webAclArn,
    });
  }
}

function testUrl(
  url: pulumi.Output<string>,
  args: LoadBalancerArgs,
  { kind }: LoadBalancerPlan,
): pulumi.Output<string> | undefined {
  return kind === "network" ? undefined : pulumi.interpolate`${url}:${testListenerPort(args)}`;
}

function createAddress(children: LoadBalancerChildren, { domain, ...given }: LoadBalancerArgs): Address {
  const certificateArn = given.certificateArn === undefined ? undefined : pulumi.output(given.certificateArn);
  if (domain === undefined) return { names: [], zoneId: undefined, certificateArn };
  const names = domainNames(domain);
  const zoneId = hostedZoneId(children, hostedZone(domain));
  return { names, zoneId, certificateArn: certificateArn ?? issueCertificate(children, names, zoneId) };
}

function createLoadBalancer(
  children: LoadBalancerChildren,
  args: LoadBalancerArgs,
  plan: LoadBalancerPlan,
  securityGroup: aws.ec2.SecurityGroup,
): LoggedLoadBalancer {
  const accessLogs = createAccessLogs(children, {
    kind: plan.kind,
    accountId: securityGroup.arn.apply((arn) => parseArn(arn).accountId),
    retentionDays: args.accessLogRetentionDays ?? 90,
    forceDestroy: args.forceDestroyAccessLogs ?? false,
  });
  const loadBalancer = createLoadBalancerResource(children, {
    kind: plan.kind,
    internal: args.internal ?? false,
    subnets: pulumi.output(args.subnetIds).apply((ids) => [...ids]),
    securityGroups: [securityGroup.id],
    enableDeletionProtection: args.deletionProtection ?? true,
    accessLogs,
  });
  return { loadBalancer, accessLogBucketName: accessLogs.bucketName };
}

/**
 * Creates firewall and alarm, which only an application load balancer can have.
 * @returns ARN of the firewall's web ACL.
 */
function createFirewallAndAlarm(
  children: LoadBalancerChildren,
  args: LoadBalancerArgs,
  loadBalancer: aws.lb.LoadBalancer,
): pulumi.Output<string> | undefined {
  const { webFirewall = {} } = args;
  createNotifyingAlarm(children, loadBalancerAlarm(children.name, loadBalancer.arnSuffix), args.alarmActions);
  if (webFirewall === false) return undefined;
  return createWebFirewall(children, loadBalancer.arn, webFirewall, args.logKeyArn);
}
