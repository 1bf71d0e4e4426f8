import type { CloudReader, CloudResource } from "../../model/resource";

export const DELIVERY_STREAM = "aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream";

/** The delivery stream with an ARN. */
export function deliveryStreamByArn(arn: string, cloud: CloudReader): CloudResource | undefined {
  return cloud.ofType(DELIVERY_STREAM).find(({ computed }) => computed.arn === arn);
}
