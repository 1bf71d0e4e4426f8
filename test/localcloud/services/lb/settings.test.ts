import { describeRules, describeWarnings, type TestCloud } from "../../support";
import { EIP } from "../ec2/network";
import {
  application,
  forwardTo,
  group,
  LISTENER,
  LISTENER_RULE,
  listening,
  LOAD_BALANCER,
  network,
  NOT_FOUND,
  TARGET_GROUP,
} from "./balanced";

const CONFLICT = "InvalidConfigurationRequest";
const INVALID = "ValidationError";

function ofApplication(cloud: TestCloud) {
  const given = application(cloud);
  return { ...given, address: cloud.create(EIP, {}).id, inputs: { name: "api", subnets: given.subnets } };
}

function ofNetwork(cloud: TestCloud) {
  const given = application(cloud);
  const mapped = (mapping: object, changes: object = {}) => ({
    subnets: undefined,
    subnetMappings: [{ subnetId: given.subnetId, ...mapping }],
    ...changes,
  });
  const inputs = { name: "api", loadBalancerType: "network", subnets: [given.subnetId] };
  return { ...given, mapped, address: cloud.create(EIP, {}).id, inputs };
}

describeRules(LOAD_BALANCER, ofApplication, [
  [
    "elastic addresses of an application load balancer",
    ({ subnets, address }) => ({
      subnets: undefined,
      subnetMappings: subnets.map((subnetId) => ({ subnetId, allocationId: address })),
    }),
    ({ subnets }) => ({ subnets: undefined, subnetMappings: subnets.map((subnetId) => ({ subnetId })) }),
    CONFLICT,
    "Elastic IP addresses are supported by internet-facing network load balancers only (subnetMappings[0].allocationId)",
  ],
]);

describeRules(LOAD_BALANCER, ofNetwork, [
  [
    "elastic addresses within the network",
    ({ mapped, address }) => mapped({ allocationId: address }, { internal: true }),
    ({ mapped, address }) => mapped({ allocationId: address }, { internal: false }),
    CONFLICT,
    "Elastic IP addresses are supported by internet-facing network load balancers only",
  ],
  [
    "a private address that faces the internet",
    ({ mapped }) => mapped({ privateIpv4Address: "10.0.0.9" }),
    ({ mapped }) => mapped({ privateIpv4Address: "10.0.0.9" }, { internal: true }),
    CONFLICT,
    "Private IP addresses are supported by internal network load balancers only",
  ],
  [
    "an address of another subnet",
    ({ mapped }) => mapped({ privateIpv4Address: "10.0.1.9" }, { internal: true }),
    ({ mapped }) => mapped({ privateIpv4Address: "10.0.0.9" }, { internal: true }),
    CONFLICT,
    "The private IP address '10.0.1.9' is not within the subnet's 10.0.0.0/24",
  ],
  [
    "AWS's own folder as prefix of logs",
    { accessLogs: { bucket: "logs", enabled: false, prefix: "web/AWSLogs" } },
    { accessLogs: { bucket: "logs", enabled: false, prefix: "web" } },
    CONFLICT,
    "The prefix must not include AWSLogs, nor begin or end with a slash: 'web/AWSLogs' (accessLogs.prefix)",
  ],
  [
    "a prefix of logs that ends with a slash",
    { accessLogs: { bucket: "logs", enabled: false, prefix: "web/" } },
    { accessLogs: { bucket: "logs", enabled: false, prefix: "web/api" } },
    CONFLICT,
    "(accessLogs.prefix)",
  ],
]);

describeWarnings(LOAD_BALANCER, ofNetwork, [
  [
    "an attribute of application load balancers",
    { idleTimeout: 120 },
    { idleTimeout: 60 },
    "network load balancers don't have this attribute (idleTimeout)",
  ],
]);

function targets(cloud: TestCloud) {
  const { vpcId } = application(cloud);
  return { inputs: { name: "targets", vpcId, port: 8080, protocol: "HTTP", targetType: "ip" } };
}

const UDP = { protocol: "UDP" };

