import { s3BucketsHardened as rule } from "../../../policies/rules/s3-buckets-hardened";
import { describeRule, resource, UNKNOWN, type TestResource } from "../support";
import { of, set } from "../support/mutation";

const TLS_ONLY = {
  Effect: "Deny",
  Principal: "*",
  Action: "s3:*",
  Condition: { Bool: { "aws:SecureTransport": "false" } },
};
const SHUT = { blockPublicAcls: true, blockPublicPolicy: true, ignorePublicAcls: true, restrictPublicBuckets: true };
const ABORT = { status: "Enabled", abortIncompleteMultipartUpload: { daysAfterInitiation: 1 } };
/** Properties that the provider fills in and that a preview doesn't know. */
const COMPUTED = { policy: UNKNOWN, acl: UNKNOWN, versioning: UNKNOWN, lifecycleRules: UNKNOWN };

const files = resource("aws:s3/bucket:Bucket", "files", COMPUTED);

function beside(kind: string, properties: TestResource["properties"], bucket: TestResource = files): TestResource {
  const type = `aws:s3/${kind.charAt(0).toLowerCase()}${kind.slice(1)}:${kind}`;
  return resource(type, kind, { bucket: UNKNOWN, ...properties }, { dependencies: { bucket: [bucket] } });
}

function policy(...statements: readonly object[]): TestResource {
  return beside("BucketPolicy", { policy: JSON.stringify({ Statement: statements }) });
}

function lifecycle(...rules: readonly object[]): TestResource {
  return beside("BucketLifecycleConfiguration", { rules });
}

const tls = policy(TLS_ONLY);
const versions = beside("BucketVersioning", { versioningConfiguration: { status: "Enabled" } });
const cleanUp = lifecycle(ABORT);
const sound = [files, tls, versions, cleanUp];

