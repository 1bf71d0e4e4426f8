import { isKnownAs, MANDATORY_FROM_STAGING, stackRule, type StackFinding, type StackView } from "../core";
import { acceptsPlainTransport, deniesPlainTransport, statementsOf } from "./shared/resource-policy";
import { BUCKET_TYPES, bucketsOf, lifecycleOf, SIDECAR_TYPES, type ConfiguredBucket } from "./shared/s3-bucket";
import { wrongSwitch } from "./shared/properties";

interface Settings {
  /** Whether buckets need versioning, unless their objects expire anyway. */
  readonly requireVersioning: boolean;
  /** Whether buckets need a rule that aborts incomplete multipart uploads. */
  readonly requireLifecycle: boolean;
}

/** Blocks public access to every bucket of the account. */
const ACCOUNT_BLOCK = "aws:s3/accountPublicAccessBlock:AccountPublicAccessBlock";

export const s3BucketsHardened = stackRule<Settings>({
  name: "s3-buckets-hardened",
  title: "Buckets are private, reached over TLS, and keep overwritten objects",
  description:
    "S3 buckets have no ACLs and a complete public access block. A policy denies requests without TLS. Buckets keep " +
    "versions, unless their objects expire anyway, and abort incomplete uploads. Settings " +
    "count in the bucket and in separate resources, also in those of a bucket that another stack holds. S3 itself encrypts every object and blocks public access to new " +
    "buckets, so the program needs no settings for that.",
  why:
    "Strangers find a bucket that is open by mistake within hours. Without versions an overwritten object is gone, " +
    "and parts of incomplete uploads are billed for ever although no list shows them.",
  fix:
    "Set all four properties of `BucketPublicAccessBlock`, `BucketOwnerEnforced` in `BucketOwnershipControls`, a Deny " +
    "on `aws:SecureTransport` `false` in `BucketPolicy`, `Enabled` in `BucketVersioning`, and " +
    "`abortIncompleteMultipartUpload` in `BucketLifecycleConfiguration`.",
  severity: "high",
  identifiers: {
    fsbp: ["S3.2", "S3.3", "S3.5", "S3.8", "S3.12", "S3.13", "S3.14"],
    cis: ["3.1.1", "3.1.4"],
    checkov: [
      "CKV2_AWS_6",
      "CKV2_AWS_61",
      "CKV2_AWS_65",
      "CKV_AWS_21",
      "CKV_AWS_53",
      "CKV_AWS_54",
      "CKV_AWS_55",
      "CKV_AWS_56",
      "CKV_AWS_300",
      "CKV_AWS_379",
    ],
    trivy: [
      "AVD-AWS-0086",
      "AVD-AWS-0087",
      "AVD-AWS-0090",
      "AVD-AWS-0091",
      "AVD-AWS-0092",
      "AVD-AWS-0093",
      "AVD-AWS-0094",
    ],
  },
  requirements: ["SE-2", "SE-3", "SE-8"],
  references: [
    {
      title: "Amazon S3 User Guide, Security best practices for Amazon S3",
      url: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/security-best-practices.html",
    },
    {
      title: "Amazon S3 User Guide, Default settings for new S3 buckets FAQ",
      url: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/create-bucket-faq.html",
    },
  ],
  types: [...BUCKET_TYPES, ...Object.values(SIDECAR_TYPES).flat(), ACCOUNT_BLOCK],
  levels: MANDATORY_FROM_STAGING,
  configuration: {
    schema: {
      requireVersioning: {
        type: "boolean",
        description: "Whether buckets have to keep overwritten objects, but for those whose objects expire anyway",
      },
      requireLifecycle: {
        type: "boolean",
        description: "Whether buckets have to clear away uploads that were broken off",
      },
    },
    defaults: {
      development: { requireVersioning: false, requireLifecycle: true },
      staging: { requireVersioning: true, requireLifecycle: true },
      production: { requireVersioning: true, requireLifecycle: true },
    },
  },
  check: (stack, { requireVersioning, requireLifecycle }) => [
    ...holes(stack),
    ...aclsInForce(stack),
    ...publicAcls(stack),
    ...bucketsOf(stack).flatMap((bucket) => [
      ...plainTransport(bucket),
      ...(requireVersioning ? withoutVersions(bucket) : []),
      ...(requireLifecycle ? withoutCleanUp(bucket) : []),
    ]),
  ],
});

const SWITCHES = ["blockPublicAcls", "blockPublicPolicy", "ignorePublicAcls", "restrictPublicBuckets"];

/**
 * New buckets block public access. A PublicAccessBlock resource with fewer settings opens them, since each setting is
 * off there by default; it may be that of a bucket outside of the stack, or of the whole account.
 */
