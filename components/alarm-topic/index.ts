export { AlarmTopic, type AlarmTopicArgs, type AlarmTopicTransforms } from "./alarm-topic";
