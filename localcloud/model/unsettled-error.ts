import type { CloudResource } from "./resource";

/**
 * AWS took what was asked, and the provider failed while it waited for the outcome. The engine then records the resource as
 * it was asked for, and that it is not complete.
 */
export class UnsettledError extends Error {
  override readonly name = "UnsettledError";

  /** @param asked the resource as the engine asked for it, whatever the cloud holds. */
  constructor(
    readonly asked: CloudResource,
    reason: string,
  ) {
    super(reason);
  }
}
