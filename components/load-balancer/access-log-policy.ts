import type { LoadBalancerKind } from "../monitoring";
import { policyDocument, type PolicyDocument, type PolicyStatement } from "../shared/policy-document";
import { tlsOnly } from "../shared/private-bucket";

/**
 * Bucket policy by which the load balancers of one account deliver access logs, over TLS only (Elastic Load Balancing
 * User Guides, "Enable access logs").
 */
export function accessLogPolicy(kind: LoadBalancerKind, bucketArn: string, accountId: string): PolicyDocument {
  const objects = `${bucketArn}/AWSLogs/${accountId}/*`;
  const delivery =
    kind === "application" ? applicationDelivery(objects) : networkDelivery(bucketArn, objects, accountId);
  return policyDocument(...delivery, tlsOnly(bucketArn));
}

/**
 * The path confines it to one account. AWS's own policy has no condition; one on a key that isn't sent refuses every
 * log.
 */
function applicationDelivery(objects: string): PolicyStatement[] {
  return [
    {
      Sid: "AllowLogDelivery",
      Effect: "Allow",
      Principal: { Service: "logdelivery.elasticloadbalancing.amazonaws.com" },
      Action: "s3:PutObject",
      Resource: objects,
    },
  ];
}

function networkDelivery(bucketArn: string, objects: string, accountId: string): PolicyStatement[] {
  const Principal = { Service: "delivery.logs.amazonaws.com" };
  const ownAccount = { "aws:SourceAccount": accountId };
  return [
    {
      Sid: "AllowLogDeliveryAclCheck",
      Effect: "Allow",
      Principal,
      Action: "s3:GetBucketAcl",
      Resource: bucketArn,
      Condition: { StringEquals: ownAccount },
    },
    {
      Sid: "AllowLogDelivery",
      Effect: "Allow",
      Principal,
      Action: "s3:PutObject",
      Resource: objects,
      Condition: { StringEquals: { ...ownAccount, "s3:x-amz-acl": "bucket-owner-full-control" } },
    },
  ];
}
