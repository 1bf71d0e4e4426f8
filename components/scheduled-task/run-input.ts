import { CONTAINER_NAME } from "../container-service";

/** What a schedule changes of the task that it runs, every value known. */
export interface RunChanges {
  readonly command?: readonly string[] | undefined;
  readonly environment?: Readonly<Record<string, string>> | undefined;
}

/**
 * The overrides of a run as Scheduler passes them on (Amazon ECS API Reference, TaskOverride), with variables in the
 * order of their names; undefined where nothing is changed.
 */
export function runInput({ command, environment = {} }: RunChanges): string | undefined {
  const variables = Object.entries(environment)
    .sort(([first], [second]) => (first < second ? -1 : 1))
    .map(([name, value]) => ({ name, value }));
  if (command === undefined && variables.length === 0) return undefined;
  const override = {
    name: CONTAINER_NAME,
    ...(command !== undefined && { command }),
    ...(variables.length > 0 && { environment: variables }),
  };
  return JSON.stringify({ containerOverrides: [override] });
}
