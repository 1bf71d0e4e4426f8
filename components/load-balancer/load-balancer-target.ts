import type * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { createNotifyingAlarm, type NotifyingAlarm } from "../shared/alarm";
import { requireValid } from "../shared/validation";
import { applicationTargetAlarms, networkTargetAlarms } from "./alarms";
import type { LoadBalancerChildren } from "./args";
import { createListenerRules, type ListenerRules, type Listeners } from "./listener-rules";
import { createTlsListener } from "./listeners";
import type { AttachedTargetArgs, NetworkEntrance } from "./load-balancer-target-args";
import { validateLoadBalancerTarget } from "./load-balancer-target-validate";
import { applicationGroupAttributes, createTargetGroup, networkGroupAttributes } from "./target-group";
import { targetRequirements, targetSettings, type TargetSettings } from "./target-settings";

/** How a target is reached: its groups and, behind an application load balancer, the rules that lead to them. */
interface Attachment {
  readonly blue: aws.lb.TargetGroup;
  readonly green?: aws.lb.TargetGroup;
  readonly rules?: ListenerRules;
  readonly productionListenerArn: pulumi.Input<string>;
  /** Resolves once the load balancer forwards to the groups. */
  readonly ready: pulumi.Output<unknown>;
}

/** One service behind a {@link LoadBalancer}, which creates it: its target groups, rules and alarms. */
export class LoadBalancerTarget extends pulumi.ComponentResource {
  /** Port on which the service's instances listen. */
  public readonly port: number;
  /** Path of the load balancer's health check. */
  public readonly healthPath: string;
  /** Time for which a deregistered instance may finish its requests. */
  public readonly deregistrationDelaySeconds: number;
  /** Time after which a new instance that answers every check counts as healthy. */
  public readonly healthySeconds: number;
  /** Whether users sign in before their requests reach it, so that a service has to deploy rolling. */
  public readonly isAuthenticated: boolean;
  /** Known once the load balancer forwards to the group, before which ECS refuses a service. */
  public readonly blueTargetGroupArn: pulumi.Output<string>;
  /** Group of the next revision. Undefined behind a network load balancer, as are the rules. */
  public readonly greenTargetGroupArn: pulumi.Output<string> | undefined;
  /** Listener through which clients reach the target. */
  public readonly productionListenerArn: pulumi.Output<string>;
  /** Rule that ECS rewrites when it shifts traffic. */
  public readonly productionRuleArn: pulumi.Output<string> | undefined;
  /** Rule by which a new revision is tested. */
  public readonly testRuleArn: pulumi.Output<string> | undefined;
  /** The load balancer, as CloudWatch's dimension names it. */
  public readonly loadBalancerDimension: pulumi.Output<string>;
  /** Every group that may hold the target's instances, as CloudWatch's dimension names them. */
  public readonly targetGroupDimensions: readonly pulumi.Output<string>[];
  /** Names of the alarms that should stop a deployment. */
  public readonly alarmNames: readonly pulumi.Output<string>[];
  /** Names of those that tell of affected users: errors, and slow answers. */
  public readonly criticalAlarmNames: readonly pulumi.Output<string>[];

