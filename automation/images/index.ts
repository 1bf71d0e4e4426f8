export { buildImage, type BuildImageArgs, type BuiltImage } from "./build";
export { cleanUpImages, type CleanUpImagesArgs } from "./clean-up/clean-up";
export { type CleanUpRules, imagesToDelete, type RepositoryImage } from "./clean-up/images-to-delete";
export type { ImageContext } from "./context";
export { DockerCli } from "./docker/docker-cli";
export type { BuildArgs, BuilderCall, ImageBuilder } from "./docker/image-builder";
export type { ImageEvent } from "./events";
export { ImageFailure, type ImageFailureCode } from "./failure";
export { findImage, type FindImageArgs, type FoundImage, requireImage } from "./find";
export { pushImage, type PushImageArgs, type PushedImage } from "./push";
export type { EcrClientOf } from "./registry/ecr";
export type { CredentialsOf, RegistryCredentials, RegistryReader } from "./registry/registry";
export {
  type Finding,
  FINDING_SEVERITIES,
  type FindingCounts,
  type FindingSeverity,
  type Scanner,
} from "./scan/finding";
export { scanImage, type ScanImageArgs, type ScanResult } from "./scan/scan";
export { type AcceptedVulnerability, describeFinding, SCAN_POLICIES, type ScanPolicy } from "./scan/scan-policy";
