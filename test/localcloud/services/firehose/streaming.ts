import type { CloudResource } from "../../../../localcloud/model/resource";
import type { Properties } from "../../../../localcloud/model/values";
import { DELIVERY_STREAM } from "../../../../localcloud/services/firehose/lookup";
import type { TestCloud } from "../../support";
import { policy, serviceTrust } from "../iam/policies";

export { DELIVERY_STREAM };

export const LOG_GROUP = "aws:cloudwatch/logGroup:LogGroup";
export const FILTER = "aws:cloudwatch/logSubscriptionFilter:LogSubscriptionFilter";

/** A role that a service may assume, and what it may do. */
export function roleOf(cloud: TestCloud, name: string, service: string, Action: readonly string[]): string {
  const { computed } = cloud.create("aws:iam/role:Role", { name, assumeRolePolicy: serviceTrust(service) });
  cloud.create("aws:iam/rolePolicy:RolePolicy", { role: name, name, policy: policy({ Action, Resource: "*" }) });
  return String(computed.arn);
}

/** A secret with a value. */
export function secretOf(cloud: TestCloud, name: string, secretString: string): string {
  const { id } = cloud.create("aws:secretsmanager/secret:Secret", { name });
  cloud.create("aws:secretsmanager/secretVersion:SecretVersion", { secretId: id, secretString });
  return id;
}

/** What a stream needs, and inputs of one that delivers. */
export function streaming(cloud: TestCloud) {
  const bucketArn = cloud.create("aws:s3/bucket:Bucket", { bucket: "shop-failed-logs" }).computed.arn;
  const roleArn = roleOf(cloud, "delivery", "firehose", ["s3:PutObject", "secretsmanager:GetSecretValue"]);
  const secretArn = secretOf(cloud, "datadog", '{"api_key":"0123"}');
  const endpoint = {
    url: "https://logs.example.com/v1/input",
    roleArn,
    secretsManagerConfiguration: { enabled: true, secretArn, roleArn },
    s3Configuration: { bucketArn, roleArn },
  };
  const inputs: Properties = { name: "logs", destination: "http_endpoint", httpEndpointConfiguration: endpoint };
  const withEndpoint = (changes: object): Properties => ({ httpEndpointConfiguration: { ...endpoint, ...changes } });
  return { bucketArn, roleArn, secretArn, endpoint, inputs, withEndpoint };
}

/** A stream, a log group and a role by which events get from one to the other. */
export function subscribed(cloud: TestCloud) {
  const stream: CloudResource = cloud.create(DELIVERY_STREAM, streaming(cloud).inputs);
  const logGroup = cloud.create(LOG_GROUP, { name: "/ecs/shop" }).id;
  const putting = ["firehose:PutRecord", "firehose:PutRecordBatch"];
  const roleArn = roleOf(cloud, "subscription", "logs", putting);
  const inputs: Properties = { name: "datadog", logGroup, destinationArn: stream.id, roleArn, filterPattern: "" };
  return { stream, logGroup, roleArn, inputs };
}
