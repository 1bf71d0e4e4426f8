import { UserError } from "../../tools/shared/user-error";

/** What went wrong with an image, for programs. */
export type ImageFailureCode =
  | "docker-missing"
  | "build-failed"
  | "push-failed"
  | "tag-taken"
  | "digest-mismatch"
  | "image-not-found"
  | "registry-refused"
  | "registry-unreachable"
  | "scan-failed"
  | "timed-out";

/** An image that can't be built, pushed, found or scanned: what is wrong, and what to do about it. */
export class ImageFailure extends UserError {
  constructor(
    readonly code: ImageFailureCode,
    message: string,
    nextStep: string,
    options?: { readonly cause?: unknown },
  ) {
    super(message, nextStep, options);
  }
}
