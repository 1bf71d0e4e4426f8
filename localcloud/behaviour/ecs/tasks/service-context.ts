import { isDeepStrictEqual } from "node:util";
import type { CloudResource } from "../../../model/resource";
import { SERVICE } from "../../../services/ecs/service-lookup";
import { HOUR } from "../../model/instant";
import type { RunningService } from "../../model/service";
import type { RunningTask } from "../../model/task";
import type { TaskScheduling } from "../../model/task-scheduling";
import type { TasksDraft } from "./draft";
import { serviceEvent } from "./events";
import type { Room } from "./room";
import { DELETED, settingsOf, type ServiceSettings } from "./settings";

/**
 * An event that tells of a problem isn't repeated until the problem is solved or six hours are over (Amazon ECS
 * Developer Guide, "Viewing Amazon ECS service event messages").
 */
const REPEATED_AFTER = 6 * HOUR;

/** A service during a look: what it is, its tasks, and what the scheduler remembers of it. */
export class ServiceContext {
  readonly resource: CloudResource | undefined;
  readonly settings: ServiceSettings;
  private memory: TaskScheduling;
  private isImpaired = false;

  constructor(
    readonly draft: TasksDraft,
    readonly service: RunningService,
    readonly room: () => Room,
  ) {
    const { cloud, running } = draft.situation;
    this.resource = cloud.find(SERVICE, service.arn);
    this.settings = settingsOf(this.resource ?? DELETED);
    this.memory = running.find("taskScheduling", service.arn) ?? { serviceArn: service.arn, throttles: [] };
  }

  get remembered(): TaskScheduling {
    return this.memory;
  }

  /** Its tasks, the stopped ones too, as they are by now. */
  tasks(): RunningTask[] {
    return this.draft.ofService(this.service.arn);
  }

  /** Tasks that are to run, as they are by now. */
  active(): RunningTask[] {
    return this.tasks().filter(({ desiredStatus }) => desiredStatus === "RUNNING");
  }

  remember(part: Partial<TaskScheduling>): void {
    this.memory = { ...this.memory, ...part };
  }

  event(message: string): void {
    serviceEvent(this.draft, this.service.arn, message);
  }

  /** Tells of a problem that keeps the scheduler from its work, once in a while. */
  impaired(message: string): void {
    this.isImpaired = true;
    const { impairment } = this.memory;
    if (impairment?.message === message && this.draft.now < impairment.at + REPEATED_AFTER) return;
    this.event(message);
    this.remember({ impairment: { message, at: this.draft.now } });
  }

  /**
   * Keeps what is remembered for the next look; a problem that didn't show again in a look that did work is solved.
   */
  save(hasWorked: boolean): void {
    if (hasWorked && !this.isImpaired && this.memory.impairment !== undefined) this.remember({ impairment: undefined });
    const before = this.draft.situation.running.find("taskScheduling", this.service.arn);
    const after = hasContent(this.memory) ? this.memory : undefined;
    if (after === before || isDeepStrictEqual(after, before)) return;
    this.draft.change({
      kind: "taskScheduling",
      id: this.service.arn,
      ...(after === undefined ? {} : { value: after }),
    });
  }
}

function hasContent({ throttles, impairment, retryAt, unhealthy = [], rebalanced = [] }: TaskScheduling): boolean {
  return [throttles, unhealthy, rebalanced].some((list) => list.length > 0) || (impairment ?? retryAt) !== undefined;
}
