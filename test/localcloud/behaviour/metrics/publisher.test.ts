import { metricPublisher } from "../../../../localcloud/behaviour/metrics/publisher";
import type { RunningInstance } from "../../../../localcloud/behaviour/model/instance";
import type { ServedRequests } from "../../../../localcloud/behaviour/model/observation";
import type { RunningTask } from "../../../../localcloud/behaviour/model/task";
import type { CloudResource } from "../../../../localcloud/model/resource";
import { resource, smallWorld, START } from "../support/deployed";

const SERVICE_ARN = "arn:aws:ecs:eu-west-1:123456789012:service/shop/web";
const CLUSTER = resource(
  "aws:ecs/cluster:Cluster",
  "arn:aws:ecs:eu-west-1:123456789012:cluster/shop",
  { name: "shop", settings: [{ name: "containerInsights", value: "enhanced" }] },
  { name: "shop" },
);
const SERVICE = resource(
  "aws:ecs/service:Service",
  SERVICE_ARN,
  { cluster: CLUSTER.id, desiredCount: 3 },
  { name: "web" },
);
const GROUP = resource("aws:autoscaling/group:Group", "fleet", {
  minSize: 1,
  maxSize: 4,
  desiredCapacity: 2,
  enabledMetrics: ["GroupDesiredCapacity", "GroupInServiceInstances"],
  launchTemplate: { id: "lt-1" },
});
const LAUNCH_TEMPLATE = resource("aws:ec2/launchTemplate:LaunchTemplate", "lt-1", { monitoring: { enabled: true } });
const OF_SERVICE = { ClusterName: "shop", ServiceName: "web" };
const MINUTE = 60_000;

function task(name: string, other: Partial<RunningTask> = {}): RunningTask {
  const arn = `arn:aws:ecs:eu-west-1:123456789012:task/shop/${name}`;
  const common = { arn, region: "eu-west-1", serviceArn: SERVICE_ARN, cpu: 512, memory: 1024, instanceId: "i-1" };
  return { ...common, lastStatus: "RUNNING", startedAt: START - MINUTE, ...other } as RunningTask;
}

function instance(id: string): RunningInstance {
  const containerInstance = { registeredCpu: 2048, registeredMemory: 8192 };
  const common = { id, region: "eu-west-1", autoScalingGroupName: "fleet", lifecycleState: "InService" };
  return { ...common, inServiceAt: START - MINUTE, containerInstance } as unknown as RunningInstance;
}

function world(tasks: readonly RunningTask[] = [], other: readonly CloudResource[] = [CLUSTER, SERVICE]) {
  const small = smallWorld([metricPublisher], ...other);
  small.running.apply(tasks.map((value) => ({ kind: "task", id: value.arn, value })));
  small.world.start();
  small.until(0);
  const read = (
    namespace: string,
    metricName: string,
    dimensions: Record<string, string>,
    statistic: string,
    minute = 0,
  ) => {
    const from = START + minute * MINUTE;
    return small.metrics.values(
      { region: "eu-west-1", namespace, metricName, dimensions },
      statistic,
      60,
      from,
      from + MINUTE,
    )[0];
  };
  const use = (name: string, seconds: number, cpu: number, memory: number): void => {
    small.until(seconds);
    small.world.observe({ kind: "task-usage", taskArn: task(name).arn, cpu, memory });
    small.until(seconds);
  };
  return { ...small, read, use };
}

