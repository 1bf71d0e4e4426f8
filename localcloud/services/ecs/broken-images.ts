import type { CloudReader, CloudResource } from "../../model/resource";
import { text } from "../../model/values";
import { imageAt, tagsOf } from "../registry/images";
import { parseReference } from "../registry/reference";
import { containersOf } from "./container-definition";

/** How the tags of images end whose programs end as soon as they start; with them failed releases are rehearsed. */
const BROKEN = /-broken$/;

/** Whether a task definition has such an image. */
export function hasBrokenImage({ inputs }: Pick<CloudResource, "inputs">, cloud: CloudReader): boolean {
  return containersOf(inputs).some((container) => isBroken(text(container, "image") ?? "", cloud));
}

function isBroken(image: string, cloud: CloudReader): boolean {
  const reference = parseReference(image);
  const stored = imageAt(reference, cloud);
  const tags = stored === undefined ? [reference.tag ?? ""] : tagsOf(stored);
  return tags.some((tag) => BROKEN.test(tag));
}
