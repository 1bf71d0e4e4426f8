import type { CloudResource } from "../../../../localcloud/model/resource";
import type { Properties } from "../../../../localcloud/model/values";
import { CLUSTER_ARN, service, taskDefinition } from "../../behaviour/ecs/tasks/cluster";
import { resource } from "../../behaviour/support/deployed";
import { forwardTo, listener, loadBalancer, rule, subnet, targetGroup } from "../../dataplane/support/resources";
import { account, script } from "../../runtimes/support/sample-tasks";

const LOAD_BALANCER = loadBalancer();
const LISTENER = listener(LOAD_BALANCER);

/** Asked each ten seconds, and answered well twice, before it gets requests. */
const CHECKED: Properties = {
  deregistrationDelay: 60, // three seconds on a clock that runs twenty times as fast: a busy machine is slow to answer
  healthCheck: {
    interval: 10,
    timeout: 5,
    healthyThreshold: 2,
    unhealthyThreshold: 2,
    path: "/health",
    matcher: "200",
  },
};
const BLUE = targetGroup("blue", CHECKED);
const GREEN = targetGroup("green", CHECKED);

const PRODUCTION = rule(LISTENER, 10, {
  actions: [
    forwardTo([
      [BLUE, 100],
      [GREEN, 0],
    ]),
  ],
});

/** Answers with its version after some milliseconds, as a program does that works on requests. */
const SERVER = `
  const { createServer } = require("node:http");
  const server = createServer((request, response) => setTimeout(() => response.end(process.env.VERSION), 5));
  server.listen(3000, () => console.log("listening"));
  process.on("SIGTERM", () => process.exit(0));`;

/**
 * Takes ten milliseconds of a processor for each request, however long it waits for it on a busy machine, but none for
 * those of health checks, which come often on a fast clock.
 */
const BUSY_SERVER = SERVER.replace(
  "setTimeout(() => response.end(process.env.VERSION), 5)",
  `{
    const used = () => process.cpuUsage().user + process.cpuUsage().system;
    const until = used() + (request.url === "/health" ? 0 : 10_000);
    while (used() < until);
    response.end(process.env.VERSION);
  }`,
);

/** Ends as soon as it has said why. */
const CRASHING = `console.log("no settings were found"); process.exit(3);`;

/** A version of the product; one that is bad ends as soon as it has started. */
export function version(revision: number, { isBad = false } = {}): CloudResource {
  return versionOf(isBad ? CRASHING : SERVER, revision);
}

/** A version that takes processor time, of an eighth of a vCPU: few enough for a busy machine to have several. */
export function busyVersion(revision: number): CloudResource {
  return versionOf(BUSY_SERVER, revision, { cpu: "128", memory: "512" });
}

function versionOf(program: string, revision: number, inputs: Properties = {}): CloudResource {
  const container = script("application", program, {
    portMappings: [{ containerPort: 3000, hostPort: 3000, protocol: "tcp" }],
    environment: [{ name: "VERSION", value: String(revision) }],
    stopTimeout: 5,
  });
  return taskDefinition([container], inputs, revision);
}

const BEHIND_LOAD_BALANCER = { targetGroupArn: BLUE.id, containerName: "application", containerPort: 3000 };

/** Two tasks behind a load balancer, replaced one after another. */
export function rollingService(revision: number, inputs: Properties = {}): CloudResource {
  return service({
    taskDefinition: version(revision).id,
    networkConfiguration: { subnets: ["subnet-a"], securityGroups: ["sg-1"] },
    deploymentConfiguration: { strategy: "ROLLING" },
    deploymentCircuitBreaker: { enable: true, rollback: true },
    loadBalancers: [BEHIND_LOAD_BALANCER],
    waitForSteadyState: true,
    ...inputs,
  });
}

/** How traffic comes to a new version: all of it at once, a tenth of it first, or a third after another. */
const SHIFTS = {
  "blue/green": { strategy: "BLUE_GREEN" },
  canary: { strategy: "CANARY", canaryConfiguration: { canaryPercent: 10, canaryBakeTimeInMinutes: "1" } },
  linear: { strategy: "LINEAR", linearConfiguration: { stepPercent: 33.4, stepBakeTimeInMinutes: "1" } },
} as const;

/** How a new version takes the place of the one before. */
export type Rollout = "rolling" | keyof typeof SHIFTS;
export const ROLLOUTS: readonly Rollout[] = ["rolling", "blue/green", "canary", "linear"];

/** The same service with another way to roll out versions. */
export function serviceRolledOut(rollout: Rollout, revision: number): CloudResource {
  if (rollout === "rolling") return rollingService(revision);
  const advancedConfiguration = {
    alternateTargetGroupArn: GREEN.id,
    productionListenerRule: PRODUCTION.id,
    roleArn: "arn:aws:iam::123456789012:role/traffic-shift",
  };
  return rollingService(revision, {
    deploymentConfiguration: { bakeTimeInMinutes: "1", ...SHIFTS[rollout] },
    loadBalancers: [{ ...BEHIND_LOAD_BALANCER, advancedConfiguration }],
  });
}

/** What a service needs: its image and log group, a zone, a cluster, a load balancer and two target groups. */
export function shop(): CloudResource[] {
  const zone = subnet();
  const { availabilityZone } = zone.inputs;
  return [
    ...account(),
    { ...zone, inputs: { ...zone.inputs, cidrBlock: "10.0.0.0/20", vpcId: "vpc-1" }, computed: { availabilityZone } },
    resource("aws:ecs/cluster:Cluster", CLUSTER_ARN, { name: "shop" }, { name: "shop" }),
    resource("aws:ecs/clusterCapacityProviders:ClusterCapacityProviders", "shop", {
      clusterName: "shop",
      capacityProviders: ["FARGATE"],
    }),
    ...[LOAD_BALANCER, LISTENER, BLUE, GREEN, PRODUCTION],
  ];
}
