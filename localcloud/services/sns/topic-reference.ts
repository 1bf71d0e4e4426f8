import type { Reference } from "../../model/resource-type";

/** An input that names a topic by its ARN; what hangs on a topic goes with it. */
export function topicReference(input: string): Reference {
  return {
    input,
    to: ["aws:sns/topic:Topic"],
    missing: { code: "NotFound", message: (topicArn) => `Topic does not exist: ${topicArn}` },
  };
}
