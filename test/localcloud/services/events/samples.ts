import type { Samples } from "../../limits/samples";
import { TAGS, TOPIC } from "../../limits/samples/values";

export const SAMPLES: Samples = {
  "aws:cloudwatch/eventRule:EventRule": {
    name: "enterprise-deployment-failed",
    description: "An ECS deployment failed",
    eventPattern: JSON.stringify({ source: ["aws.ecs"] }),
    state: "ENABLED",
    tags: TAGS,
  },
  "aws:cloudwatch/eventTarget:EventTarget": {
    rule: "enterprise-deployment-failed",
    targetId: "topic",
    arn: TOPIC,
    inputTransformer: { inputPaths: { service: "$.resources[0]" }, inputTemplate: '"<service>"' },
  },
};
