import { AwsError } from "../../../model/aws-error";
import { text } from "../../../model/values";
import { type ApiOperation, reading, type ServiceOperations } from "../../operation";
import { pageOf } from "../pages";

const TOPIC = "aws:sns/topic:Topic";

/** Amazon SNS API Reference, Publish. */
const publish: ApiOperation = ({ input, region }, { cloud, draw }) => {
  const topicArn = text(input, "TopicArn") ?? text(input, "TargetArn") ?? "";
  const topic = cloud.find(TOPIC, topicArn);
  if (topic?.region !== region) throw new AwsError("NotFound", "Topic does not exist");
  const message = text(input, "Message") ?? "";
  if (message === "") throw new AwsError("InvalidParameter", "Invalid parameter: Empty message");
  const subject = text(input, "Subject") ?? "AWS Notification Message";
  const MessageId = messageId(draw);
  return {
    effects: [{ kind: "outcome", outcome: { commands: [{ kind: "publish", topicArn, subject, message }] } }],
    output: () => ({ MessageId }),
  };
};

/** Operations of Amazon SNS. */
export const SNS_OPERATIONS: ServiceOperations = {
  ListTopics: reading(({ input, region }, { cloud }) => {
    const topics = cloud.ofType(TOPIC).filter((each) => each.region === region);
    const { elements, next } = pageOf(topics, input, { token: "NextToken" });
    return { Topics: elements.map(({ id }) => ({ TopicArn: id })), ...next };
  }),
  Publish: publish,
};

function messageId(draw: (digits: number) => string): string {
  return [8, 4, 4, 4, 12].map(draw).join("-");
}
