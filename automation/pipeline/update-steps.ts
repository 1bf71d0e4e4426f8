import type { Operation } from "../engine/operation";
import { isChange } from "../engine/operation";

/**
 * Types of resources that are the application: images, migrations, task definitions and services. All else is its
 * infrastructure.
 */
const APPLICATION_TYPES: readonly string[] = [
  "aws:ecs/service:Service",
  "aws:ecs/taskDefinition:TaskDefinition",
  "proofpix:database-migration:MigrationRun",
];

/** A time span of an update; seconds since 1970. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** What an operation belongs to. */
export type UpdatePart = "infrastructure" | "application";

/** An update told apart: what infrastructure took, and what the application took. The two may overlap. */
export interface UpdateSpans {
  readonly infrastructure?: Span;
  readonly application?: Span;
}

/** Whether a resource is of the application. */
export function isOfApplication({ type }: Pick<Operation, "type">): boolean {
  return APPLICATION_TYPES.includes(type);
}

/** Tells the two steps of an update apart by the engine's operations, started, done and failed, in their order. */
export class UpdateTimes {
  private readonly changes: Operation[] = [];

  take(operation: Operation): void {
    if (isChange(operation)) this.changes.push(operation);
  }

  get spans(): UpdateSpans {
    return {
      infrastructure: spanOf(this.changes.filter((change) => !isOfApplication(change))),
      application: spanOf(this.changes.filter(isOfApplication)),
    };
  }

  /** How many resources of each part changed, in a sentence. */
  described(part: UpdatePart): string {
    const own = this.changes.filter((change) => isOfApplication(change) === (part === "application"));
    const count = new Set(own.map(({ urn }) => urn)).size;
    return count === 1 ? "1 resource changed" : `${count} resources changed`;
  }
}

function spanOf(operations: readonly Operation[]): Span | undefined {
  const times = operations.map(({ at }) => at);
  return times.length === 0 ? undefined : { from: Math.min(...times), to: Math.max(...times) };
}
