import type * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { Tags } from "../shared/tags";
import { applicationTargetAlarms, networkTargetAlarms, type AlarmDefinition } from "./alarms";
import type { LoadBalancerTransforms } from "./arguments";
import { createListenerRules, type Listeners } from "./listener-rules";
import { createAlarms } from "./metric-alarms";
import { createTlsListener } from "./network-load-balancer";
import type { Scope } from "./scope";
import { applicationGroupAttributes, createTargetGroup, networkGroupAttributes } from "./target-group";
import type { TargetSettings } from "./target-settings";

/** How requests get from the load balancer to a target. */
export type TargetEntrance =
  | ({ readonly kind: "application" } & Listeners)
  | { readonly kind: "network"; readonly certificateArn: pulumi.Input<string> | undefined };

export interface AttachedTargetArgs {
  readonly targetName: string;
  readonly settings: TargetSettings;
  readonly vpcId: pulumi.Input<string>;
  readonly loadBalancer: { readonly arn: pulumi.Input<string>; readonly arnSuffix: pulumi.Input<string> };
  readonly entrance: TargetEntrance;
  readonly alarmActions: readonly pulumi.Input<string>[];
  readonly tags: Tags | undefined;
  readonly transform: LoadBalancerTransforms;
}

interface Groups {
  readonly blue: aws.lb.TargetGroup;
  readonly green: aws.lb.TargetGroup | undefined;
}

/** Resources that have to exist before a service can register instances with the groups. */
interface Forwarding {
  readonly productionRuleArn: pulumi.Output<string> | undefined;
  readonly testRuleArn: pulumi.Output<string> | undefined;
  readonly ready: pulumi.Output<unknown>;
}

/** One service behind a {@link LoadBalancer}, which creates it: its target groups, rules and alarms. */
export class LoadBalancerTarget extends pulumi.ComponentResource {
  /** Port on which the service's instances listen. */
  public readonly port: number;
  /** Path of the load balancer's health check. */
  public readonly healthPath: string;
  /** Known once the load balancer forwards to the group, before which ECS refuses a service. */
  public readonly blueTargetGroupArn: pulumi.Output<string>;
  /** Undefined unless the target is blue-green. */
  public readonly greenTargetGroupArn: pulumi.Output<string> | undefined;
  /** Rule that ECS rewrites in a blue-green deployment. Undefined behind a network load balancer. */
  public readonly productionRuleArn: pulumi.Output<string> | undefined;
  /** Rule by which a new revision is tested. Undefined unless the target is blue-green. */
  public readonly testRuleArn: pulumi.Output<string> | undefined;
  /** Names of the alarms that should stop a deployment. */
  public readonly alarmNames: readonly pulumi.Output<string>[];

  constructor(name: string, args: AttachedTargetArgs, opts?: pulumi.ComponentResourceOptions) {
    super("proofpix:load-balancer:LoadBalancerTarget", name, {}, opts);
    const scope: Scope = { name, parent: this, tags: args.tags, transform: args.transform };
    const groups = createGroups(scope, args);
    const forwarding = createForwarding(scope, args, groups);
    const alarms = createAlarms(scope, alarmDefinitions(name, args, groups), args.alarmActions);

    this.port = args.settings.port;
    this.healthPath = args.settings.healthCheck.path;
    this.blueTargetGroupArn = onceForwarded(groups.blue, forwarding);
    this.greenTargetGroupArn = groups.green && onceForwarded(groups.green, forwarding);
    this.productionRuleArn = forwarding.productionRuleArn;
    this.testRuleArn = forwarding.testRuleArn;
    this.alarmNames = alarms.map((alarm) => alarm.name);
    this.registerOutputs({
      port: this.port,
      healthPath: this.healthPath,
      blueTargetGroupArn: this.blueTargetGroupArn,
      greenTargetGroupArn: this.greenTargetGroupArn,
      productionRuleArn: this.productionRuleArn,
      testRuleArn: this.testRuleArn,
      alarmNames: this.alarmNames,
    });
  }
}

function createGroups(scope: Scope, { targetName, vpcId, settings, entrance }: AttachedTargetArgs): Groups {
  const attributes =
    entrance.kind === "application" ? applicationGroupAttributes(settings) : networkGroupAttributes(settings);
  const group = { targetName, vpcId, attributes };
  return {
    blue: createTargetGroup(scope, "blue", group),
    green: settings.blueGreen ? createTargetGroup(scope, "green", group) : undefined,
  };
}

function createForwarding(scope: Scope, args: AttachedTargetArgs, groups: Groups): Forwarding {
  const { entrance, settings, loadBalancer } = args;
  if (entrance.kind === "network") {
    const listener = createTlsListener(scope, {
      loadBalancerArn: loadBalancer.arn,
      certificateArn: entrance.certificateArn,
      targetGroupArn: groups.blue.arn,
    });
    return { productionRuleArn: undefined, testRuleArn: undefined, ready: listener.arn };
  }
  const rules = createListenerRules(scope, settings, entrance, groups);
  return {
    productionRuleArn: rules.production.arn,
    testRuleArn: rules.test?.arn,
    ready: pulumi.all([rules.production.arn, rules.test?.arn]),
  };
}

function onceForwarded(group: aws.lb.TargetGroup, { ready }: Forwarding): pulumi.Output<string> {
  return pulumi.all([group.arn, ready]).apply(([arn]) => arn);
}

function alarmDefinitions(name: string, args: AttachedTargetArgs, { blue, green }: Groups): AlarmDefinition[] {
  const target = {
    name,
    loadBalancer: args.loadBalancer.arnSuffix,
    targetGroups: [blue, ...(green === undefined ? [] : [green])].map((group) => group.arnSuffix),
  };
  return args.entrance.kind === "application"
    ? applicationTargetAlarms(target, args.settings.alarms)
    : networkTargetAlarms(target);
}
