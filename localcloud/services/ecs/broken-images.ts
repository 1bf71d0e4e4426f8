import type { CloudReader, CloudResource } from "../../model/resource";
import { text } from "../../model/values";
import { imageAt, tagsOf } from "../registry/images";
import { parseReference } from "../registry/reference";
import { containersOf } from "./container-definition";

/** How the tags of images end whose servers end as soon as they start; with them failed releases are rehearsed. */
const BROKEN = /-broken$/;

/** How the tags of images end whose one-off tasks do, such as migrations. */
const BROKEN_ONE_OFF_TASK = /-broken-task$/;

/** Whether the program of a task ends as soon as it starts, for the image of its definition. */
export function hasBrokenImage(
  { serviceArn }: { readonly serviceArn?: string },
  { inputs }: Pick<CloudResource, "inputs">,
  cloud: CloudReader,
): boolean {
  const broken = serviceArn === undefined ? BROKEN_ONE_OFF_TASK : BROKEN;
  return containersOf(inputs).some((container) =>
    tagsFor(text(container, "image") ?? "", cloud).some((tag) => broken.test(tag)),
  );
}

function tagsFor(image: string, cloud: CloudReader): readonly string[] {
  const reference = parseReference(image);
  const stored = imageAt(reference, cloud);
  return stored === undefined ? [reference.tag ?? ""] : tagsOf(stored);
}
