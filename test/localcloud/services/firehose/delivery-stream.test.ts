import { difference } from "../../../../localcloud/provider/difference";
import { describeLimits } from "../../limits/inputs";
import { describeRules, describeWarnings, inLocalCloud } from "../../support";
import { DELIVERY_STREAM, roleOf, secretOf, streaming } from "./streaming";

const KEY = "arn:aws:kms:eu-west-1:123456789012:key/11111111-2222-3333-4444-555555555555";
const INVALID = "InvalidArgumentException";

describeLimits(DELIVERY_STREAM, [
  ["name", "shop logs", "shop.logs", INVALID, "deliveryStreamName"],
  ["httpEndpointConfiguration.retryDuration", 7201, 7200, INVALID, "durationInSeconds"],
  ["httpEndpointConfiguration.bufferingSize", 65, 64, INVALID, "sizeInMBs"],
  ["httpEndpointConfiguration.url", "http://example.com", "https://example.com", INVALID, "url"],
]);

describeRules(
  DELIVERY_STREAM,
  (cloud) => {
    const given = streaming(cloud);
    cloud.create(DELIVERY_STREAM, { ...given.inputs, name: "taken" });
    return { ...given, foreign: roleOf(cloud, "foreign", "lambda", ["s3:PutObject"]) };
  },
  [
    ["a name that another has", { name: "taken" }, { name: "taken-2" }, "ResourceInUseException", "already exists"],
    ["no endpoint", { httpEndpointConfiguration: undefined }, {}, INVALID, "http_endpoint_configuration is required"],
    [
      "a key of one's own without its ARN",
      { serverSideEncryption: { enabled: true, keyType: "CUSTOMER_MANAGED_CMK" } },
      { serverSideEncryption: { enabled: true, keyType: "CUSTOMER_MANAGED_CMK", keyArn: KEY } },
      INVALID,
      "KeyARN is required",
    ],
    [
      "an ARN for AWS's key",
      { serverSideEncryption: { enabled: true, keyType: "AWS_OWNED_CMK", keyArn: KEY } },
      { serverSideEncryption: { enabled: true, keyType: "AWS_OWNED_CMK" } },
      INVALID,
      "only",
    ],
    [
      "no secret",
      ({ withEndpoint, roleArn }) => withEndpoint({ secretsManagerConfiguration: { enabled: true, roleArn } }),
      ({ withEndpoint }) => withEndpoint({ secretsManagerConfiguration: { enabled: false } }),
      INVALID,
      "SecretARN is required",
    ],
    [
      "an access key beside the secret",
      ({ withEndpoint }) => withEndpoint({ accessKey: "0123" }),
      ({ withEndpoint }) => withEndpoint({ accessKey: "0123", secretsManagerConfiguration: { enabled: false } }),
      INVALID,
      "exclude each other",
    ],
    [
      "a role that it may not assume",
      ({ withEndpoint, foreign }) => withEndpoint({ roleArn: foreign }),
      {},
      INVALID,
      "unable to assume role",
    ],
    [
      "a role that isn't there",
      ({ withEndpoint, roleArn }) => withEndpoint({ roleArn: `${roleArn}-2` }),
      {},
      INVALID,
      "unable to assume role",
    ],
  ],
);

describeWarnings(
  DELIVERY_STREAM,
  (cloud) => ({
    ...streaming(cloud),
    plain: secretOf(cloud, "plain", "0123"),
    poor: roleOf(cloud, "poor", "firehose", ["secretsmanager:GetSecretValue"]),
    blind: roleOf(cloud, "blind", "firehose", ["s3:PutObject"]),
  }),
  [
    [
      "a secret that isn't JSON with an API key",
      ({ plain, roleArn, withEndpoint }) =>
        withEndpoint({ secretsManagerConfiguration: { enabled: true, secretArn: plain, roleArn } }),
      {},
      'isn\'t {"api_key": "…"}',
    ],
    [
      "a role that may not read the secret",
      ({ blind, secretArn, withEndpoint }) =>
        withEndpoint({ secretsManagerConfiguration: { enabled: true, secretArn, roleArn: blind } }),
      {},
      "blind may not read the secret",
    ],
    [
      "a bucket that isn't there",
      ({ roleArn, withEndpoint }) => withEndpoint({ s3Configuration: { bucketArn: "arn:aws:s3:::other", roleArn } }),
      {},
      "there is no bucket arn:aws:s3:::other",
    ],
    [
      "a role that may not write to the bucket",
      ({ bucketArn, poor, withEndpoint }) => withEndpoint({ s3Configuration: { bucketArn, roleArn: poor } }),
      {},
      "poor may not write",
    ],
  ],
);

describe("a delivery stream", () => {
  it("has its ARN as id", () => {
    const cloud = inLocalCloud();
    const { id } = cloud.create(DELIVERY_STREAM, streaming(cloud).inputs);

    expect(id).toBe(`arn:aws:firehose:eu-west-1:${cloud.accountId}:deliverystream/logs`);
  });

  it.each([
    ["another name", { name: "other" }, ["name"]],
    ["another endpoint", { httpEndpointConfiguration: { url: "https://example.com" } }, []],
    ["encryption", { serverSideEncryption: { enabled: true } }, []],
  ])("is replaced or not by %s", (_, change, replaced) => {
    const type = inLocalCloud().cloud.typeOf(DELIVERY_STREAM);
    const before = { name: "logs", destination: "http_endpoint" };

    expect(difference(type, before, { ...before, ...change }).replacing).toEqual(replaced);
  });
});