describe("metrics of tasks", () => {
  it("are percentages of what a task reserves, one value of each task, a minute late", () => {
    const { until, read, use } = world([task("one"), task("two")]);
    use("one", 20, 100, 256);
    use("one", 40, 156, 768);
    use("two", 60, 512, 1024);
    until(121);
    expect(read("AWS/ECS", "CPUUtilization", OF_SERVICE, "Average")).toBeUndefined();
    until(122);
    // 128 of 512 units, and 512 of 512.
    expect(read("AWS/ECS", "CPUUtilization", OF_SERVICE, "Average")).toBe(62.5);
    expect(read("AWS/ECS", "CPUUtilization", OF_SERVICE, "Minimum")).toBe(25);
    expect(read("AWS/ECS", "CPUUtilization", OF_SERVICE, "Maximum")).toBe(100);
    // Service utilization metrics: the number of values of a minute is that of the tasks.
    expect(read("AWS/ECS", "CPUUtilization", OF_SERVICE, "SampleCount")).toBe(2);
    expect(read("AWS/ECS", "MemoryUtilization", OF_SERVICE, "Average")).toBe(75);
    expect(read("AWS/ECS", "CPUUtilization", OF_SERVICE, "Average", 1)).toBeUndefined();
  });

  it("have no value where no task reports", () => {
    const { until, read } = world([task("one")]);
    until(300);
    expect([0, 1, 2, 3].map((minute) => read("AWS/ECS", "CPUUtilization", OF_SERVICE, "Average", minute))).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
  });

  it("count tasks where the cluster has Container Insights", () => {
    const { until, read } = world([
      task("one"),
      task("two", { lastStatus: "PENDING" }),
      task("old", { lastStatus: "STOPPED" }),
    ]);
    until(61);
    const of = (name: string) => read("ECS/ContainerInsights", name, OF_SERVICE, "Minimum");
    expect(["RunningTaskCount", "PendingTaskCount", "DesiredTaskCount", "DeploymentCount"].map(of)).toEqual([
      1, 1, 3, 1,
    ]);
  });

  it("aren't counted without Container Insights", () => {
    const { until, metrics } = world([task("one")], [{ ...CLUSTER, inputs: { name: "shop" } }, SERVICE]);
    until(300);
    expect(metrics.all()).toEqual([]);
  });
});

describe("metrics of instances", () => {
  it("add up what their tasks use", () => {
    const small = world(
      [task("one"), task("two"), task("three", { instanceId: "i-2" })],
      [CLUSTER, SERVICE, GROUP, LAUNCH_TEMPLATE],
    );
    small.running.apply([instance("i-1"), instance("i-2")].map((value) => ({ kind: "instance", id: value.id, value })));
    small.use("one", 30, 512, 1024);
    small.use("two", 30, 512, 1024);
    small.use("three", 30, 0, 819.2);
    small.until(122);
    const group = { AutoScalingGroupName: "fleet" };
    expect(small.read("AWS/EC2", "CPUUtilization", group, "Average")).toBe(25);
    expect(small.read("AWS/EC2", "CPUUtilization", { InstanceId: "i-1" }, "Average")).toBe(50);
    expect(small.read("CWAgent", "mem_used_percent", group, "Maximum")).toBe(25);
    expect(small.read("CWAgent", "mem_used_percent", group, "Minimum")).toBeCloseTo(10, 9);
    expect(small.read("AWS/AutoScaling", "GroupDesiredCapacity", group, "Average")).toBe(2);
    expect(small.read("AWS/AutoScaling", "GroupInServiceInstances", group, "Average")).toBe(2);
  });

  it("come each five minutes without detailed monitoring", () => {
    const small = world([task("one")], [CLUSTER, SERVICE, GROUP, { ...LAUNCH_TEMPLATE, inputs: {} }]);
    small.running.apply([{ kind: "instance", id: "i-1", value: instance("i-1") }]);
    for (let minute = 0; minute < 6; minute++) small.use("one", minute * 60 + 30, 512, 1024);
    small.until(600);
    const of = (minute: number) => small.read("AWS/EC2", "CPUUtilization", { InstanceId: "i-1" }, "Average", minute);
    expect([0, 1, 2, 3, 4, 5].map(of)).toEqual([25, undefined, undefined, undefined, undefined, 25]);
  });
});

const LOAD_BALANCER = "arn:aws:elasticloadbalancing:eu-west-1:123456789012:loadbalancer/app/shop/50dc6c495c0c9188";
const TARGET_GROUP = "arn:aws:elasticloadbalancing:eu-west-1:123456789012:targetgroup/web/943f017f100becff";
const SERVED: ServedRequests = {
  kind: "requests",
  loadBalancerArn: LOAD_BALANCER,
  targetGroupArn: TARGET_GROUP,
  target: "target",
  availabilityZone: "eu-west-1a",
  count: 100,
  byTargetStatus: { "200": 90, "204": 4, "404": 1, "500": 5 },
  byLoadBalancerStatus: {},
  responseTimes: [
    { seconds: 0.1, count: 95 },
    { seconds: 2, count: 5 },
  ],
};
const OF_BALANCER = { LoadBalancer: "app/shop/50dc6c495c0c9188" };
const OF_GROUP = { ...OF_BALANCER, TargetGroup: "targetgroup/web/943f017f100becff" };

