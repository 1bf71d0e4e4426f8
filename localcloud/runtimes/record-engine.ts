import { setImmediate } from "node:timers/promises";
import type { RunningTask } from "../behaviour/model/task";
import type { Properties } from "../model/values";
import type { ContainerEnd, ContainerEngine, ContainerSettings, EngineContainer, EngineTask } from "./container-engine";

/** Exit code of a container of which nothing runs: a deployment goes on as on AWS, where its program would end well. */
export const CODE_OF_RECORD = 0;

/** What a container writes of which nothing runs. */
export function lineOfRecord(image: string, reason: string): string {
  return `local cloud: nothing of ${image} ran, and its exit code is ${CODE_OF_RECORD}: ${reason}`;
}

/**
 * Ends tasks of RunTask that nothing on this machine can run, and says so in their logs: without it, an update that
 * waits for one would fail for want of Docker. Services without an engine stay records and start no task.
 */
export class RecordEngine implements ContainerEngine {
  readonly name = "record";
  readonly limitsMemory = true;

  /** @param reasonOf why nothing else runs a task definition */
  constructor(private readonly reasonOf: (taskDefinition: Properties) => string) {}

  reasonNotToRun(): undefined {
    return undefined;
  }

  open(_task: RunningTask, taskDefinition: Properties): Promise<EngineTask> {
    const reason = this.reasonOf(taskDefinition);
    return Promise.resolve({
      addresses: [],
      start: ({ image }: ContainerSettings, onLine: (line: string) => void) => {
        onLine(lineOfRecord(image, reason));
        return Promise.resolve(new RecordedContainer());
      },
      close: () => Promise.resolve(),
    });
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}

/** A container that ends at once, after its task has been told to have started. */
class RecordedContainer implements EngineContainer {
  readonly ended: Promise<ContainerEnd> = setImmediate({ exitCode: CODE_OF_RECORD });

  stop(): void {}
  kill(): void {}
  hang(): void {}
  resume(): void {}

  check(): Promise<boolean> {
    return Promise.resolve(false);
  }

  usage(): Promise<undefined> {
    return Promise.resolve(undefined);
  }
}