  constructor(name: string, args: AttachedTargetArgs, opts?: pulumi.ComponentResourceOptions) {
    requireValid("LoadBalancerTarget", name, args, validateLoadBalancerTarget);
    super("proofpix:load-balancer:LoadBalancerTarget", name, {}, opts);
    const settings = targetSettings(args, args.algorithm);
    const children: LoadBalancerChildren = { name, parent: this, tags: args.tags, transform: args.transform };
    const attachment = attach(children, args, settings);
    const { blue, green, rules } = attachment;
    const alarms = alarmDefinitions(name, args, settings, attachment).map((definition) => ({
      severity: definition.severity,
      name: createNotifyingAlarm(children, definition, args.alarmActions).name,
    }));

    const { port, healthPath, deregistrationDelaySeconds, healthySeconds, isAuthenticated } = targetRequirements(args);
    this.port = port;
    this.healthPath = healthPath;
    this.deregistrationDelaySeconds = deregistrationDelaySeconds;
    this.healthySeconds = healthySeconds;
    this.isAuthenticated = isAuthenticated;
    this.blueTargetGroupArn = onceForwarded(blue, attachment);
    this.greenTargetGroupArn = green && onceForwarded(green, attachment);
    this.productionListenerArn = pulumi.output(attachment.productionListenerArn);
    this.productionRuleArn = rules?.production.arn;
    this.testRuleArn = rules?.test.arn;
    this.loadBalancerDimension = pulumi.output(args.loadBalancer.arnSuffix);
    this.targetGroupDimensions = allGroups(attachment).map((group) => group.arnSuffix);
    this.alarmNames = alarms.map((alarm) => alarm.name);
    this.criticalAlarmNames = alarms.filter(({ severity }) => severity === "critical").map((alarm) => alarm.name);
    this.registerOutputs({
      port: this.port,
      healthPath: this.healthPath,
      blueTargetGroupArn: this.blueTargetGroupArn,
      greenTargetGroupArn: this.greenTargetGroupArn,
      productionListenerArn: this.productionListenerArn,
      productionRuleArn: this.productionRuleArn,
      testRuleArn: this.testRuleArn,
      loadBalancerDimension: this.loadBalancerDimension,
      targetGroupDimensions: this.targetGroupDimensions,
      alarmNames: this.alarmNames,
    });
  }
}

function attach(children: LoadBalancerChildren, args: AttachedTargetArgs, settings: TargetSettings): Attachment {
  const { entrance } = args;
  return entrance.kind === "application"
    ? attachByRules(children, args, settings, entrance)
    : attachByListener(children, args, settings, entrance);
}

function attachByRules(
  children: LoadBalancerChildren,
  { targetName, vpcId }: AttachedTargetArgs,
  settings: TargetSettings,
  listeners: Listeners,
): Attachment {
  const isAuthenticated = settings.authenticate !== undefined;
  const group = { targetName, vpcId, isAuthenticated, attributes: applicationGroupAttributes(settings) };
  const blue = createTargetGroup(children, "blue", group);
  const green = createTargetGroup(children, "green", group);
  const rules = createListenerRules(children, settings, listeners, { blue, green });
  const ready = pulumi.all([rules.production.arn, rules.test.arn]);
  return { blue, green, rules, productionListenerArn: listeners.productionListenerArn, ready };
}

function attachByListener(
  children: LoadBalancerChildren,
  { targetName, vpcId, loadBalancer }: AttachedTargetArgs,
  settings: TargetSettings,
  { certificateArn }: NetworkEntrance,
): Attachment {
  const blue = createTargetGroup(children, "blue", { targetName, vpcId, attributes: networkGroupAttributes(settings) });
  const listener = createTlsListener(children, {
    loadBalancerArn: loadBalancer.arn,
    certificateArn,
    targetGroupArn: blue.arn,
  });
  return { blue, productionListenerArn: listener.arn, ready: listener.arn };
}

function onceForwarded(group: aws.lb.TargetGroup, { ready }: Attachment): pulumi.Output<string> {
  return pulumi.all([group.arn, ready]).apply(([arn]) => arn);
}

function allGroups({ blue, green }: Attachment): aws.lb.TargetGroup[] {
  return green === undefined ? [blue] : [blue, green];
}

function alarmDefinitions(
  name: string,
  args: AttachedTargetArgs,
  settings: TargetSettings,
  attachment: Attachment,
): NotifyingAlarm[] {
  const target = {
    name,
    loadBalancer: args.loadBalancer.arnSuffix,
    targetGroups: allGroups(attachment).map((group) => group.arnSuffix),
  };
  return args.entrance.kind === "application"
    ? applicationTargetAlarms(target, settings.alarms)
    : networkTargetAlarms(target);
}
