import type { DeployedResource } from "../support/judge-pack";
import { arn, component, deployed, identified, type Shapes } from "./shape";
import { TAGS, watched } from "./context";

const LOAD_BALANCER = arn("elasticloadbalancing", "loadbalancer/app/shop/50dc6c495c0c9188");
const GROUP = arn("elasticloadbalancing", "targetgroup/shop/73e2d6bc24d8a067");

/** A public port, in the group itself, as awsx and many programs write it. */
function securityGroup(parent?: DeployedResource): DeployedResource {
  const from = (port: number) => ({
    fromPort: port,
    toPort: port,
    protocol: "tcp",
    cidrBlocks: ["0.0.0.0/0"],
    ipv6CidrBlocks: ["::/0"],
  });
  return deployed(
    "aws:ec2/securityGroup:SecurityGroup",
    "shop",
    {
      name: "shop-7d21",
      vpcId: "vpc-0d3f",
      ingress: [from(80), from(443)],
      egress: [{ fromPort: 3000, toPort: 3000, protocol: "tcp", cidrBlocks: ["10.0.0.0/16"] }],
      tags: TAGS,
    },
    {
      ...(parent && { parent }),
      outputs: { id: "sg-0a11", arn: arn("ec2", "security-group/sg-0a11"), ownerId: "123456789012" },
    },
  );
}

function loadBalancer(module: string, group: DeployedResource, parent?: DeployedResource): DeployedResource {
  return deployed(
    `aws:${module}/loadBalancer:LoadBalancer`,
    "shop",
    {
      name: "shop-b2c9",
      securityGroups: ["sg-0a11"],
      subnets: ["subnet-0a1", "subnet-0b2"],
      dropInvalidHeaderFields: true,
      enableDeletionProtection: true,
      accessLogs: { bucket: "logs-of-the-account", enabled: true },
      tags: TAGS,
    },
    {
      ...(parent && { parent }),
      references: { securityGroups: [group] },
      outputs: {
        arn: LOAD_BALANCER,
        id: LOAD_BALANCER,
        internal: false,
        loadBalancerType: "application",
        desyncMitigationMode: "defensive",
        subnetMappings: [{ subnetId: "subnet-0a1" }, { subnetId: "subnet-0b2" }],
        tagsAll: TAGS,
      },
    },
  );
}

function targetGroup(module: string, parent?: DeployedResource): DeployedResource {
  return deployed(
    `aws:${module}/targetGroup:TargetGroup`,
    "shop",
    {
      name: "shop-1e44",
      vpcId: "vpc-0d3f",
      targetType: "ip",
      port: 3000,
      protocol: "HTTP",
      deregistrationDelay: 30,
      healthCheck: {
        path: "/health",
        interval: 15,
        timeout: 5,
        healthyThreshold: 2,
        unhealthyThreshold: 3,
        matcher: "200",
      },
      tags: TAGS,
    },
    {
      ...(parent && { parent }),
      outputs: { arn: GROUP, id: GROUP, arnSuffix: "targetgroup/shop-1e44/73e2d6bc24d8a067", loadBalancerArns: [] },
    },
  );
}

const REDIRECT = { type: "redirect", redirect: { port: "443", protocol: "HTTPS", statusCode: "HTTP_301" } };

function listeners(module: string, balancer: DeployedResource, group: DeployedResource, parent?: DeployedResource) {
  const listener = (index: number, inputs: Readonly<Record<string, unknown>>) =>
    deployed(
      `aws:${module}/listener:Listener`,
      `shop-${index}`,
      { loadBalancerArn: LOAD_BALANCER, ...inputs },
      {
        ...(parent && { parent }),
        references: { loadBalancerArn: [balancer], defaultActions: [group] },
        outputs: identified("elasticloadbalancing", `listener/app/shop/50dc6c495c0c9188/${index}`),
      },
    );
  return [
    listener(0, { port: 80, protocol: "HTTP", defaultActions: [REDIRECT] }),
    listener(1, {
      port: 443,
      protocol: "HTTPS",
      sslPolicy: "ELBSecurityPolicy-TLS13-1-2-2021-06",
      certificateArn: arn("acm", "certificate/4c1f"),
      defaultActions: [{ type: "forward", targetGroupArn: GROUP }],
    }),
  ];
}

/** A firewall that is managed elsewhere protects all load balancers; each has an association. */
function firewall(balancer: DeployedResource): readonly DeployedResource[] {
  return [
    deployed(
      "aws:wafv2/webAclAssociation:WebAclAssociation",
      "shop",
      { resourceArn: LOAD_BALANCER, webAclArn: arn("wafv2", "regional/webacl/account/1a2b") },
      { references: { resourceArn: [balancer] }, outputs: { id: "1a2b" } },
    ),
  ];
}

function balanced(module: string, parent?: DeployedResource): readonly DeployedResource[] {
  const group = securityGroup(parent);
  const balancer = loadBalancer(module, group, parent);
  const targets = targetGroup(module, parent);
  return [
    ...(parent ? [parent] : []),
    group,
    balancer,
    ...watched(targets),
    ...listeners(module, balancer, targets, parent),
    ...firewall(balancer),
  ];
}

/** The service's load balancers come from the component of awsx, whose outputs depend on it as a whole. */
function serviceBehindAwsx(): readonly DeployedResource[] {
  const balancer = component("awsx:lb:ApplicationLoadBalancer", "shop");
  const service = deployed(
    "aws:ecs/service:Service",
    "web",
    {
      name: "web-51c2",
      cluster: arn("ecs", "cluster/shop"),
      desiredCount: 3,
      deploymentCircuitBreaker: { enable: true, rollback: true },
      healthCheckGracePeriodSeconds: 60,
      launchType: "FARGATE",
      loadBalancers: [{ containerName: "container", containerPort: 3000, targetGroupArn: GROUP }],
      propagateTags: "SERVICE",
      tags: TAGS,
      taskDefinition: arn("ecs", "task-definition/web:7"),
    },
    { references: { loadBalancers: [balancer] }, outputs: identified("ecs", "service/shop/web-51c2") },
  );
  return [...balanced("lb", balancer), ...watched(service)];
}

export const LOAD_BALANCERS: Shapes = {
  "a load balancer of aws.lb": { resources: balanced("lb") },
  "a load balancer of aws.alb": { resources: balanced("alb") },
  "a load balancer by the type's former name, aws.elasticloadbalancingv2": {
    resources: balanced("elasticloadbalancingv2"),
  },
  "a load balancer by the type's former name, aws.applicationloadbalancing": {
    resources: balanced("applicationloadbalancing"),
  },
  "awsx.lb.ApplicationLoadBalancer with a service behind it": { resources: serviceBehindAwsx() },
};
