/** Whether a deployed resource runs on this machine. */
export interface ResourceStatus {
  /** ARN or id of the resource. */
  readonly resource: string;
  readonly runs: boolean;
  /** What runs for it, or why nothing does. */
  readonly detail: string;
}
