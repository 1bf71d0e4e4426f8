import { outputsOf } from "../../../model/resource";
import { text } from "../../../model/values";
import { QUEUE } from "../../../services/sqs/queue-lookup";
import { reading, type ServiceOperations } from "../../operation";
import { pageOf } from "../pages";
import { messageOperations } from "./messages";

/** Operations of Amazon SQS. */
export const SQS_OPERATIONS: ServiceOperations = {
  ...messageOperations,
  ListQueues: reading(({ input, region }, { cloud }) => {
    const prefix = text(input, "QueueNamePrefix") ?? "";
    const urls = cloud
      .ofType(QUEUE)
      .filter((queue) => queue.region === region && (text(outputsOf(queue), "name") ?? "").startsWith(prefix))
      .map(({ id }) => id);
    const { elements, next } = pageOf(urls, input, { token: "NextToken", limit: "MaxResults", most: 1000 });
    return { QueueUrls: elements, ...next };
  }),
};
