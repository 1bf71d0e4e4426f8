import type { Charges } from "./charge";

export const MESSAGING_AND_STORAGE: Charges = {
  "aws:sqs/queue:Queue": (queue, sheet) => {
    const isOrdered = queue.flag("fifoQueue") === true;
    sheet.dependsOnUse("requests", "million requests", isOrdered ? "sqs.requests-fifo" : "sqs.requests");
  },
  "aws:sns/topic:Topic": (_topic, sheet) => {
    sheet.dependsOnUse("requests", "million requests", "sns.requests");
  },
  "aws:kinesis/stream:Stream": (stream, sheet) => {
    if (stream.text("streamModeDetails.streamMode") === "ON_DEMAND")
      sheet.hourly("stream on demand", "kinesis.on-demand");
    else sheet.hourly("shards", "kinesis.shard", stream.number("shardCount") ?? 1);
    sheet.dependsOnUse("data", "GB");
  },
  "aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream": (_stream, sheet) => {
    sheet.dependsOnUse("data", "GB");
  },
  "aws:s3/bucket:Bucket": (_bucket, sheet) => {
    sheet.dependsOnUse("objects", "GB-month");
    sheet.dependsOnUse("requests", "1,000 requests");
  },
  "aws:backup/vault:Vault": (_vault, sheet) => {
    sheet.dependsOnUse("backups", "GB-month", "rds.backup.gigabyte");
  },
};
