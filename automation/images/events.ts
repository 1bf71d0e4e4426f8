import type { FindingCounts, Scanner } from "./scan/finding";

/** What happens to an image, told while it happens. No event holds a credential or the value of a build argument. */
export type ImageEvent =
  | { readonly code: "image-build-started"; readonly directory: string; readonly buildArguments: readonly string[] }
  | { readonly code: "image-build-line"; readonly line: string }
  | { readonly code: "image-built"; readonly imageId: string }
  | { readonly code: "image-push-started"; readonly reference: string }
  | { readonly code: "image-push-line"; readonly line: string }
  /** The registry has this very image under this tag already. */
  | { readonly code: "image-push-skipped"; readonly reference: string; readonly digest: string }
  | { readonly code: "image-pushed"; readonly reference: string; readonly digest: string }
  | { readonly code: "image-scan-started"; readonly scanner: Scanner; readonly image: string }
  /** The registry hasn't finished its scan. */
  | { readonly code: "image-scan-waiting"; readonly image: string; readonly status: string }
  | {
      readonly code: "image-scanned";
      readonly scanner: Scanner;
      readonly image: string;
      readonly counts: FindingCounts;
    }
  /** Nothing scanned the image, and why not. */
  | { readonly code: "image-not-scanned"; readonly image: string; readonly reason: string }
  | { readonly code: "image-deleted"; readonly repository: string; readonly digest: string }
  /** The registry kept an image that was to be deleted, and why. */
  | {
      readonly code: "image-kept";
      readonly repository: string;
      readonly digest: string;
      readonly reason: string;
    };
