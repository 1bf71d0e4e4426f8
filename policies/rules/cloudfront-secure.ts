import {
  isKnownAs,
  MANDATORY_FROM_STAGING,
  resourceRule,
  textList,
  type Finding,
  type Reader,
  type ResourceView,
} from "../core";
import { isBlank, missing } from "./shared/properties";

interface Settings {
  /** Security policies for connections of viewers. */
  readonly protocolVersions: readonly string[];
  readonly requireFirewall: boolean;
  readonly requireAccessLogs: boolean;
}

/** Amazon CloudFront Developer Guide, Supported protocols and ciphers between viewers and CloudFront. */
const MODERN = ["TLSv1.2_2021", "TLSv1.2_2025", "TLSv1.3_2025"];

export const cloudfrontSecure = resourceRule<Settings>({
  name: "cloudfront-secure",
  title: "CloudFront serves over TLS, from origins that nobody else reaches",
  description:
    "CloudFront distributions send viewers to HTTPS by a modern policy, reach their origins over TLS 1.2 and buckets by " +
    "origin access control, and have a web ACL and access logs.",
  why:
    "What goes over plain HTTP, on either side of CloudFront, can be read and changed on the way; a bucket that CloudFront " +
    "reaches without a signature has to be public.",
  fix:
    'Set `viewerProtocolPolicy: "redirect-to-https"`, a certificate with `minimumProtocolVersion: "TLSv1.2_2021"`, ' +
    '`originProtocolPolicy: "https-only"` with `originSslProtocols: ["TLSv1.2"]`, `originAccessControlId` for buckets, ' +
    "`webAclId` and `loggingConfig`. Where logs are delivered through CloudWatch, set `requireAccessLogs: false` in the " +
    "configuration of the pack.",
  severity: "high",
  identifiers: {
    fsbp: ["CloudFront.3", "CloudFront.5", "CloudFront.6", "CloudFront.9", "CloudFront.10", "CloudFront.13"],
    checkov: ["CKV_AWS_34", "CKV_AWS_68", "CKV_AWS_86", "CKV_AWS_174", "CKV2_AWS_46"],
    trivy: ["AVD-AWS-0010", "AVD-AWS-0011", "AVD-AWS-0012", "AVD-AWS-0013"],
  },
  requirements: ["LB-4", "RE-2"],
  references: [
    {
      title: "Amazon CloudFront Developer Guide, Configure secure access and restrict access to content",
      url: "https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/SecurityAndPrivateContent.html",
    },
    {
      title: "Amazon CloudFront Developer Guide, Restrict access to an Amazon S3 origin",
      url: "https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-restricting-access-to-s3.html",
    },
  ],
  types: ["aws:cloudfront/distribution:Distribution"],
  levels: MANDATORY_FROM_STAGING,
  configuration: {
    schema: {
      protocolVersions: textList("Security policies (`minimumProtocolVersion`) for connections of viewers"),
      requireFirewall: { type: "boolean", description: "Whether a distribution needs a web ACL" },
      requireAccessLogs: {
        type: "boolean",
        description: "Whether a distribution needs `loggingConfig`; not where logs go through CloudWatch",
      },
    },
    defaults: {
      development: { protocolVersions: MODERN, requireFirewall: false, requireAccessLogs: false },
      staging: { protocolVersions: MODERN, requireFirewall: true, requireAccessLogs: true },
      production: { protocolVersions: MODERN, requireFirewall: true, requireAccessLogs: true },
    },
  },
  check: (distribution, { protocolVersions, requireFirewall, requireAccessLogs }) => [
    ...behaviours(distribution).flatMap(plainViewers),
    ...weakCertificate(distribution, protocolVersions),
    ...distribution.each("origins").flatMap((origin) => [...unsignedBucket(origin), ...plainOrigin(origin)]),
    ...(requireFirewall ? withoutFirewall(distribution) : []),
    ...(requireAccessLogs ? withoutLogs(distribution) : []),
  ],
});

