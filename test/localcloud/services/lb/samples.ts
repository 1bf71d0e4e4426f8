import type { Samples } from "../../limits/samples";
import { BALANCER, CERTIFICATE, LISTENER, TAGS, TARGETS } from "../../limits/samples/values";

/** What usual programs ask of load balancers, by resource type: AWS accepts all of it. */
export const SAMPLES: Samples = {
  "aws:lb/loadBalancer:LoadBalancer": {
    name: "proofpix-production",
    loadBalancerType: "application",
    ipAddressType: "ipv4",
    subnets: ["subnet-1", "subnet-2"],
    securityGroups: ["sg-1"],
    idleTimeout: 60,
    desyncMitigationMode: "defensive",
    tags: TAGS,
  },
  "aws:lb/targetGroup:TargetGroup": {
    namePrefix: "blue-",
    port: 8080,
    protocol: "HTTP",
    protocolVersion: "HTTP1",
    targetType: "ip",
    vpcId: "vpc-1",
    deregistrationDelay: 30,
    slowStart: 0,
    loadBalancingAlgorithmType: "least_outstanding_requests",
    stickiness: { enabled: false, type: "lb_cookie", cookieDuration: 86400 },
    healthCheck: {
      enabled: true,
      path: "/health",
      port: "traffic-port",
      protocol: "HTTP",
      interval: 30,
      timeout: 5,
      healthyThreshold: 2,
      unhealthyThreshold: 3,
      matcher: "200-299",
    },
    tags: TAGS,
  },
  "aws:lb/listener:Listener": {
    loadBalancerArn: BALANCER,
    port: 443,
    protocol: "HTTPS",
    sslPolicy: "ELBSecurityPolicy-TLS13-1-2-2021-06",
    certificateArn: CERTIFICATE,
    defaultActions: [
      {
        type: "forward",
        forward: {
          targetGroups: [
            { arn: TARGETS, weight: 100 },
            { arn: TARGETS, weight: 0 },
          ],
          stickiness: { enabled: false, duration: 1 },
        },
      },
    ],
    tags: TAGS,
  },
  "aws:lb/listenerRule:ListenerRule": {
    listenerArn: LISTENER,
    priority: 100,
    actions: [{ type: "redirect", redirect: { port: "443", protocol: "HTTPS", statusCode: "HTTP_301" } }],
    conditions: [{ pathPattern: { values: ["/api/*"] } }, { hostHeader: { values: ["api.example.com"] } }],
  },
  "aws:lb/listenerCertificate:ListenerCertificate": { listenerArn: LISTENER, certificateArn: CERTIFICATE },
};
