import { ApplicationAutoScalingClient } from "@aws-sdk/client-application-auto-scaling";
import { AutoScalingClient } from "@aws-sdk/client-auto-scaling";
import { CloudWatchClient } from "@aws-sdk/client-cloudwatch";
import { CloudWatchLogsClient } from "@aws-sdk/client-cloudwatch-logs";
import { ECRClient } from "@aws-sdk/client-ecr";
import { ECSClient } from "@aws-sdk/client-ecs";
import { ElasticLoadBalancingV2Client } from "@aws-sdk/client-elastic-load-balancing-v2";
import { S3Client } from "@aws-sdk/client-s3";
import { STSClient } from "@aws-sdk/client-sts";

/** How AWS is reached. Whatever is left out comes from the SDK's standard settings: `AWS_ENDPOINT_URL`, profiles, roles. */
export interface AwsSettings {
  readonly region: string;
  readonly endpoint?: string;
  readonly credentials?: { readonly accessKeyId: string; readonly secretAccessKey: string };
}

/** Clients of the AWS services that a deployment asks; each is made when it is first used. */
export interface AwsClients {
  readonly applicationAutoScaling: ApplicationAutoScalingClient;
  readonly autoScaling: AutoScalingClient;
  readonly cloudWatch: CloudWatchClient;
  readonly cloudWatchLogs: CloudWatchLogsClient;
  readonly ecr: ECRClient;
  readonly ecs: ECSClient;
  readonly elasticLoadBalancing: ElasticLoadBalancingV2Client;
  readonly s3: S3Client;
  readonly sts: STSClient;
}

type Makers = { readonly [Name in keyof AwsClients]: (settings: object) => AwsClients[Name] };

const MAKERS: Makers = {
  applicationAutoScaling: (settings) => new ApplicationAutoScalingClient(settings),
  autoScaling: (settings) => new AutoScalingClient(settings),
  cloudWatch: (settings) => new CloudWatchClient(settings),
  cloudWatchLogs: (settings) => new CloudWatchLogsClient(settings),
  ecr: (settings) => new ECRClient(settings),
  ecs: (settings) => new ECSClient(settings),
  elasticLoadBalancing: (settings) => new ElasticLoadBalancingV2Client(settings),
  s3: (settings) => new S3Client({ forcePathStyle: true, ...settings }),
  sts: (settings) => new STSClient(settings),
};

/**
 * The clients of a region. They retry with backoff, and slow down when AWS throttles ("Retry behavior", AWS SDKs and
 * Tools Reference Guide: `adaptive`).
 */
export function awsClients(settings: AwsSettings): AwsClients {
  const made = new Map<string, unknown>();
  const all = { ...settings, retryMode: "adaptive", maxAttempts: 8 };
  return Object.defineProperties(
    {},
    Object.fromEntries(
      Object.entries(MAKERS).map(([name, make]) => [
        name,
        {
          enumerable: true,
          get: () => {
            if (!made.has(name)) made.set(name, make(all));
            return made.get(name);
          },
        },
      ]),
    ),
  ) as AwsClients;
}