describeRules(TARGET_GROUP, targets, [
  [
    "a name and a prefix",
    { namePrefix: "web-" },
    { namePrefix: "web-", name: undefined },
    "ConflictingArguments",
    '"name" conflicts with namePrefix (name, namePrefix)',
  ],
  [
    "no health check",
    { healthCheck: { enabled: false } },
    { healthCheck: { enabled: true } },
    INVALID,
    "Health check enabled must be true for target groups with target type 'ip' (healthCheck.enabled)",
  ],
  [
    "a path with a blank",
    { healthCheck: { path: "/health check" } },
    { healthCheck: { path: "/health%20check?deep=1" } },
    INVALID,
    "(healthCheck.path)",
  ],
  [
    "to hide clients of UDP",
    { ...UDP, preserveClientIp: "false" },
    { ...UDP, preserveClientIp: "true" },
    CONFLICT,
    "Client IP preservation can't be disabled for target groups with the UDP protocol (preserveClientIp)",
  ],
  [
    "to cut connections of UDP",
    { ...UDP, targetHealthStates: [{ enableUnhealthyConnectionTermination: true }] },
    { ...UDP, targetHealthStates: [{ enableUnhealthyConnectionTermination: false }] },
    CONFLICT,
    "Connections to unhealthy targets can't be terminated with the UDP protocol",
  ],
  [
    "to drain what is cut",
    {
      protocol: "TCP",
      targetHealthStates: [{ enableUnhealthyConnectionTermination: true, unhealthyDrainingInterval: 60 }],
    },
    {
      protocol: "TCP",
      targetHealthStates: [{ enableUnhealthyConnectionTermination: false, unhealthyDrainingInterval: 60 }],
    },
    CONFLICT,
    "without termination of connections, got 60 (targetHealthStates[0].unhealthyDrainingInterval)",
  ],
  [
    "sticky sessions of TLS",
    { protocol: "TLS", stickiness: { type: "source_ip" } },
    { protocol: "TCP", stickiness: { type: "source_ip" } },
    CONFLICT,
    "Stickiness type 'source_ip' is not supported for target groups with the TLS protocol (stickiness.type)",
  ],
]);

function ofListener(cloud: TestCloud) {
  const given = listening(cloud);
  return {
    ...given,
    inputs: { loadBalancerArn: given.loadBalancerArn, port: 8080, defaultActions: [NOT_FOUND] },
  };
}

describeWarnings(LISTENER, ofListener, [
  [
    "what an action of another type says",
    ({ green }) => ({ defaultActions: [{ ...forwardTo(green), redirect: { statusCode: "HTTP_301", host: "x.com" } }] }),
    ({ green }) => ({ defaultActions: [forwardTo(green)] }),
    "'redirect' is not for actions of type 'forward' (defaultActions[0].redirect)",
  ],
  [
    "an idle timeout of HTTP",
    { tcpIdleTimeoutSeconds: 60 },
    {},
    "Listeners of HTTP have no idle timeout of TCP (tcpIdleTimeoutSeconds, protocol)",
  ],
]);

describeRules(
  LISTENER,
  (cloud) => {
    const { vpcId, loadBalancerArn } = network(cloud);
    const tcp = group(cloud, vpcId, { name: "tcp", protocol: "TCP" });
    return { inputs: { loadBalancerArn, port: 80, protocol: "TCP", defaultActions: [forwardTo(tcp)] } };
  },
  [
    [
      "an idle timeout of two hours",
      { tcpIdleTimeoutSeconds: 7200 },
      { tcpIdleTimeoutSeconds: 6000 },
      INVALID,
      "(tcpIdleTimeoutSeconds)",
    ],
  ],
);

function where(...conditions: object[]) {
  return { conditions };
}

function paths(...values: string[]) {
  return { pathPattern: { values } };
}

describeRules(
  LISTENER_RULE,
  (cloud) => {
    const { listenerArn, green } = listening(cloud);
    return { inputs: { listenerArn, priority: 20, actions: [forwardTo(green)], ...where(paths("/api/*")) } };
  },
  [
    [
      "seven wildcards",
      where(paths("/*/*/*", "/a/*/*/*/*")),
      where(paths("/*/*/*", "/a/*/*/*")),
      INVALID,
      "A rule can only have '6' condition wildcards, got 7 (conditions)",
    ],
    [
      "no values",
      where({ pathPattern: { values: [] } }),
      where(paths("/api")),
      INVALID,
      "A condition has either values or regexValues, got 0 of them (conditions[0].pathPattern)",
    ],
    [
      "values and expressions",
      where({ pathPattern: { values: ["/api"], regexValues: ["^/api"] } }),
      where({ pathPattern: { regexValues: ["^/api"] } }),
      INVALID,
      "got 2 of them",
    ],
    [
      "an address behind its block's prefix",
      where({ sourceIp: { values: ["10.0.0.1/24"] } }),
      where({ sourceIp: { values: ["10.0.0.0/24"] } }),
      INVALID,
      "Condition value '10.0.0.1/24' is not a valid CIDR block (conditions[0].sourceIp.values[0])",
    ],
    [
      "the host as a header",
      where({ httpHeader: { httpHeaderName: "Host", values: ["x.com"] } }),
      where({ httpHeader: { httpHeaderName: "X-Host", values: ["x.com"] } }),
      INVALID,
      "An http-header condition can't be on the host header",
    ],
    [
      "a query of nothing",
      where({ queryStrings: [{ key: "version" }] }),
      where({ queryStrings: [{ key: "version", value: "1" }] }),
      INVALID,
      "(conditions[0].queryStrings[0].value)",
    ],
  ],
);
