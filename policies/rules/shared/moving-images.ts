import { isImageDigest, splitImageReference } from "../../../components/shared/image-reference";
import { textList, type Finding, type Reader, type RuleConfiguration } from "../../core";

export interface MovingImageSettings {
  /** Tags that move from image to image. */
  readonly movingTags: readonly string[];
  /** Whether images have to be named by digest. */
  readonly digestRequired: boolean;
}

export const MOVING_IMAGES: RuleConfiguration<MovingImageSettings> = {
  schema: {
    movingTags: textList("Tags that are moved from image to image"),
    digestRequired: { type: "boolean", description: "Whether images have to be named by digest" },
  },
  defaults: {
    development: { movingTags: ["latest"], digestRequired: false },
    staging: { movingTags: ["latest"], digestRequired: false },
    production: { movingTags: ["latest"], digestRequired: true },
  },
};

/** The finding for the image of `container`, which `property` names. */
export function movingImage(container: Reader, property: string, settings: MovingImageSettings): Finding[] {
  const { movingTags, digestRequired } = settings;
  const image = container.string("image");
  if (!image.known || image.value === undefined) return [];
  const { tag, digest } = splitImageReference(image.value);
  if (digest !== undefined && isImageDigest(digest)) return [];
  const problem = problemOf(tag, settings);
  if (problem === undefined) return [];
  return [
    {
      property,
      value: image.value,
      problem,
      allowed: digestRequired
        ? "repository@sha256:…"
        : `repository@sha256:…, or a tag other than ${movingTags.join(", ")}`,
      fix: "name the image by digest",
    },
  ];
}

function problemOf(tag: string | undefined, settings: MovingImageSettings): string | undefined {
  if (tag === undefined) return "without a tag it is whatever is called latest when a container starts";
  if (settings.movingTags.includes(tag)) return `what is called ${tag} changes without a deployment`;
  return settings.digestRequired ? "a tag can be moved to another image without a deployment" : undefined;
}
