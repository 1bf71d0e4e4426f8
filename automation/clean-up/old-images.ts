import { ecrRegistry } from "../../components/shared/ecr-registry";
import { formatImageReference, splitImageReference } from "../../components/shared/image-reference";
import { isObject } from "../../tools/yaml/render";
import type { AutomationContext } from "../context";
import { cleanUpImages, type CleanUpImagesArgs } from "../images";
import type { DeploymentRecord } from "../model/deployment";
import { configOf } from "../rollback/configuration-text";
import { imagesOf } from "../rollback/image-pins";
import { regionOf } from "../verification/look";
import { keptDigests, tellsImages } from "./kept-digests";
import type { Removed } from "./removed";

/** Seconds that the images of one repository may take. */
const LIMIT_SECONDS = 300;

/**
 * Deletes images from the repositories in Amazon ECR of the environment's region that its configuration names. Images
 * that any environment runs or can return to stay; where the records of one tell nothing, all images stay.
 */
export async function removeOldImages(
  record: DeploymentRecord,
  removed: Removed,
  context: AutomationContext,
): Promise<void> {
  const repositories = repositoriesOf(record, context.engine.project, await regionOf(context));
  if (repositories.length === 0) return;
  const kept = await keptEverywhere(record, context).catch((error: unknown) => {
    if (!isDenied(error)) throw error;
    tellThatImagesStay("these credentials may not read what other environments run", context);
    return undefined;
  });
  if (kept === undefined) return;
  for (const repositoryUrl of repositories) {
    const args: CleanUpImagesArgs = {
      ...{ repositoryUrl, keptDigests: kept, timeLimitSeconds: LIMIT_SECONDS },
      ecrClientOf: () => context.aws.ecr,
      now: context.clock.timeOfDay(),
    };
    await cleanUpImages(args, {
      signal: context.signal,
      emit: (event) => {
        if (event.code === "image-deleted") removed.images.push(event.digest);
        context.emit({ code: "image", event });
      },
    }).catch((error: unknown) => {
      if (!isDenied(error)) throw error;
      tellThatImagesStay("these credentials may not delete them (ecr:BatchDeleteImage)", context);
    });
  }
}

/**
 * The role of an environment's operators may neither delete images, which other environments may run, nor read the
 * records of these. Amazon ECR and S3 name the error differently.
 */
function isDenied(error: unknown): boolean {
  return error instanceof Error && ["AccessDenied", "AccessDeniedException"].includes(error.name);
}

function tellThatImagesStay(reason: string, { emit }: AutomationContext): void {
  emit({ code: "progress", step: "clean-up", message: `images stay: ${reason}` });
}

/** Digests that stay; undefined where nobody knows what an environment runs that may share the registry. */
async function keptEverywhere(
  record: DeploymentRecord,
  context: AutomationContext,
): Promise<ReadonlySet<string> | undefined> {
  const { store, engine, environment, sharingEnvironments = [] } = context;
  const kept = new Set([
    ...Object.values(imagesOf(await engine.resources())),
    ...Object.values(record.imageDigests ?? {}),
  ]);
  const all = new Set([...sharingEnvironments, ...(await store.environments())]);
  for (const each of all) {
    const { records, damaged } = await store.list(each);
    const isTold = (each === environment || tellsImages(records)) && damaged.length === 0;
    if (!isTold) {
      tellThatImagesStay(`the records don't tell which of them ${each} runs`, context);
      return undefined;
    }
    for (const digest of keptDigests(records)) kept.add(digest);
  }
  return kept;
}

/** Repositories in Amazon ECR of the images that a deployment's configuration names. */
function repositoriesOf({ configuration, image }: DeploymentRecord, project: string, region: string): string[] {
  const config = configOf(configuration?.text ?? "");
  const services: unknown = config[`${project}:services`];
  const images = [
    image,
    config[`${project}:image`],
    ...(Array.isArray(services) ? services.filter(isObject).map((service) => service.image) : []),
  ].filter((each) => typeof each === "string");
  const repositories = images
    .map((each) => splitImageReference(each))
    .filter(({ registry }) => ecrRegistry(registry ?? "")?.region === region)
    .map((parts) => formatImageReference({ ...parts, tag: undefined, digest: undefined }));
  return [...new Set(repositories)];
}
