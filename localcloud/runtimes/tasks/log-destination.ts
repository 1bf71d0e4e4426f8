import { lastPartOf } from "../../../components/shared/arn";
import { text, type Properties } from "../../model/values";
import type { Clock } from "../../behaviour/clock/clock";
import type { LogEvent } from "../../behaviour/model/log";
import type { RunningTask } from "../../behaviour/model/task";

/** Where lines of a container go. */
export interface LogSink {
  readonly clock: Clock;
  readonly log: (event: LogEvent) => void;
}

/**
 * What takes a container's lines: with the driver `awslogs`, the log group and the stream `prefix/container/task`
 * (Amazon ECS Developer Guide, "Send Amazon ECS logs to CloudWatch"). Other drivers' lines go nowhere.
 */
export function logOf(definition: Properties, task: RunningTask, { clock, log }: LogSink): (line: string) => void {
  const options = "logConfiguration.options";
  const group = text(definition, `${options}.awslogs-group`);
  if (text(definition, "logConfiguration.logDriver") !== "awslogs" || group === undefined) return () => undefined;
  const taskId = lastPartOf(task.arn);
  const prefix = text(definition, `${options}.awslogs-stream-prefix`);
  const stream = prefix === undefined ? taskId : `${prefix}/${text(definition, "name") ?? ""}/${taskId}`;
  const region = text(definition, `${options}.awslogs-region`) ?? task.region;
  return (message) => {
    log({ region, group, stream, at: clock.now(), message });
  };
}
