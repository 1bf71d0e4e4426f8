import { METRIC_ALARM } from "../../../../localcloud/behaviour/cloudwatch/alarm-definition";
import type { Properties } from "../../../../localcloud/model/values";
import { serving } from "../../services/ecs/serving";
import { SERVICE } from "../../services/ecs/tasks";
import { type ApiRehearsal, apiRehearsal, NOON } from "../support";

const GROUP = { logGroupName: "/shop" };

/** An alarm on jobs, and a group of logs with three lines in two streams. */
function observed(): ApiRehearsal {
  const rehearsal = apiRehearsal();
  const { test, logs } = rehearsal;
  test.create(METRIC_ALARM, {
    ...{ name: "many-jobs", namespace: "Shop", metricName: "Jobs", statistic: "Sum", period: 60 },
    ...{ evaluationPeriods: 1, threshold: 10, comparisonOperator: "GreaterThanThreshold" },
  });
  test.create("aws:cloudwatch/logGroup:LogGroup", { name: "/shop", retentionInDays: 7 });
  const line = { region: "eu-west-1", group: "/shop" };
  logs.add([
    { ...line, stream: "a", at: NOON, message: "GET /" },
    { ...line, stream: "b", at: NOON + 1000, message: "ERROR lost" },
    { ...line, stream: "a", at: NOON + 2000, message: "GET /photos" },
  ]);
  return rehearsal;
}

function messagesOf({ events }: Properties): unknown[] {
  return (events as Properties[]).map(({ message }) => message);
}

describe("Amazon CloudWatch", () => {
  it("rings an alarm on data that somebody puts, and tells its history", async () => {
    const { call, pass, now } = observed();
    await call("cloudwatch", "PutMetricData", {
      ...{ Namespace: "Shop", MetricData: [{ MetricName: "Jobs", Values: [5, 2], Counts: [2, 1], Timestamp: now() }] },
    });
    pass(180);
    const { MetricAlarms } = await call("cloudwatch", "DescribeAlarms", { StateValue: "ALARM" });
    const { AlarmHistoryItems } = await call("cloudwatch", "DescribeAlarmHistory", {
      ...{ AlarmName: "many-jobs", HistoryItemType: "StateUpdate" },
    });

    expect(MetricAlarms).toMatchObject([
      { AlarmName: "many-jobs", StateValue: "ALARM", MetricName: "Jobs", Period: 60 },
    ]);
    expect(AlarmHistoryItems).toMatchObject([{ HistorySummary: "Alarm updated from INSUFFICIENT_DATA to ALARM" }]);
  });

  it("sets the state of an alarm, and of none that isn't there", async () => {
    const { call, pass } = observed();
    pass(60);
    const set = (AlarmName: string, StateValue = "OK"): Promise<Properties> =>
      call("cloudwatch", "SetAlarmState", { AlarmName, StateValue, StateReason: "test" });
    await set("many-jobs");
    const { MetricAlarms } = await call("cloudwatch", "DescribeAlarms", { AlarmNamePrefix: "many" });

    expect(MetricAlarms).toMatchObject([{ StateValue: "OK", StateReason: "test" }]);
    await expect(set("other")).rejects.toMatchObject({ code: "ResourceNotFound" });
    await expect(set("many-jobs", "RED")).rejects.toMatchObject({ code: "InvalidParameterValue" });
  });

  it("gets values of metrics and of expressions on them, and lists the metrics", async () => {
    const { call, now } = observed();
    const metric = { Namespace: "Shop", MetricName: "Jobs", Dimensions: [{ Name: "Queue", Value: "photos" }] };
    const { Namespace, ...datum } = metric;
    const at = (minutes: number): number => now() + minutes * 60_000;
    await call("cloudwatch", "PutMetricData", {
      Namespace,
      MetricData: [
        { ...datum, Value: 3, Timestamp: at(-2) },
        { ...datum, Timestamp: at(-1), StatisticValues: { SampleCount: 3, Sum: 9, Minimum: 2, Maximum: 4 } },
      ],
    });
    const range = { StartTime: at(-3), EndTime: at(1) };
    const { MetricDataResults } = await call("cloudwatch", "GetMetricData", {
      ...range,
      MetricDataQueries: [
        { Id: "sum", MetricStat: { Metric: metric, Period: 60, Stat: "Sum" }, ReturnData: false },
        { Id: "most", MetricStat: { Metric: metric, Period: 60, Stat: "Maximum" } },
        { Id: "twice", Expression: "sum * 2", Label: "double" },
      ],
    });
    const { Datapoints } = await call("cloudwatch", "GetMetricStatistics", {
      ...{ ...metric, ...range, Period: 60, Statistics: ["Sum", "SampleCount"] },
    });

    expect(MetricDataResults).toEqual([
      { Id: "most", Label: "Jobs", Values: [4, 3], Timestamps: [at(-1), at(-2)], StatusCode: "Complete" },
      { Id: "twice", Label: "double", Values: [18, 6], Timestamps: [at(-1), at(-2)], StatusCode: "Complete" },
    ]);
    expect(Datapoints).toEqual([
      { Timestamp: at(-2), Sum: 3, SampleCount: 1 },
      { Timestamp: at(-1), Sum: 9, SampleCount: 3 },
    ]);
    expect(await call("cloudwatch", "ListMetrics", { Namespace })).toEqual({ Metrics: [metric] });
    await expect(call("cloudwatch", "PutMetricData", { Namespace: "AWS/ECS", MetricData: [] })).rejects.toMatchObject({
      code: "InvalidParameterValue",
    });
  });
});