function behaviours(distribution: ResourceView): readonly Reader[] {
  return [distribution.at("defaultCacheBehavior"), ...distribution.each("orderedCacheBehaviors")];
}

function plainViewers(behaviour: Reader): Finding[] {
  if (!isKnownAs(behaviour.string("viewerProtocolPolicy"), "allow-all")) return [];
  return [
    {
      property: `${behaviour.path}.viewerProtocolPolicy`,
      value: "allow-all",
      problem: "viewers may use plain HTTP",
      allowed: "redirect-to-https, https-only",
      fix: 'set viewerProtocolPolicy: "redirect-to-https"',
    },
  ];
}

/** A distribution with CloudFront's own certificate accepts TLS 1.0. */
function weakCertificate(distribution: ResourceView, allowed: readonly string[]): Finding[] {
  const version = distribution.string("viewerCertificate.minimumProtocolVersion");
  if (!version.known || allowed.includes(version.value ?? "")) return [];
  return [
    {
      property: "viewerCertificate.minimumProtocolVersion",
      value: version.value,
      problem: "viewers may use outdated protocols, as with CloudFront's own certificate they always may",
      allowed: allowed.join(", "),
      fix: 'set acmCertificateArn, sslSupportMethod: "sni-only" and minimumProtocolVersion: "TLSv1.2_2021"',
    },
  ];
}

/** An origin without settings of a custom or VPC origin is a bucket. */
function unsignedBucket(origin: Reader): Finding[] {
  if (!origin.isMissing("customOriginConfig") || !origin.isMissing("vpcOriginConfig")) return [];
  if (BUCKET_ACCESS.some((property) => !isBlank(origin, property))) return [];
  return [
    {
      property: `${origin.path}.originAccessControlId`,
      problem: "CloudFront asks the bucket for objects without a signature, so that it has to be public",
      allowed: "the ID of an origin access control",
      fix: "create an aws.cloudfront.OriginAccessControl and set originAccessControlId to its ID",
    },
  ];
}

const BUCKET_ACCESS = ["originAccessControlId", "s3OriginConfig.originAccessIdentity"];

function plainOrigin(origin: Reader): Finding[] {
  if (origin.isMissing("customOriginConfig")) return [];
  const policy = origin.string("customOriginConfig.originProtocolPolicy");
  return isKnownAs(policy, "http-only") ? [plainConnection(origin)] : outdatedProtocols(origin);
}

function plainConnection(origin: Reader): Finding {
  return {
    property: `${origin.path}.customOriginConfig.originProtocolPolicy`,
    value: "http-only",
    problem: "what viewers send encrypted goes on to the origin in plain text",
    allowed: "https-only, match-viewer",
    fix: 'set originProtocolPolicy: "https-only"; for a bucket\'s website, use the bucket itself as the origin',
  };
}

function outdatedProtocols(origin: Reader): Finding[] {
  const protocols = origin.strings("customOriginConfig.originSslProtocols");
  if (!protocols.known) return [];
  const { value = [] } = protocols;
  if (value.every((protocol) => protocol === "TLSv1.2")) return [];
  return [
    {
      property: `${origin.path}.customOriginConfig.originSslProtocols`,
      value,
      problem: "CloudFront may agree with the origin to an outdated protocol",
      allowed: "TLSv1.2",
      fix: 'set originSslProtocols: ["TLSv1.2"]',
    },
  ];
}

function withoutFirewall(distribution: ResourceView): Finding[] {
  if (!isBlank(distribution, "webAclId")) return [];
  return [
    {
      property: "webAclId",
      problem: "every request from the internet gets through unseen",
      allowed: "the ARN of a web ACL with the scope CLOUDFRONT",
      fix: "create an aws.wafv2.WebAcl in us-east-1 and set webAclId to its ARN",
    },
  ];
}

function withoutLogs(distribution: ResourceView): Finding[] {
  return missing(distribution, {
    property: "loggingConfig.bucket",
    problem: "no request leaves a trace",
    allowed: "the domain name of a bucket",
    fix: "set loggingConfig: { bucket: <domain name of the bucket> }",
  });
}
