import { modelled } from "../../limits/wording";
import type { CloudService } from "../../model/resource-type";
import { deliveryStream } from "./delivery-stream";

export const FIREHOSE: CloudService = {
  types: [deliveryStream],
  wordings: { firehose: modelled("InvalidArgumentException") },
};
