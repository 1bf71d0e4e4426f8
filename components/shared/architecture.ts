/** Processor architecture of an image, and of the instances that run it. */
export type Architecture = "x86_64" | "arm64";

/** Architecture where none is given. */
export const DEFAULT_ARCHITECTURE: Architecture = "x86_64";
