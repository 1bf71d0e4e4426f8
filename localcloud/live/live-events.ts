import type { TimedEvent } from "../behaviour/world/world";
import { Recent, type Since } from "./recent";
import { isShownTo, type Stacks } from "./stacks";

/** Something that happened, and the stack to which it happened; none where no program created what it names. */
export interface LiveEvent extends TimedEvent {
  readonly stack?: string;
}

/** Keeps what happened last, to all stacks. */
export class LiveEvents {
  private readonly recent = new Recent<LiveEvent>();

  constructor(readonly stacks: Stacks) {}

  /** The stack is told now: what an event names may be gone when somebody looks. */
  add(event: TimedEvent): void {
    const stack = this.stacks.ofNamed(event.subject);
    this.recent.add(stack === undefined ? event : { ...event, stack });
  }

  /** What happened since a number, to a stack or, without one, to all. */
  since(number = 0, stack?: string): Since<LiveEvent> {
    const { things, next } = this.recent.since(number);
    return { things: things.filter((event) => isShownTo(stack, event.stack)), next };
  }
}
