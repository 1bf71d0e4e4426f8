import { isKnownAs, type ResourceView, type StackView } from "../../core";

const TOPIC = "aws:sns/topic:Topic";
const TOPIC_POLICY = "aws:sns/topicPolicy:TopicPolicy";
const SUBSCRIPTION = "aws:sns/topicSubscription:TopicSubscription";
const COMPOSITE_ALARM = "aws:cloudwatch/compositeAlarm:CompositeAlarm";

/** Why an alarm reaches nobody: the property at fault and what is wrong with it; undefined if it reaches somebody. */
export interface DeadEnd {
  readonly property: "actionsEnabled" | "alarmActions";
  readonly value?: unknown;
  readonly problem: string;
}

/** Follows an alarm's actions, and those of composite alarms that contain it, to the people that they reach. */
export function deadEndOf(stack: StackView, alarm: ResourceView): DeadEnd | undefined {
  const deadEnd = ownDeadEnd(stack, alarm);
  if (deadEnd === undefined) return undefined;
  const composites = stack.referrersOf(alarm, "alarmRule", [COMPOSITE_ALARM]);
  return composites.some((composite) => ownDeadEnd(stack, composite) === undefined) ? undefined : deadEnd;
}

function ownDeadEnd(stack: StackView, alarm: ResourceView): DeadEnd | undefined {
  if (isKnownAs(alarm.boolean("actionsEnabled"), false)) {
    return { property: "actionsEnabled", value: false, problem: "the alarm rings and does nothing" };
  }
  const actions = alarm.list("alarmActions");
  if (!actions.known) return undefined;
  if (actions.value === undefined || actions.value.length === 0) {
    return { property: "alarmActions", value: actions.value, problem: "the alarm rings and tells nobody" };
  }
  const topics = topicsOf(stack, alarm);
  const isOnlyTopics = topics.length >= actions.value.length;
  if (!isOnlyTopics || topics.some((topic) => stack.referrersOf(topic, "topic", [SUBSCRIPTION]).length > 0)) {
    return undefined;
  }
  const names = topics.map(({ name }) => name).join(", ");
  return { property: "alarmActions", value: names, problem: "nobody has subscribed to the topic that it tells" };
}

/** Topics of the stack among an alarm's actions, by reference or by the topic policy that lets alarms publish. */
function topicsOf(stack: StackView, alarm: ResourceView): readonly ResourceView[] {
  const named = stack.referencesTo(alarm, "alarmActions", [TOPIC, TOPIC_POLICY]);
  const topics = named.flatMap((each) => (each.type === TOPIC ? [each] : stack.referencesTo(each, "arn", [TOPIC])));
  return [...new Set(topics)];
}
