import { validateTask } from "../container-service/task-validation";
import type { ArgumentProblems } from "../shared/validation";
import type { ContainerTaskArgs } from "./args";
import { DEFAULT_CAPACITY } from "./run-request";

/** Records everything in the arguments that could not work. */
export function validateContainerTask(args: ContainerTaskArgs, problems: ArgumentProblems): void {
  validateTask(args, args.capacity ?? DEFAULT_CAPACITY, problems);
}