describeRule(rule, {
  accepts: {
    "a bucket with everything beside it": {
      given: [
        ...sound,
        beside("BucketPublicAccessBlock", SHUT),
        beside("BucketOwnershipControls", { rule: { objectOwnership: "BucketOwnerEnforced" } }),
      ],
    },
    "the older kinds of resources": {
      given: (() => {
        const old = resource("aws:s3/bucketV2:BucketV2", "old", COMPUTED);
        return [
          old,
          beside("BucketPolicy", { policy: JSON.stringify({ Statement: TLS_ONLY }) }, old),
          beside("BucketVersioningV2", { versioningConfiguration: { status: "Enabled" } }, old),
          beside("BucketLifecycleConfigurationV2", { rules: [ABORT] }, old),
        ];
      })(),
    },
    "everything in the bucket itself": {
      given: resource("aws:s3/bucket:Bucket", "files", {
        acl: "private",
        policy: JSON.stringify({ Statement: [TLS_ONLY] }),
        versioning: { enabled: true },
        lifecycleRules: [{ enabled: true, abortIncompleteMultipartUploadDays: 7 }],
      }),
    },
    "logs, which expire and have no versions": {
      given: [files, tls, lifecycle({ ...ABORT, filter: { prefix: "" }, expiration: { days: 365 } })],
    },
    "a bucket for a distribution": {
      given: [
        files,
        versions,
        cleanUp,
        policy(TLS_ONLY, {
          Effect: "Allow",
          Principal: { Service: "cloudfront.amazonaws.com" },
          Action: "s3:GetObject",
          Condition: { StringEquals: { "AWS:SourceArn": "arn:aws:cloudfront::123456789012:distribution/A" } },
        }),
      ],
    },
  },
  refuses: {
    "a bucket with nothing": {
      given: [files],
      violations: [
        "files: policy statement on aws:SecureTransport is not set: nothing refuses requests without TLS",
        "files: versioningConfiguration.status is not set: an object that is overwritten or deleted",
        "files: abortIncompleteMultipartUpload is not set: parts of uploads",
      ],
    },
    "a hole in the public access block": {
      given: [...sound, beside("BucketPublicAccessBlock", { ...SHUT, blockPublicPolicy: false })],
      violations: ["BucketPublicAccessBlock: blockPublicPolicy is false: an ACL or policy can open the bucket"],
    },
    "ACLs in force": {
      given: [...sound, beside("BucketOwnershipControls", { rule: { objectOwnership: "ObjectWriter" } })],
      violations: ['BucketOwnershipControls: rule.objectOwnership is "ObjectWriter"'],
    },
    "public ACLs": {
      given: [...sound, beside("BucketAclV2", { acl: "public-read" })],
      violations: ['BucketAclV2: acl is "public-read": everybody on the internet may read the bucket'],
    },
    "holes in the blocks of a bucket that the stack doesn't hold, and of the account": {
      given: [
        resource("aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock", "other", {
          ...SHUT,
          blockPublicAcls: false,
        }),
        resource("aws:s3/accountPublicAccessBlock:AccountPublicAccessBlock", "account", {
          ...SHUT,
          restrictPublicBuckets: false,
        }),
        resource("aws:s3/bucketAcl:BucketAcl", "acl", { bucket: "another", acl: "public-read-write" }),
      ],
      violations: [
        'acl: acl is "public-read-write"',
        "other: blockPublicAcls is false",
        "account: restrictPublicBuckets is false",
      ],
    },
    "a policy without TLS": {
      given: [files, versions, cleanUp, policy({ Effect: "Allow", Principal: "*", Action: "s3:GetObject" })],
      violations: [
        "BucketPolicy: policy statement on aws:SecureTransport is not set: nothing refuses requests without TLS",
      ],
    },
  },
  boundaries: {
    "versions that are suspended": {
      given: [files, tls, cleanUp, beside("BucketVersioning", { versioningConfiguration: { status: "Suspended" } })],
      violations: ['BucketVersioning: versioningConfiguration.status is "Suspended"'],
    },
    "objects of which only some expire": {
      given: [files, tls, lifecycle({ ...ABORT, filter: { prefix: "logs/" }, expiration: { days: 365 } })],
      violations: ["files: versioningConfiguration.status is not set"],
    },
    "a rule that is switched off": {
      given: [files, tls, versions, lifecycle({ ...ABORT, status: "Disabled" })],
      violations: ["BucketLifecycleConfiguration: abortIncompleteMultipartUpload is not set"],
    },
    "no versions in development": { given: [files, tls, cleanUp], environment: "development" },
    "settings of another bucket": {
      given: [...sound, resource("aws:s3/bucket:Bucket", "other")],
      settings: { requireVersioning: false, requireLifecycle: false },
      violations: ["other: policy statement on aws:SecureTransport is not set"],
    },
  },
  missing: {
    "switches of the public access block, which are off then": {
      given: [...sound, beside("BucketPublicAccessBlock", { blockPublicAcls: true })],
      violations: ["blockPublicPolicy", "ignorePublicAcls", "restrictPublicBuckets"].map(
        (property) => `BucketPublicAccessBlock: ${property} is not set`,
      ),
    },
    buckets: { given: resource("aws:sqs/queue:Queue", "jobs") },
  },
  unknown: {
    "a policy with the bucket's ARN, a status and rules": {
      given: [
        files,
        beside("BucketPolicy", { policy: UNKNOWN }),
        beside("BucketVersioning", { versioningConfiguration: { status: UNKNOWN } }),
        beside("BucketLifecycleConfiguration", { rules: UNKNOWN }),
      ],
      remarks: [
        "BucketLifecycleConfiguration: Not determinable yet: rules isn't known",
        "BucketPolicy: Not determinable yet: policy isn't known",
        "BucketVersioning: Not determinable yet: versioningConfiguration.status isn't known",
      ],
    },
  },
  production: set(of("aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock"), {
    blockPublicPolicy: false,
  }),
});
