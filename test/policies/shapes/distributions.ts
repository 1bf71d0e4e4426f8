import { deployed, type Shapes } from "./shape";
import { TAGS } from "./context";

const REDIRECTED = { viewerProtocolPolicy: "redirect-to-https", compress: true, cachePolicyId: "658327ea" };

const ACCESS_CONTROL = deployed(
  "aws:cloudfront/originAccessControl:OriginAccessControl",
  "uploads",
  { name: "uploads-40", originAccessControlOriginType: "s3", signingBehavior: "always", signingProtocol: "sigv4" },
  { outputs: { id: "E3OAC", arn: "arn:aws:cloudfront::123456789012:origin-access-control/E3OAC", etag: "E1" } },
);

/** An origin of each kind: a bucket, a load balancer, one without a public address, a bucket of older days. */
const ORIGINS = [
  {
    originId: "uploads",
    domainName: "uploads-5e12.s3.eu-west-1.amazonaws.com",
    originAccessControlId: "E3OAC",
    // A setting that older versions of the provider demanded and many programs still have.
    s3OriginConfig: { originAccessIdentity: "" },
  },
  {
    originId: "web",
    domainName: "origin.shop.example.com",
    customOriginConfig: {
      httpPort: 80,
      httpsPort: 443,
      originProtocolPolicy: "https-only",
      originSslProtocols: ["TLSv1.2"],
    },
  },
  {
    originId: "internal",
    domainName: "internal-shop-1.eu-west-1.elb.amazonaws.com",
    vpcOriginConfig: { vpcOriginId: "vo_1", originReadTimeout: 30 },
  },
  {
    originId: "archive",
    domainName: "archive-77.s3.eu-west-1.amazonaws.com",
    s3OriginConfig: { originAccessIdentity: "origin-access-identity/cloudfront/E2OAI" },
  },
];

const distribution = deployed(
  "aws:cloudfront/distribution:Distribution",
  "shop",
  {
    enabled: true,
    aliases: ["shop.example.com"],
    origins: ORIGINS,
    defaultCacheBehavior: {
      ...REDIRECTED,
      targetOriginId: "web",
      allowedMethods: ["GET", "HEAD"],
      cachedMethods: ["GET", "HEAD"],
    },
    orderedCacheBehaviors: [
      { ...REDIRECTED, viewerProtocolPolicy: "https-only", pathPattern: "/uploads/*", targetOriginId: "uploads" },
    ],
    restrictions: { geoRestriction: { restrictionType: "none" } },
    viewerCertificate: {
      acmCertificateArn: "arn:aws:acm:us-east-1:123456789012:certificate/77",
      sslSupportMethod: "sni-only",
      minimumProtocolVersion: "TLSv1.2_2021",
    },
    loggingConfig: { bucket: "logs-of-the-account.s3.amazonaws.com", prefix: "shop/" },
    webAclId: "arn:aws:wafv2:us-east-1:123456789012:global/webacl/account/1",
    httpVersion: "http2and3",
    tags: TAGS,
  },
  {
    references: { origins: [ACCESS_CONTROL] },
    outputs: {
      arn: "arn:aws:cloudfront::123456789012:distribution/E1",
      id: "E1",
      domainName: "d1.cloudfront.net",
      trustedKeyGroups: [],
      tagsAll: TAGS,
      defaultRootObject: "",
      continuousDeploymentPolicyId: "",
    },
  },
);

export const DISTRIBUTIONS: Shapes = {
  "a CloudFront distribution with an origin of each kind": { resources: [ACCESS_CONTROL, distribution] },
};
