import { parseImageReference } from "../../../components/container-image";
import type { ArgumentProblems } from "../../../components/shared/validation";
import { type KeyPath, keyText } from "../problem";
import type { PartialSettings } from "../schema/settings";

/** Images that can't be found, or that mean another content tomorrow (CO-4). */
export function checkImages({ image, services }: PartialSettings, problems: ArgumentProblems): void {
  checkImage(["image"], image, problems);
  services.forEach((service, index) => {
    checkImage(["services", index, "image"], service?.image, problems);
  });
}

function checkImage(path: KeyPath, image: string | undefined, problems: ArgumentProblems): void {
  if (image !== undefined) problems.attempt(keyText(path), () => parseImageReference(image));
}
