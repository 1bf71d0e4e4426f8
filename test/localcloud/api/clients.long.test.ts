import { execFile } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { ApiServer } from "../../../localcloud/api/api-server";
import { apiListener } from "../../../localcloud/api/server";
import type { Properties } from "../../../localcloud/model/values";
import { METRIC_ALARM } from "../../../localcloud/behaviour/cloudwatch/alarm-definition";
import { serving } from "../services/ecs/serving";
import { SERVICE } from "../services/ecs/tasks";
import { scalable } from "../services/autoscaling/groups";
import { temporaryDirectory } from "../../support/temporary-directory";
import { type ApiRehearsal, apiRehearsal } from "./support";

const run = promisify(execFile);

const INSTALL =
  "python3 -m venv .local/aws-clients && .local/aws-clients/bin/pip install awscli boto3 && " +
  'export PATH="$PWD/.local/aws-clients/bin:$PATH"';

let server: ApiServer | undefined;

afterEach(async () => {
  await server?.close();
  server = undefined;
});

/** Runs a program whose requests reach the rehearsal; fails with what installs it where it isn't there. */
async function client({ apis }: ApiRehearsal, program: string, args: readonly string[]): Promise<string> {
  server ??= await ApiServer.open(apiListener(apis));
  const environment = {
    PATH: process.env.PATH,
    AWS_ENDPOINT_URL: server.url,
    AWS_REGION: "eu-west-1",
    AWS_DEFAULT_REGION: "eu-west-1",
    AWS_ACCESS_KEY_ID: "local",
    AWS_SECRET_ACCESS_KEY: "local",
    AWS_CONFIG_FILE: "/dev/null",
    AWS_SHARED_CREDENTIALS_FILE: "/dev/null",
    AWS_MAX_ATTEMPTS: "1",
    AWS_PAGER: "",
  };
  try {
    return (await run(program, args, { env: environment })).stdout;
  } catch (error) {
    const isMissing = /ENOENT|No module named/.test(String(error));
    throw isMissing ? new Error(`${program} with boto3 isn't installed: ${INSTALL}`, { cause: error }) : error;
  }
}

async function aws(rehearsal: ApiRehearsal, ...args: readonly string[]): Promise<Properties> {
  const output = await client(rehearsal, "aws", [...args, "--output", "json"]);
  return (output === "" ? {} : JSON.parse(output)) as Properties;
}

/** Runs lines of Python after which `answer` holds what is told. */
async function boto3(rehearsal: ApiRehearsal, ...lines: readonly string[]): Promise<unknown> {
  const program = ["import boto3, json, datetime", ...lines, "print(json.dumps(answer, default=str))"].join("\n");
  return JSON.parse(await client(rehearsal, "python3", ["-c", program])) as unknown;
}

/** A service behind a load balancer that has run for five minutes. */
function steady(): ApiRehearsal {
  const rehearsal = apiRehearsal();
  rehearsal.test.create(SERVICE, { ...serving(rehearsal.test).inputs, desiredCount: 2 });
  rehearsal.test.create(METRIC_ALARM, {
    ...{ name: "many-jobs", namespace: "Shop", metricName: "Jobs", statistic: "Sum", period: 60 },
    ...{ evaluationPeriods: 1, threshold: 10, comparisonOperator: "GreaterThanThreshold" },
  });
  rehearsal.pass(300);
  return rehearsal;
}

