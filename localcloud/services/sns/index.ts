import { topicPolicy } from "./topic-policy";
import { topicSubscription } from "./topic-subscription";
import { topic } from "./topic";

export const SNS_TYPES = [topic, topicPolicy, topicSubscription];
