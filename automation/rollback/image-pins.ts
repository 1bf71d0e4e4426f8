import { formatImageReference, splitImageReference } from "../../components/shared/image-reference";
import { isObject } from "../../tools/yaml/render";
import type { ValueChange } from "../../tools/yaml/value-changes";
import type { StateResource } from "../engine/engine";
import type { ImageDigests } from "../model/image";
import { configOf, withValues } from "./configuration-text";

const TASK_DEFINITION = "aws:ecs/taskDefinition:TaskDefinition";

/** What is known of the images that a release ran. */
export interface ReleasedImages {
  /** Digests by the service that ran them. */
  readonly byService: ImageDigests;
  /** Digests by the image's reference without one: `registry.proofpix.com/proofpix/enterprise:1.0.0`. */
  readonly byReference: Readonly<Record<string, string>>;
}

/** Images that the task definitions of a checkpoint name, which the program deploys by digest. */
export function imagesOf(resources: readonly StateResource[]): ReleasedImages["byReference"] {
  const definitions = resources.filter((each) => each.type === TASK_DEFINITION && each.delete !== true);
  const images = definitions.flatMap(({ inputs }) => containerImages(inputs?.containerDefinitions));
  return Object.fromEntries(
    images.flatMap((image) => {
      const { digest, ...others } = splitImageReference(image);
      if (digest === undefined) return [];
      const untagged = formatImageReference({ ...others, tag: undefined });
      return [formatImageReference(others), untagged].map((reference) => [reference, digest] as const);
    }),
  );
}

/** A configuration whose images are those of a release, whatever their tags name by now. */
export function pinned(text: string, project: string, released: ReleasedImages): string {
  const config = configOf(text);
  const [imageKey, servicesKey] = [`${project}:image`, `${project}:services`];
  const services = Array.isArray(config[servicesKey]) ? config[servicesKey].filter(isObject) : [];
  const common = digestOfCommon(services, released.byService);
  const changes = [
    pin(["config", imageKey], config[imageKey], released, common),
    ...services.map(({ name, image }, index) =>
      pin(["config", servicesKey, index, "image"], image, released, released.byService[String(name)]),
    ),
  ];
  return withValues(
    text,
    changes.filter((change) => change !== undefined),
  );
}

/** The digest of the image that services without one of their own share, where the record has one for all of them. */
function digestOfCommon(
  services: readonly Readonly<Record<string, unknown>>[],
  byService: ImageDigests,
): string | undefined {
  const sharing = services.filter(({ image }) => image === undefined);
  const digests = new Set(sharing.flatMap(({ name }) => byService[String(name)] ?? []));
  return digests.size === 1 ? [...digests][0] : undefined;
}

function pin(
  path: ValueChange["path"],
  image: unknown,
  { byReference }: ReleasedImages,
  ofService: string | undefined,
): ValueChange | undefined {
  if (typeof image !== "string") return undefined;
  const parts = splitImageReference(image);
  const digest = ofService ?? byReference[image];
  if (parts.digest !== undefined || digest === undefined) return undefined;
  return { path, value: formatImageReference({ ...parts, digest }) };
}

function containerImages(definitions: unknown): string[] {
  if (typeof definitions !== "string") return [];
  const containers: unknown = JSON.parse(definitions);
  if (!Array.isArray(containers)) return [];
  return containers.filter(isObject).flatMap(({ image }) => (typeof image === "string" ? [image] : []));
}