describe("the AWS CLI", () => {
  it("looks at and steers Amazon ECS", async () => {
    const rehearsal = steady();
    const { serviceArns } = await aws(rehearsal, "ecs", "list-services", "--cluster", "production");
    const service = ["--cluster", "production", "--service", "enterprise"];
    await aws(rehearsal, "ecs", "update-service", ...service, "--desired-count", "3");
    rehearsal.pass(120);
    await client(rehearsal, "aws", [
      ...["ecs", "wait", "services-stable", "--cluster", "production", "--services", "enterprise"],
    ]);
    const { services } = await aws(
      rehearsal,
      "ecs",
      "describe-services",
      ...service.slice(0, 2),
      "--services",
      "enterprise",
    );

    expect(serviceArns).toHaveLength(1);
    expect(services).toMatchObject([{ runningCount: 3, desiredCount: 3 }]);
  });

  it("reads the XML of Elastic Load Balancing and of STS", async () => {
    const rehearsal = steady();
    const { TargetGroups } = await aws(rehearsal, "elbv2", "describe-target-groups");
    const groups = (TargetGroups as Properties[]).map((each) => String(each.TargetGroupArn));
    const health = await Promise.all(
      groups.map((arn) => aws(rehearsal, "elbv2", "describe-target-health", "--target-group-arn", arn)),
    );
    const { LoadBalancers } = await aws(rehearsal, "elbv2", "describe-load-balancers");
    const states = health.flatMap(({ TargetHealthDescriptions: all }) => all as Properties[]);

    expect(states.map(({ TargetHealth }) => TargetHealth)).toEqual([{ State: "healthy" }, { State: "healthy" }]);
    expect(LoadBalancers).toMatchObject([{ State: { Code: "active" }, Type: "application" }]);
    expect(await aws(rehearsal, "sts", "get-caller-identity")).toMatchObject({ Account: "123456789012" });
  });

  it("sets an alarm's state", async () => {
    const rehearsal = steady();
    const state = ["--alarm-name", "many-jobs", "--state-value", "ALARM", "--state-reason", "test"];
    await aws(rehearsal, "cloudwatch", "set-alarm-state", ...state);
    const { MetricAlarms } = await aws(rehearsal, "cloudwatch", "describe-alarms", "--alarm-names", "many-jobs");

    expect(MetricAlarms).toMatchObject([{ StateValue: "ALARM", StateReason: "test" }]);
  });

  it("copies files to a bucket of Amazon S3 and back, in parts where they are large, lists it, and can't delete what is locked", async () => {
    const rehearsal = apiRehearsal();
    rehearsal.test.create("aws:s3/bucket:Bucket", { bucket: "photos", objectLockEnabled: true });
    const folder = temporaryDirectory();
    const [source, target] = [join(folder, "source"), join(folder, "target")];
    writeFileSync(source, "x".repeat(20 * 1024 * 1024)); // above 8 MiB in parts: AWS CLI S3 configuration, multipart_threshold
    await client(rehearsal, "aws", ["s3", "cp", source, "s3://photos/a b/ü.txt"]);
    expect(await aws(rehearsal, "s3api", "head-object", "--bucket", "photos", "--key", "a b/ü.txt")).toMatchObject({
      ETag: expect.stringMatching(/-3"$/) as string,
    });
    await client(rehearsal, "aws", ["s3", "cp", "s3://photos/a b/ü.txt", "s3://photos/copy"]);
    await client(rehearsal, "aws", ["s3", "cp", "s3://photos/a b/ü.txt", target]);
    const until = new Date(rehearsal.now() + 3_600_000).toISOString();
    const lock = ["--object-lock-mode", "COMPLIANCE", "--object-lock-retain-until-date", until];
    const locked = ["--bucket", "photos", "--key", "locked"];
    const { VersionId } = await aws(rehearsal, "s3api", "put-object", ...locked, "--body", source, ...lock);

    expect(readFileSync(target, "utf8")).toBe(readFileSync(source, "utf8"));
    expect(await client(rehearsal, "aws", ["s3", "ls", "s3://photos/a b/"])).toMatch(/ 20971520 ü\.txt\n$/);
    await expect(
      aws(rehearsal, "s3api", "delete-object", ...locked, "--version-id", String(VersionId)),
    ).rejects.toThrow("AccessDenied");
    await client(rehearsal, "aws", ["s3", "rm", "s3://photos", "--recursive"]);
    expect(await aws(rehearsal, "s3api", "list-objects-v2", "--bucket", "photos")).not.toHaveProperty("Contents");
  });

  it("shows an unknown operation's file", async () => {
    const rehearsal = apiRehearsal();

    await expect(aws(rehearsal, "ecs", "delete-cluster", "--cluster", "production")).rejects.toThrow(
      "localcloud/api/operations/ecs/",
    );
    await expect(aws(rehearsal, "lambda", "list-functions")).rejects.toThrow("localcloud/api/operations/lambda/");
  });
});

describe("boto3", () => {
  it("puts and gets metric data of CloudWatch", async () => {
    const rehearsal = steady();
    const now = new Date(rehearsal.now()).toISOString();
    const answer = await boto3(
      rehearsal,
      'cloudwatch = boto3.client("cloudwatch")',
      `now = datetime.datetime.fromisoformat("${now.replace("Z", "+00:00")}")`,
      'cloudwatch.put_metric_data(Namespace="Shop", MetricData=[{"MetricName": "Jobs", "Value": 12.5, "Timestamp": now}])',
      'metric = {"Namespace": "Shop", "MetricName": "Jobs"}',
      'query = {"Id": "jobs", "MetricStat": {"Metric": metric, "Period": 60, "Stat": "Sum"}}',
      'double = {"Id": "double", "Expression": "jobs * 2"}',
      "start, end = now - datetime.timedelta(minutes=2), now + datetime.timedelta(minutes=1)",
      "data = cloudwatch.get_metric_data(MetricDataQueries=[query, double], StartTime=start, EndTime=end)",
      'answer = [each["Values"] for each in data["MetricDataResults"]]',
    );

    expect(answer).toEqual([[12.5], [25]]);
  });

  it("scales an Auto Scaling group, and is refused beyond its bounds", async () => {
    const rehearsal = apiRehearsal();
    scalable(rehearsal.test);
    rehearsal.pass(200);
    const answer = await boto3(
      rehearsal,
      'autoscaling = boto3.client("autoscaling")',
      'autoscaling.set_desired_capacity(AutoScalingGroupName="instances", DesiredCapacity=3)',
      'group = autoscaling.describe_auto_scaling_groups()["AutoScalingGroups"][0]',
      "try:",
      '    autoscaling.set_desired_capacity(AutoScalingGroupName="instances", DesiredCapacity=9)',
      "except autoscaling.exceptions.ClientError as error:",
      '    answer = [group["DesiredCapacity"], error.response["Error"]["Code"]]',
    );

    expect(answer).toEqual([3, "ValidationError"]);
  });

  it("pages through task definitions, and gets errors by their classes", async () => {
    const answer = await boto3(
      steady(),
      'ecs = boto3.client("ecs")',
      'pages = ecs.get_paginator("list_task_definitions").paginate(PaginationConfig={"PageSize": 1})',
      'arns = [arn for page in pages for arn in page["taskDefinitionArns"]]',
      "try:",
      '    ecs.list_services(cluster="none")',
      "except ecs.exceptions.ClusterNotFoundException as error:",
      "    answer = [len(arns), str(error)]",
    );

    expect(answer).toEqual([1, expect.stringContaining("ClusterNotFoundException")]);
  });

  it("pages through the objects and versions of a bucket, and gets errors by their classes", async () => {
    const rehearsal = apiRehearsal();
    rehearsal.test.create("aws:s3/bucket:Bucket", { bucket: "photos", objectLockEnabled: true });
    const answer = await boto3(
      rehearsal,
      's3 = boto3.client("s3")',
      'for key in ["a b", "ä", "c/d"]:',
      '    s3.put_object(Bucket="photos", Key=key, Body=key.encode(), Metadata={"kind": "photo"})',
      's3.put_object(Bucket="photos", Key="ä", Body=b"again")',
      'pages = s3.get_paginator("list_objects_v2").paginate(Bucket="photos", PaginationConfig={"PageSize": 1})',
      'keys = [each["Key"] for page in pages for each in page["Contents"]]',
      'pages = s3.get_paginator("list_object_versions").paginate(Bucket="photos", PaginationConfig={"PageSize": 1})',
      'versions = [each["Key"] for page in pages for each in page["Versions"]]',
      'content = s3.get_object(Bucket="photos", Key="ä")["Body"].read().decode()',
      "try:",
      '    s3.get_object(Bucket="photos", Key="none")',
      "except s3.exceptions.NoSuchKey as error:",
      "    answer = [keys, versions, content, str(error)]",
    );

    expect(answer).toEqual([
      ["a b", "c/d", "ä"],
      ["a b", "c/d", "ä", "ä"],
      "again",
      expect.stringContaining("NoSuchKey"),
    ]);
  });
});
