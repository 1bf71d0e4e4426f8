import { randomUUID } from "node:crypto";
import { arnPattern, FUNCTION_ARN } from "../../../components/shared/arn";
import { refuse } from "../../model/aws-error";
import type { Operation, ResourceType } from "../../model/resource-type";
import { flag, text } from "../../model/values";
import {
  isFifo,
  refuseReplay,
  requireDeliveryPolicy,
  requireFilter,
  requireRedrivePolicy,
} from "./subscription-policies";
import { topicReference } from "./topic";

/** What an endpoint of each protocol looks like (Amazon SNS API Reference, Subscribe). */
const ENDPOINTS: Readonly<Record<string, RegExp>> = {
  application: arnPattern({ service: "sns", resource: "endpoint/.+" }),
  email: /^[^@\s]+@[^@\s]+\.[^@\s]+$/,
  "email-json": /^[^@\s]+@[^@\s]+\.[^@\s]+$/,
  firehose: arnPattern({ service: "firehose", resource: "deliverystream/.+" }),
  http: /^http:\/\/\S+$/,
  https: /^https:\/\/\S+$/,
  lambda: FUNCTION_ARN,
  sms: /^\+?[\d-]+$/,
  sqs: arnPattern({ service: "sqs", resource: ".+" }),
};

/** Protocols whose endpoint has to confirm the subscription; in the local cloud none does. */
const CONFIRMED_BY_RECIPIENT = ["email", "email-json", "http", "https"];

/** Protocols that can deliver a message without its envelope (Amazon SNS Developer Guide, "Raw message delivery"). */
const RAW_DELIVERY = ["firehose", "http", "https", "sqs"];

export const TOPIC_SUBSCRIPTION = "aws:sns/topicSubscription:TopicSubscription";

export const topicSubscription: ResourceType = {
  type: TOPIC_SUBSCRIPTION,
  mapping: {
    operation: "sns.Subscribe",
    inputs: { topic: "TopicArn" },
  },
  documentedLimits: {
    protocol: [
      {
        document: "Amazon SNS API Reference, Subscribe",
        enum: ["http", "https", "email", "email-json", "sms", "sqs", "application", "lambda", "firehose"],
        message: (value) => `Invalid parameter: Amazon SNS does not support this protocol string: ${value}`,
      },
    ],
  },
  defaults: { confirmationTimeoutInMinutes: 1, endpointAutoConfirms: false, rawMessageDelivery: false },
  replaceOnChanges: ["endpoint", "protocol", "topic", "region"],
  unique: {
    inputs: ["topic", "protocol", "endpoint"],
    scope: "region",
    code: "InvalidParameter",
    message: (subscription) => `The endpoint is subscribed already: ${subscription}`,
    warning: "it is the same subscription, and the deletion of either takes both away",
  },
  references: [topicReference("topic")],
  rules: [
    requireEndpoint,
    requireDeliverable,
    requireRawDelivery,
    requireFilter,
    requireDeliveryPolicy,
    requireRedrivePolicy,
    refuseReplay,
    requireRole,
  ],
  make: ({ inputs, accountId }) => {
    const id = `${text(inputs, "topic") ?? ""}:${randomUUID()}`;
    const pendingConfirmation = CONFIRMED_BY_RECIPIENT.includes(text(inputs, "protocol") ?? "");
    return { id, computed: { arn: id, confirmationWasAuthenticated: false, ownerId: accountId, pendingConfirmation } };
  },
};

function requireEndpoint({ inputs }: Operation): void {
  const protocol = text(inputs, "protocol") ?? "";
  const endpoint = text(inputs, "endpoint") ?? "";
  if (ENDPOINTS[protocol]?.test(endpoint) === true) return;
  refuse(
    "InvalidParameter",
    `Invalid parameter: Endpoint Reason: '${endpoint}' is no endpoint of protocol '${protocol}'`,
    "endpoint, protocol",
  );
}

/** Amazon SNS Developer Guide, "FIFO topics": they deliver to queues only, and FIFO queues are fed by them only. */
function requireDeliverable({ inputs }: Operation): void {
  const protocol = text(inputs, "protocol") ?? "";
  const topicIsFifo = isFifo(text(inputs, "topic"));
  if (topicIsFifo && protocol !== "sqs") {
    refuse(
      "InvalidParameter",
      `Invalid parameter: Invalid protocol type: ${protocol}, FIFO topics deliver to SQS queues`,
      "protocol",
    );
  }
  if (topicIsFifo || !isFifo(text(inputs, "endpoint"))) return;
  refuse(
    "InvalidParameter",
    "Invalid parameter: Endpoint Reason: FIFO SQS Queues can not be subscribed to standard SNS topics",
    "endpoint",
  );
}

function requireRawDelivery({ inputs }: Operation): void {
  const protocol = text(inputs, "protocol") ?? "";
  if (flag(inputs, "rawMessageDelivery") !== true || RAW_DELIVERY.includes(protocol)) return;
  refuse(
    "InvalidParameter",
    `Invalid parameter: Attributes Reason: RawMessageDelivery: Delivery protocol [${protocol}] does not support raw message delivery.`,
    "rawMessageDelivery",
  );
}

/** Amazon SNS API Reference, Subscribe: Firehose is written to by a role, the others by SNS itself. */
function requireRole({ inputs }: Operation): void {
  const isFirehose = text(inputs, "protocol") === "firehose";
  if (isFirehose === (text(inputs, "subscriptionRoleArn") !== undefined)) return;
  refuse(
    "InvalidParameter",
    "Invalid parameter: Attributes Reason: SubscriptionRoleArn is needed for firehose, and for nothing else",
    "subscriptionRoleArn",
  );
}