describe("metrics of load balancers", () => {
  it("count the answers of targets at once, by load balancer, target group and zone", () => {
    const { world: small, until, read } = world();
    until(60);
    small.observe(SERVED);
    until(60);
    const elb = (name: string, of: Record<string, string>, statistic = "Sum") =>
      read("AWS/ApplicationELB", name, of, statistic);
    for (const each of [OF_BALANCER, OF_GROUP, { ...OF_BALANCER, AvailabilityZone: "eu-west-1a" }]) {
      expect(elb("RequestCount", each)).toBe(100);
      expect(elb("HTTPCode_Target_2XX_Count", each)).toBe(94);
      expect(elb("HTTPCode_Target_4XX_Count", each)).toBe(1);
      expect(elb("HTTPCode_Target_5XX_Count", each)).toBe(5);
    }
    expect(elb("TargetResponseTime", OF_GROUP, "p95")).toBe(0.1);
    expect(elb("TargetResponseTime", OF_GROUP, "p96")).toBe(2);
    expect(elb("TargetResponseTime", OF_GROUP, "Sum")).toBeCloseTo(19.5, 9);
    expect(elb("TargetResponseTime", OF_GROUP, "SampleCount")).toBe(100);
    expect(elb("HTTPCode_Target_3XX_Count", OF_GROUP)).toBeUndefined();
    expect(elb("RequestCountPerTarget", { TargetGroup: OF_GROUP.TargetGroup })).toBeUndefined();
  });

  it("count what the load balancer answers by itself apart", () => {
    const { world: small, until, read } = world();
    until(30);
    small.observe({
      ...SERVED,
      targetGroupArn: undefined,
      byTargetStatus: {},
      byLoadBalancerStatus: { "503": 7 },
      responseTimes: [],
    });
    until(31);
    const elb = (name: string) => read("AWS/ApplicationELB", name, OF_BALANCER, "Sum");
    expect([elb("HTTPCode_ELB_5XX_Count"), elb("HTTPCode_ELB_503_Count"), elb("RequestCount")]).toEqual([
      7,
      7,
      undefined,
    ]);
  });

  it("have no value where nothing was asked, and no zone where none is known", () => {
    const { world: small, until, metrics } = world();
    until(30);
    const nothing = { ...SERVED, count: 0, byTargetStatus: { "200": 0 }, responseTimes: [] };
    small.observe(nothing);
    until(31);
    expect(metrics.all()).toEqual([]);
    small.observe({ ...nothing, availabilityZone: "", byLoadBalancerStatus: { "503": 1 } });
    until(32);
    expect(metrics.all().map(({ dimensions }) => dimensions)).toEqual([OF_BALANCER, OF_BALANCER]);
  });

  it("divide requests by the healthy targets", () => {
    const { world: small, running, until, read } = world();
    const common = {
      targetGroupArn: TARGET_GROUP,
      targetId: "10.0.0.1",
      availabilityZone: "eu-west-1a",
      registeredAt: START,
    };
    running.apply([
      { kind: "target", id: "1", value: { ...common, port: 1, state: "healthy" } },
      { kind: "target", id: "2", value: { ...common, port: 2, state: "healthy" } },
      { kind: "target", id: "3", value: { ...common, port: 3, state: "draining" } },
    ]);
    small.observe(SERVED);
    until(1);
    const { TargetGroup } = OF_GROUP;
    // What is reported at a minute's very beginning is of the minute before.
    expect(read("AWS/ApplicationELB", "RequestCountPerTarget", { TargetGroup }, "Sum", -1)).toBe(50);
  });

  it("count flows of a Network Load Balancer", () => {
    const { world: small, until, read } = world();
    until(30);
    small.observe({ ...SERVED, loadBalancerArn: LOAD_BALANCER.replace("/app/", "/net/") });
    until(31);
    expect(read("AWS/NetworkELB", "NewFlowCount", { LoadBalancer: "net/shop/50dc6c495c0c9188" }, "Sum")).toBe(100);
  });
});

describe("metrics of queues", () => {
  it("tell how many messages wait, and since when", () => {
    const { world: small, until, read } = world();
    until(30);
    small.observe({
      kind: "queue-depth",
      queueName: "jobs",
      region: "eu-west-1",
      visible: 12,
      notVisible: 3,
      oldestAgeSeconds: 90,
    });
    until(31);
    const of = (name: string) => read("AWS/SQS", name, { QueueName: "jobs" }, "Maximum");
    expect(of("ApproximateNumberOfMessagesVisible")).toBe(12);
    expect(of("ApproximateNumberOfMessagesNotVisible")).toBe(3);
    expect(of("ApproximateNumberOfMessagesDelayed")).toBe(0);
    expect(of("ApproximateAgeOfOldestMessage")).toBe(90);
  });
});