function holes(stack: StackView): StackFinding[] {
  return stack
    .resources(...SIDECAR_TYPES.publicAccessBlock, ACCOUNT_BLOCK)
    .flatMap((block) =>
      SWITCHES.flatMap((property) =>
        wrongSwitch(block, { property, problem: "an ACL or policy can open the bucket to everybody" }),
      ).map((finding) => ({ resource: block, ...finding })),
    );
}

const ENFORCED = "BucketOwnerEnforced";

function aclsInForce(stack: StackView): StackFinding[] {
  return stack.resources(...SIDECAR_TYPES.ownership).flatMap((controls) => {
    const ownership = controls.string("rule.objectOwnership");
    if (!ownership.known || ownership.value === ENFORCED) return [];
    return [
      {
        resource: controls,
        property: "rule.objectOwnership",
        value: ownership.value,
        problem: "whoever writes an object may give others access to it",
        allowed: ENFORCED,
        fix: `set rule: { objectOwnership: "${ENFORCED}" }`,
      },
    ];
  });
}

const PUBLIC_ACLS = ["public-read", "public-read-write", "authenticated-read"];

/** The provider fills in a bucket's own ACL, so an unknown one means nothing there. */
function publicAcls(stack: StackView): StackFinding[] {
  const buckets = stack.resources(...BUCKET_TYPES).map((resource) => ({ resource, reader: resource.silent }));
  const separate = stack.resources(...SIDECAR_TYPES.acl).map((resource) => ({ resource, reader: resource }));
  return [...buckets, ...separate].flatMap(({ resource, reader }) => {
    const acl = reader.string("acl");
    if (!acl.known || !PUBLIC_ACLS.includes(acl.value ?? "")) return [];
    return [
      {
        resource,
        property: "acl",
        value: acl.value,
        problem: "everybody on the internet may read the bucket",
        allowed: "none, or private",
        fix: "take acl out, and let CloudFront or signed URLs give access",
      },
    ];
  });
}

function plainTransport({ bucket, own, sidecars, isUndecided: isOwnUndecided }: ConfiguredBucket): StackFinding[] {
  const separate = sidecars.policy.map((each) => each.json("policy"));
  if (isOwnUndecided("policy") || separate.some((policy) => !policy.string().known)) return [];
  if ([own.json("policy"), ...separate].flatMap(statementsOf).some(deniesPlainTransport)) return [];
  return [
    {
      resource: sidecars.policy[0] ?? bucket,
      property: "policy statement on aws:SecureTransport",
      ...acceptsPlainTransport("s3", "objects"),
    },
  ];
}

function withoutVersions(configured: ConfiguredBucket): StackFinding[] {
  const { bucket, sidecars } = configured;
  const states = sidecars.versioning.map((each) => each.string("versioningConfiguration.status"));
  const isOnOrUnknown = hasOwnVersions(configured) || states.some((state) => !state.known || state.value === "Enabled");
  const lifecycle = lifecycleOf(configured);
  if (isOnOrUnknown || lifecycle === undefined || lifecycle.some(({ expiresAll }) => expiresAll)) return [];
  const [resource = bucket] = sidecars.versioning;
  const [state] = states;
  return [
    {
      resource,
      property: "versioningConfiguration.status",
      value: state?.known === true ? state.value : undefined,
      problem: "an object that is overwritten or deleted by mistake is gone",
      allowed: "Enabled, or a lifecycle rule by which all objects expire",
      fix: 'add an aws.s3.BucketVersioning with versioningConfiguration: { status: "Enabled" }',
    },
  ];
}

/** Whether properties of the bucket itself set it, or may set it. */
function hasOwnVersions({ own, isUndecided }: ConfiguredBucket): boolean {
  return (
    ["versioning.enabled", "versionings[0].enabled"].some((path) => isKnownAs(own.boolean(path), true)) ||
    ["versioning", "versionings"].some(isUndecided)
  );
}

function withoutCleanUp(configured: ConfiguredBucket): StackFinding[] {
  const lifecycle = lifecycleOf(configured);
  if (lifecycle === undefined || lifecycle.some(({ abortsUploads }) => abortsUploads)) return [];
  return [
    {
      resource: configured.sidecars.lifecycle[0] ?? configured.bucket,
      property: "abortIncompleteMultipartUpload",
      problem: "parts of uploads that were broken off are billed for ever, and no list shows them",
      allowed: "an enabled lifecycle rule with abortIncompleteMultipartUpload",
      fix: "add a rule with abortIncompleteMultipartUpload: { daysAfterInitiation: 7 } in BucketLifecycleConfiguration",
    },
  ];
}
