import { join } from "node:path";
import { measure, medianOf, type Measured } from "./measure";
import { withProgram } from "./scratch-project";

export interface PolicyFigures {
  readonly resources: number;
  readonly without: Measured;
  readonly withPack: Measured;
}

/** Previews new stacks of more and more resources, without the policy pack and with it. */
export async function measurePolicies(
  root: string,
  counts: readonly number[],
  runs: number,
  progress: (what: string) => void,
): Promise<PolicyFigures[]> {
  const figures: PolicyFigures[] = [];
  for (const resources of counts) {
    progress(`policies on ${resources} resources`);
    figures.push(await measureResources(root, resources, runs));
  }
  return figures;
}

function measureResources(root: string, resources: number, runs: number): Promise<PolicyFigures> {
  const pack = join(root, "policies");
  const checked = ["--policy-pack", pack, "--policy-pack-config", join(pack, "configuration", "development.json")];
  const preview = ["preview", "--stack", "development"];
  return withProgram(root, program(resources), async (rehearsal) => ({
    resources,
    without: await medianOf(runs, () => measure(rehearsal, preview)),
    withPack: await medianOf(runs, () => measure(rehearsal, [...preview, ...checked])),
  }));
}

/** A program of resources that rules look at and find no fault with; five types in turn. */
function program(resources: number): string {
  return `
    Error.stackTraceLimit = 0; // as our own program sets it (docs/performance.md)
    const aws = require("@pulumi/aws");
    const trust = JSON.stringify({ Version: "2012-10-17", Statement: [
      { Effect: "Allow", Principal: { Service: "ec2.amazonaws.com" }, Action: "sts:AssumeRole" } ] });
    const tags = { Environment: "development", Project: "proofpix", Service: "bench", Owner: "platform", CostCenter: "product" };
    const kinds = [
      (name) => new aws.cloudwatch.LogGroup(name, { retentionInDays: 365, tags }),
      (name) => new aws.iam.Role(name, { assumeRolePolicy: trust, tags }),
      (name) => new aws.ec2.SecurityGroup(name, { vpcId: "vpc-0123456789abcdef0", description: name, tags }),
      (name) => new aws.kms.Key(name, { enableKeyRotation: true, deletionWindowInDays: 30, tags }),
      (name) => new aws.cloudwatch.MetricAlarm(name, {
        namespace: "AWS/ECS", metricName: "CPUUtilization", statistic: "Average", period: 60, evaluationPeriods: 2,
        datapointsToAlarm: 2, threshold: 70, comparisonOperator: "GreaterThanThreshold", treatMissingData: "notBreaching", tags }),
    ];
    for (let index = 0; index < ${resources}; index += 1) kinds[index % kinds.length]("r" + index);
  `;
}
