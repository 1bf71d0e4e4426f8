import { cloudfrontSecure as rule } from "../../../policies/rules/cloudfront-secure";
import { describeRule, resource, UNKNOWN, type TestResource } from "../support";
import { of, set } from "../support/mutation";

type Properties = TestResource["properties"];

const SERVER = { originProtocolPolicy: "https-only", originSslProtocols: ["TLSv1.2"] };
const BUCKET = { domainName: UNKNOWN, originAccessControlId: UNKNOWN };
const GOOD = {
  defaultCacheBehavior: { viewerProtocolPolicy: "redirect-to-https" },
  viewerCertificate: { acmCertificateArn: UNKNOWN, minimumProtocolVersion: "TLSv1.2_2021" },
  origins: [BUCKET, { domainName: "api.example.com", customOriginConfig: SERVER }],
  webAclId: UNKNOWN,
  loggingConfig: { bucket: UNKNOWN },
};

function distribution(properties: Properties = {}): TestResource {
  return resource("aws:cloudfront/distribution:Distribution", "site", { ...GOOD, ...properties });
}

function server(properties: Properties): TestResource {
  return distribution({
    origins: [{ domainName: "api.example.com", customOriginConfig: { ...SERVER, ...properties } }],
  });
}

function certificate(minimumProtocolVersion: unknown): TestResource {
  return distribution({ viewerCertificate: { acmCertificateArn: UNKNOWN, minimumProtocolVersion } });
}

describeRule(rule, {
  accepts: {
    "a distribution over TLS, with a firewall and logs": { given: distribution() },
    "a bucket by the older access identity": {
      given: distribution({ origins: [{ s3OriginConfig: { originAccessIdentity: UNKNOWN } }] }),
    },
    "a server in a VPC": { given: distribution({ origins: [{ vpcOriginConfig: { vpcOriginId: UNKNOWN } }] }) },
  },
  refuses: {
    "plain HTTP for viewers of any path": {
      given: distribution({
        defaultCacheBehavior: { viewerProtocolPolicy: "allow-all" },
        orderedCacheBehaviors: [{ viewerProtocolPolicy: "https-only" }, { viewerProtocolPolicy: "allow-all" }],
      }),
      violations: [
        'site: defaultCacheBehavior.viewerProtocolPolicy is "allow-all": viewers may use plain HTTP',
        "site: orderedCacheBehaviors[1].viewerProtocolPolicy",
      ],
    },
    "CloudFront's own certificate": {
      given: distribution({ viewerCertificate: { cloudfrontDefaultCertificate: true } }),
      violations: ["site: viewerCertificate.minimumProtocolVersion is not set"],
    },
    "a bucket that has to be public": {
      given: distribution({ origins: [{ domainName: UNKNOWN, s3OriginConfig: { originAccessIdentity: "" } }] }),
      violations: ["site: origins[0].originAccessControlId is not set"],
    },
    "plain HTTP to the origin": {
      given: server({ originProtocolPolicy: "http-only", originSslProtocols: ["TLSv1"] }),
      violations: ['site: origins[0].customOriginConfig.originProtocolPolicy is "http-only"'],
    },
  },
  boundaries: {
    "the policy before the one that is wanted": {
      given: certificate("TLSv1.2_2019"),
      violations: ['site: viewerCertificate.minimumProtocolVersion is "TLSv1.2_2019"'],
    },
    "a later one": { given: certificate("TLSv1.3_2025") },
    "a policy that the configuration lists": {
      given: certificate("TLSv1.2_2019"),
      settings: { protocolVersions: ["TLSv1.2_2019"] },
    },
    "an outdated protocol beside the one that is wanted": {
      given: server({ originSslProtocols: ["TLSv1.1", "TLSv1.2"] }),
      violations: ['site: origins[0].customOriginConfig.originSslProtocols is ["TLSv1.1", "TLSv1.2"]'],
    },
    "development without a firewall and logs": {
      given: distribution({ webAclId: undefined, loggingConfig: undefined }),
      environment: "development",
    },
  },
  missing: {
    "no firewall and no logs": {
      given: distribution({ webAclId: "", loggingConfig: undefined }),
      violations: ["site: webAclId is not set", "site: loggingConfig.bucket is not set"],
    },
    "logs through CloudWatch, as the configuration says": {
      given: distribution({ loggingConfig: undefined }),
      settings: { requireAccessLogs: false },
    },
  },
  unknown: {
    "an unknown policy beside plain HTTP": {
      given: distribution({
        defaultCacheBehavior: { viewerProtocolPolicy: "allow-all" },
        viewerCertificate: { minimumProtocolVersion: UNKNOWN },
      }),
      violations: ["site: defaultCacheBehavior.viewerProtocolPolicy"],
      remarks: ["site: Not determinable yet: viewerCertificate.minimumProtocolVersion isn't known"],
    },
    "unknown protocols of an origin": {
      given: server({ originSslProtocols: [UNKNOWN] }),
      remarks: ["site: Not determinable yet: origins[0].customOriginConfig.originSslProtocols[0] isn't known"],
    },
  },
  production: set(of("aws:cloudfront/distribution:Distribution"), {
    "defaultCacheBehavior.viewerProtocolPolicy": "allow-all",
  }),
});