describe("Amazon CloudWatch Logs", () => {
  it("describes groups and streams", async () => {
    const { call } = observed();
    const { logGroups } = await call("logs", "DescribeLogGroups", { logGroupNamePrefix: "/sh" });
    const { logStreams } = await call("logs", "DescribeLogStreams", {
      ...GROUP,
      orderBy: "LastEventTime",
      descending: true,
    });

    expect(logGroups).toMatchObject([{ ...GROUP, retentionInDays: 7 }]);
    expect(logStreams).toMatchObject([
      { logStreamName: "a", firstEventTimestamp: NOON, lastEventTimestamp: NOON + 2000 },
      { logStreamName: "b" },
    ]);
  });

  it("gets the lines of a stream, and goes on from where it was", async () => {
    const { call } = observed();
    const stream = { ...GROUP, logStreamName: "a" };
    const first = await call("logs", "GetLogEvents", { ...stream, startFromHead: true, limit: 1 });
    const second = await call("logs", "GetLogEvents", { ...stream, nextToken: first.nextForwardToken });
    const third = await call("logs", "GetLogEvents", { ...stream, nextToken: second.nextForwardToken });

    expect([first, second, third].map(messagesOf)).toEqual([["GET /"], ["GET /photos"], []]);
    expect(third.nextForwardToken).toBe(second.nextForwardToken);
    expect(messagesOf(await call("logs", "GetLogEvents", { ...stream, limit: 1 }))).toEqual(["GET /photos"]);
    await expect(call("logs", "GetLogEvents", { ...GROUP, logStreamName: "c" })).rejects.toMatchObject({
      code: "ResourceNotFoundException",
    });
  });

  it("filters the lines of all streams", async () => {
    const { call } = observed();
    const filter = (change: Properties): Promise<Properties> =>
      call("logs", "FilterLogEvents", { ...GROUP, ...change });

    expect(messagesOf(await filter({ filterPattern: "GET" }))).toEqual(["GET /", "GET /photos"]);
    expect(messagesOf(await filter({ startTime: NOON + 1000 }))).toEqual(["ERROR lost", "GET /photos"]);
    expect(messagesOf(await filter({ logStreamNamePrefix: "b" }))).toEqual(["ERROR lost"]);
    const { events, nextToken } = await filter({ limit: 2 });
    expect(events).toHaveLength(2);
    expect(messagesOf(await filter({ limit: 2, nextToken }))).toEqual(["GET /photos"]);
    await expect(filter({ filterPattern: "{ $.a = " })).rejects.toMatchObject({ code: "InvalidParameterException" });
  });
});

