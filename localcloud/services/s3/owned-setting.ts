import type { Made, Operation } from "../../model/resource-type";
import { text } from "../../model/values";

/** Identity of a setting of a bucket: the bucket, and the account that is expected to own it where one is named. */
export function settingOfBucket({ inputs }: Operation): Made {
  const owner = text(inputs, "expectedBucketOwner");
  const bucket = text(inputs, "bucket") ?? "";
  return { id: owner === undefined ? bucket : `${bucket},${owner}`, computed: {} };
}
