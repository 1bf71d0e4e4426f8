export { AlarmTopic } from "./alarm-topic";
export type { AlarmTopicArgs, AlarmTopicTransforms } from "./args";