describe("Elastic Load Balancing", () => {
  it("describes load balancers, listeners, rules, target groups and the health of targets", async () => {
    const rehearsal = apiRehearsal();
    rehearsal.test.create(SERVICE, { ...serving(rehearsal.test).inputs, desiredCount: 2 });
    rehearsal.pass(300);
    const { call } = rehearsal;
    const { LoadBalancers } = await call("elbv2", "DescribeLoadBalancers");
    const [{ LoadBalancerArn } = {}] = LoadBalancers as Properties[];
    const { Listeners } = await call("elbv2", "DescribeListeners", { LoadBalancerArn });
    const [{ ListenerArn } = {}] = Listeners as Properties[];
    const { Rules } = await call("elbv2", "DescribeRules", { ListenerArn });
    const { TargetGroups } = await call("elbv2", "DescribeTargetGroups", { LoadBalancerArn });
    const health = await Promise.all(
      (TargetGroups as Properties[]).map(({ TargetGroupArn }) =>
        call("elbv2", "DescribeTargetHealth", { TargetGroupArn }),
      ),
    );

    expect(LoadBalancers).toMatchObject([{ State: { Code: "active" }, Type: "application" }]);
    expect((Rules as Properties[]).at(-1)).toMatchObject({ Priority: "default", IsDefault: true });
    expect(TargetGroups).toMatchObject([{ LoadBalancerArns: [LoadBalancerArn], TargetType: "ip" }]);
    expect(health.flatMap(({ TargetHealthDescriptions: all }) => all as Properties[])).toMatchObject([
      { TargetHealth: { State: "healthy" }, Target: { Port: 3000 } },
      { TargetHealth: { State: "healthy" } },
    ]);
    await expect(call("elbv2", "DescribeLoadBalancers", { Names: ["other"] })).rejects.toMatchObject({
      code: "LoadBalancerNotFound",
    });
  });
});

describe("Amazon SNS, Amazon ECR, AWS Systems Manager and Amazon SQS", () => {
  it("publishes to a topic, and to none that isn't there", async () => {
    const { call, test, published } = apiRehearsal();
    const { id } = test.create("aws:sns/topic:Topic", { name: "alerts" });
    await call("sns", "Publish", { TopicArn: id, Subject: "hello", Message: "world" });

    expect(await call("sns", "ListTopics")).toEqual({ Topics: [{ TopicArn: id }] });
    expect(published).toEqual([{ kind: "publish", topicArn: id, subject: "hello", message: "world" }]);
    await expect(call("sns", "Publish", { TopicArn: `${id}x`, Message: "world" })).rejects.toMatchObject({
      code: "NotFound",
    });
  });

  it("describes repositories and their images, and has no scans", async () => {
    const { call, test } = apiRehearsal();
    test.create("aws:ecr/repository:Repository", { name: "shop" });
    const image = { repositoryName: "shop", imageId: { imageTag: "1" } };

    expect(await call("ecr", "DescribeRepositories")).toMatchObject({ repositories: [{ repositoryName: "shop" }] });
    expect(await call("ecr", "DescribeImages", { repositoryName: "shop" })).toEqual({ imageDetails: [] });
    await expect(call("ecr", "DescribeImageScanFindings", image)).rejects.toMatchObject({
      code: "ImageNotFoundException",
    });
    await expect(call("ecr", "DescribeRepositories", { repositoryNames: ["other"] })).rejects.toMatchObject({
      code: "RepositoryNotFoundException",
    });
  });

  it("gets AWS's public parameters", async () => {
    const { call } = apiRehearsal();
    const name = "/aws/service/ecs/optimized-ami/amazon-linux-2023/recommended/image_id";
    const { Parameters, InvalidParameters } = await call("ssm", "GetParameters", { Names: [name, "/own"] });

    expect(Parameters).toMatchObject([{ Name: name, Value: expect.stringMatching(/^ami-/) as unknown }]);
    expect(InvalidParameters).toEqual(["/own"]);
    await expect(call("ssm", "GetParameter", { Name: "/own" })).rejects.toMatchObject({ code: "ParameterNotFound" });
  });

  it("lists queues, and tells what waits in them", async () => {
    const { call, test } = apiRehearsal();
    const { id: QueueUrl } = test.create("aws:sqs/queue:Queue", { name: "jobs" });
    await call("sqs", "SendMessage", { QueueUrl, MessageBody: "one" });
    const { Attributes } = await call("sqs", "GetQueueAttributes", { QueueUrl, AttributeNames: ["All"] });

    expect(await call("sqs", "ListQueues", { QueueNamePrefix: "jo" })).toEqual({ QueueUrls: [QueueUrl] });
    expect(Attributes).toMatchObject({ ApproximateNumberOfMessages: "1" });
  });
});
