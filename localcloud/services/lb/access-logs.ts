import { AwsError } from "../../model/aws-error";
import { outputsOf } from "../../model/resource";
import type { Operation } from "../../model/resource-type";
import { flag, text } from "../../model/values";

/** Principals that write access logs, by kind of load balancer (ELB User Guides, "Access logs", bucket policy). */
const WRITERS = {
  application: ["logdelivery.elasticloadbalancing.amazonaws.com"],
  network: ["delivery.logs.amazonaws.com"],
} as const;

/** The bucket has to be there and let the service write into it, or the load balancer can't be created. */
export function requireDeliverableLogs({ inputs, cloud }: Operation): void {
  const name = text(inputs, "accessLogs.bucket");
  if (name === undefined || flag(inputs, "accessLogs.enabled") !== true) return;
  const bucket = cloud.ofType("aws:s3/bucket:Bucket").find((each) => outputsOf(each).bucket === name);
  if (bucket === undefined) {
    throw new AwsError("InvalidConfigurationRequest", `The S3 bucket '${name}' does not exist (accessLogs.bucket)`);
  }
  const kind = text(inputs, "loadBalancerType") === "network" ? "network" : "application";
  const policies = cloud
    .ofType("aws:s3/bucketPolicy:BucketPolicy")
    .filter((policy) => policy.inputs.bucket === bucket.id);
  const admitted = policies.some((policy) =>
    WRITERS[kind].some((writer) => text(policy.inputs, "policy")?.includes(writer)),
  );
  if (!admitted) {
    throw new AwsError(
      "InvalidConfigurationRequest",
      `Access Denied for bucket: ${name}. Please check S3bucket permission (accessLogs.bucket)`,
    );
  }
}
