import { UserError } from "../../tools/shared/user-error";

/** The local cloud's file holds something that it did not write. */
export class StateCorruptedError extends UserError {
  constructor(path: string, lineNumber: number) {
    super(
      `the local cloud's state can't be read: ${path}, line ${lineNumber}`,
      `Restore the file from a copy, or give up all local deployments: rm -r .local/cloud .local/pulumi/state`,
    );
  }
}
