import type { Samples } from "../../limits/samples";
import { KEY, ROLE, TAGS } from "../../limits/samples/values";

export const SAMPLES: Samples = {
  "aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream": {
    name: "shop-logs",
    destination: "http_endpoint",
    serverSideEncryption: { enabled: true, keyType: "CUSTOMER_MANAGED_CMK", keyArn: KEY },
    httpEndpointConfiguration: {
      name: "Datadog",
      url: "https://aws-kinesis-http-intake.logs.datadoghq.eu/v1/input",
      roleArn: ROLE,
      bufferingInterval: 60,
      bufferingSize: 4,
      retryDuration: 60,
      s3BackupMode: "FailedDataOnly",
      requestConfiguration: { contentEncoding: "GZIP" },
      secretsManagerConfiguration: {
        enabled: true,
        secretArn: "arn:aws:secretsmanager:eu-west-1:123456789012:secret:datadog-AbCdEf",
        roleArn: ROLE,
      },
      s3Configuration: {
        bucketArn: "arn:aws:s3:::shop-failed-logs",
        roleArn: ROLE,
        bufferingInterval: 300,
        bufferingSize: 5,
        kmsKeyArn: KEY,
      },
    },
    tags: TAGS,
  },
};
