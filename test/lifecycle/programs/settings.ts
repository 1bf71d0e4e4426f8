import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

/** A queue, a secret and, where the configuration says so, a bucket. */
export function program(): Record<string, unknown> {
  const config = new pulumi.Config();
  const queue = new aws.sqs.Queue("jobs", { tags: { Release: config.require("release") } });
  const { id: secretId } = new aws.secretsmanager.Secret("token");
  new aws.secretsmanager.SecretVersion("token", { secretId, secretString: config.requireSecret("token") });
  if (config.getBoolean("keepsFiles") === true) new aws.s3.Bucket("files");
  return { queueUrl: queue.url };
}
