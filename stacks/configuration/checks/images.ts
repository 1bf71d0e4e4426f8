import { parseImageReference } from "../../../components/container-image";
import type { ArgumentProblems } from "../../../components/shared/validation";
import { type KeyPath, keyText, shown } from "../problem";
import type { PartialSettings } from "../schema/settings";

/** What security groups let instances and tasks reach outside of the network. */
const HTTPS_PORT = "443";

/** Images that can't be found or pulled, or that mean another content tomorrow (CO-4). */
export function checkImages({ image, services }: PartialSettings, problems: ArgumentProblems): void {
  checkImage(["image"], image, problems);
  services.forEach((service, index) => {
    checkImage(["services", index, "image"], service?.image, problems);
  });
}

function checkImage(path: KeyPath, image: string | undefined, problems: ArgumentProblems): void {
  if (image === undefined) return;
  const reference = problems.attempt(keyText(path), () => parseImageReference(image));
  const [, port = HTTPS_PORT] = reference?.registry.split(":") ?? [];
  problems.require(
    port === HTTPS_PORT,
    keyText(path),
    `must come from a registry on port ${HTTPS_PORT}, since instances and tasks reach no other port outside of the network, got ${shown(image)}; serve the registry on ${HTTPS_PORT}, or copy the image to Amazon ECR`,
  );
}
