/** The local cloud's file holds something that it did not write. */
export class StateCorruptedError extends Error {
  override readonly name = "StateCorruptedError";

  constructor(path: string, lineNumber: number) {
    super(
      `the local cloud's state can't be read: ${path}, line ${lineNumber}; restore the file from a copy, ` +
        `or start over by deleting the folder .local/cloud and .local/pulumi/state with it`,
    );
  }
}
