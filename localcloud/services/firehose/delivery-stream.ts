import { refuse } from "../../model/aws-error";
import { arn } from "../../model/identifiers";
import type { Operation, ResourceType } from "../../model/resource-type";
import { flag, object, text } from "../../model/values";
import { isAssumableBy, roleArnReference, roleByArn } from "../iam/role-reference";
import { nameOf, NotModelledError, refuseUnmodelled } from "../shared/inputs";
import { deliveryRules } from "./delivery-rules";
import { DELIVERY_STREAM } from "./lookup";

const CONFIGURATION = "httpEndpointConfiguration";
const DESTINATION = "HttpEndpointDestinationConfiguration";

/** Destinations and sources of other kinds. */
const UNMODELLED = [
  "elasticsearchConfiguration",
  "extendedS3Configuration",
  "icebergConfiguration",
  "kinesisSourceConfiguration",
  "mskSourceConfiguration",
  "opensearchConfiguration",
  "opensearchserverlessConfiguration",
  "redshiftConfiguration",
  "snowflakeConfiguration",
  "splunkConfiguration",
];

const role = roleArnReference(`${CONFIGURATION}.roleArn`, {
  code: "InvalidArgumentException",
  message: (roleArn) => `Firehose is unable to assume role ${roleArn}. Please check the role provided.`,
});

/** A stream that is put records and delivers them to an HTTP endpoint. */
export const deliveryStream: ResourceType = {
  type: DELIVERY_STREAM,
  mapping: {
    operation: "firehose.CreateDeliveryStream",
    inputs: {
      name: "DeliveryStreamName",
      serverSideEncryption: "DeliveryStreamEncryptionConfigurationInput",
      [CONFIGURATION]: DESTINATION,
      [`${CONFIGURATION}.url`]: `${DESTINATION}.EndpointConfiguration.Url`,
      [`${CONFIGURATION}.name`]: `${DESTINATION}.EndpointConfiguration.Name`,
      [`${CONFIGURATION}.accessKey`]: `${DESTINATION}.EndpointConfiguration.AccessKey`,
      [`${CONFIGURATION}.bufferingSize`]: `${DESTINATION}.BufferingHints.SizeInMBs`,
      [`${CONFIGURATION}.bufferingInterval`]: `${DESTINATION}.BufferingHints.IntervalInSeconds`,
      [`${CONFIGURATION}.retryDuration`]: `${DESTINATION}.RetryOptions.DurationInSeconds`,
      [`${CONFIGURATION}.s3Configuration.bucketArn`]: `${DESTINATION}.S3Configuration.BucketARN`,
      [`${CONFIGURATION}.s3Configuration.roleArn`]: `${DESTINATION}.S3Configuration.RoleARN`,
      [`${CONFIGURATION}.s3Configuration.bufferingSize`]: `${DESTINATION}.S3Configuration.BufferingHints.SizeInMBs`,
      [`${CONFIGURATION}.s3Configuration.bufferingInterval`]: `${DESTINATION}.S3Configuration.BufferingHints.IntervalInSeconds`,
    },
  },
  autonaming: { input: "name", maximumLength: 64 },
  replaceOnChanges: ["name", "destination", "region"],
  unique: {
    inputs: ["name"],
    scope: "region",
    code: "ResourceInUseException",
    message: (name) => `Firehose ${name} already exists`,
  },
  references: [role, { ...role, input: `${CONFIGURATION}.s3Configuration.roleArn` }],
  rules: [
    refuseUnmodelled(UNMODELLED, "other destinations and sources", "services/firehose/delivery-stream.ts"),
    requireHttpEndpoint,
    requireKeyOfEncryption,
    requireOneCredential,
    requireAssumableRole,
    ...deliveryRules,
  ],
  make: (operation) => {
    const { region, accountId } = operation;
    const name = nameOf(operation);
    const id = arn("firehose", region, accountId, `deliverystream/${name}`);
    return { id, computed: { arn: id, name, destinationId: "destinationId-000000000001", versionId: "1" } };
  },
};

/**
 * The provider wants the configuration of the destination that is named (terraform-provider-aws, `delivery_stream.go`).
 */
function requireHttpEndpoint({ inputs }: Operation): void {
  const destination = text(inputs, "destination") ?? "";
  if (destination !== "http_endpoint") {
    throw new NotModelledError(`destinations of the kind ${destination}`, ["destination"], "services/firehose/");
  }
  if (object(inputs, CONFIGURATION) !== undefined) return;
  refuse(
    "InvalidArgumentException",
    `when destination is 'http_endpoint', http_endpoint_configuration is required`,
    CONFIGURATION,
  );
}

/** Amazon Data Firehose API Reference, DeliveryStreamEncryptionConfigurationInput. */
function requireKeyOfEncryption({ inputs }: Operation): void {
  const isOwn = text(inputs, "serverSideEncryption.keyType") === "CUSTOMER_MANAGED_CMK";
  const hasKey = text(inputs, "serverSideEncryption.keyArn") !== undefined;
  if (isOwn === hasKey) return;
  refuse(
    "InvalidArgumentException",
    isOwn ? "KeyARN is required with KeyType CUSTOMER_MANAGED_CMK" : "KeyARN is for KeyType CUSTOMER_MANAGED_CMK only",
    "serverSideEncryption.keyArn",
  );
}

/** Amazon Data Firehose API Reference, SecretsManagerConfiguration: in place of an access key, with a secret's ARN. */
function requireOneCredential({ inputs }: Operation): void {
  const manager = `${CONFIGURATION}.secretsManagerConfiguration`;
  if (flag(inputs, `${manager}.enabled`) !== true) return;
  if (text(inputs, `${manager}.secretArn`) === undefined) {
    refuse("InvalidArgumentException", "SecretARN is required when Secrets Manager is enabled", `${manager}.secretArn`);
  }
  if (text(inputs, `${CONFIGURATION}.accessKey`) === undefined) return;
  refuse(
    "InvalidArgumentException",
    "AccessKey and SecretsManagerConfiguration exclude each other",
    `${CONFIGURATION}.accessKey`,
  );
}

function requireAssumableRole({ inputs, accountId, cloud }: Operation): void {
  for (const input of [`${CONFIGURATION}.roleArn`, `${CONFIGURATION}.s3Configuration.roleArn`]) {
    const roleArn = text(inputs, input);
    const found = roleArn === undefined ? undefined : roleByArn(roleArn, cloud);
    if (found === undefined) continue;
    if (isAssumableBy(found, "firehose.amazonaws.com", { "aws:SourceAccount": accountId })) continue;
    refuse(
      "InvalidArgumentException",
      `Firehose is unable to assume role ${String(roleArn)}. Please check the role provided.`,
      input,
    );
  }
}
