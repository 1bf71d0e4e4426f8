import type { CloudReader, CloudResource } from "../../model/resource";
import type { Reference, ResourceType } from "../../model/resource-type";
import { text, type Properties } from "../../model/values";
import { OVERWRITES } from "../../model/warning";

export const QUEUE = "aws:sqs/queue:Queue";
export const FIFO_SUFFIX = ".fifo";

/** Types of resources that set one attribute of a queue, as the queue's own input of that name does. */
export const ATTRIBUTE_TYPES = {
  policy: "aws:sqs/queuePolicy:QueuePolicy",
  redrivePolicy: "aws:sqs/redrivePolicy:RedrivePolicy",
  redriveAllowPolicy: "aws:sqs/redriveAllowPolicy:RedriveAllowPolicy",
} as const;

export type QueueAttribute = keyof typeof ATTRIBUTE_TYPES;

/** The queue with an ARN. */
export function queueOfArn(queueArn: string, cloud: CloudReader): CloudResource | undefined {
  return cloud.ofType(QUEUE).find(({ computed }) => computed.arn === queueArn);
}

export function isFifo(queue: { readonly inputs: Properties }): boolean {
  return queue.inputs.fifoQueue === true;
}

/** An attribute of a queue, by its own input or by a separate resource; undefined where neither sets it. */
export function attributeOf(queue: CloudResource, attribute: QueueAttribute, cloud: CloudReader): string | undefined {
  const own = text(queue.inputs, attribute);
  if (own !== undefined && own !== "") return own;
  const setter = cloud
    .ofType(ATTRIBUTE_TYPES[attribute])
    .find(({ inputs, region }) => inputs.queueUrl === queue.id && region === queue.region);
  return setter && text(setter.inputs, attribute);
}

/** The resources that set attributes of a queue; they are gone with it. */
export function settersOf(queue: CloudResource, cloud: CloudReader): readonly CloudResource[] {
  return Object.values(ATTRIBUTE_TYPES).flatMap((type) =>
    cloud.ofType(type).filter(({ inputs }) => inputs.queueUrl === queue.id),
  );
}

/** An input that names a queue by its URL. */
const QUEUE_REFERENCE: Reference = {
  input: "queueUrl",
  to: [QUEUE],
  inRegion: true,
  missing: {
    code: "AWS.SimpleQueueService.NonExistentQueue",
    message: (url) => `The specified queue does not exist: ${url}`,
  },
};

/** What all types have in common that set one attribute of a queue. */
export const ONE_PER_QUEUE: Pick<ResourceType, "replaceOnChanges" | "unique" | "references" | "make"> = {
  replaceOnChanges: ["queueUrl", "region"],
  unique: {
    inputs: ["queueUrl"],
    scope: "region",
    code: "InvalidAttributeValue",
    message: (url) => `The queue has this attribute already: ${url}`,
    warning: OVERWRITES,
  },
  references: [QUEUE_REFERENCE],
  make: ({ inputs }) => ({ id: text(inputs, "queueUrl") ?? "", computed: {} }),
};
