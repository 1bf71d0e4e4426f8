export type { ContainerTaskArgs, ContainerTaskTransforms } from "./args";
export { ContainerTask } from "./container-task";
export type { RunTaskParameters, TaskCapacityProvider, TaskPlacement } from "./run-request";
