import type { Report } from "../../local/session";

/** Prints a result: as JSON for programs, otherwise for people. */
export function printResult<Result>(
  print: Report,
  isJson: boolean,
  result: Result,
  render: (result: Result) => string,
): void {
  print(isJson ? JSON.stringify(result, undefined, 2) : render(result));
}
