import { readFileSync } from "node:fs";
import { isUnknown } from "../../model/pulumi-values";
import type { CloudResource } from "../../model/resource";
import type { Operation, ResourceType } from "../../model/resource-type";
import { flag, object, text, type Properties } from "../../model/values";
import { buildOf, contextDigest, dockerfileInContext } from "./build-context";
import { DockerError } from "./docker-error";
import { hasStage, stagesOf, unknownInstruction } from "./dockerfile";
import { requirePush } from "./push";
import { parseReference, problemOfReference } from "../registry/reference";
import { replicasOf } from "../ecr/replication";
import { digestOf, imagesAfterPush } from "../registry/images";

const HOST_PLATFORM = "linux/amd64";

/**
 * Builds an image and pushes it. Nothing is built here: the digest is made of what would go into the build, so the
 * same content has the same digest, and the registry then holds an image without layers.
 */
export const image: ResourceType = {
  type: "docker:index/image:Image",
  normalize,
  comparedInputs,
  replaceOnChanges: [],
  rules: [requireReference, requireStage, requirePlatform, requirePush],
  secrets: ["registry"],
  make: (operation) => ({ id: text(operation.inputs, "imageName") ?? "", computed: built(operation) }),
  recomputed: ["baseImageName", "context", "dockerfile", "registryServer", "repoDigest"],
  remake: built,
  sideEffects: pushedImages,
};

/** The provider looks at the files before anything is built, and builds anew when they changed. */
function normalize(inputs: Properties): Properties {
  if (isUnknown([text(inputs, "build.context"), text(inputs, "build.dockerfile")])) return inputs;
  const digest = contextDigest(buildOf(inputs));
  return { ...inputs, build: { platform: HOST_PLATFORM, ...object(inputs, "build"), contextDigest: digest } };
}

/** Credentials may change at each run, and don't cause a build. */
function comparedInputs(inputs: Properties): Properties {
  const registry = object(inputs, "registry");
  return registry === undefined ? inputs : { ...inputs, registry: { server: registry.server } };
}

/** Docker refuses a reference that it can't read (distribution/reference, "Grammar"). */
function requireReference({ inputs }: Operation): void {
  const problem = problemOfReference(text(inputs, "imageName") ?? "");
  if (problem !== undefined) throw new DockerError(problem, "imageName");
}

/**
 * Operating system and architecture, perhaps with its variant, such as `linux/arm64/v8` (Docker docs,
 * "Multi-platform").
 */
function requirePlatform({ inputs }: Operation): void {
  const platform = text(inputs, "build.platform");
  if (platform === undefined || /^[a-z0-9]+\/[a-z0-9]+(\/[a-z0-9]+)?$/.test(platform)) return;
  throw new DockerError(`"${platform}" is an invalid component of a platform, such as linux/amd64`, "build.platform");
}

function requireStage({ inputs }: Operation): void {
  const dockerfile = readFileSync(buildOf(inputs).dockerfile, "utf8");
  const unknown = unknownInstruction(dockerfile);
  if (unknown !== undefined) {
    throw new DockerError(`dockerfile parse error: unknown instruction: ${unknown}`, "build.dockerfile");
  }
  const stages = stagesOf(dockerfile);
  if (stages.length === 0) throw new DockerError("file with no instructions", "build.dockerfile");
  const target = text(inputs, "build.target");
  if (target === undefined || hasStage(stages, target)) return;
  throw new DockerError(`target stage "${target}" could not be found`, "build.target");
}

function built({ inputs }: Operation): Properties {
  const build = buildOf(inputs);
  const imageName = text(inputs, "imageName") ?? "";
  const { repository } = parseReference(imageName);
  const digest = digestOf(JSON.stringify(ingredients(inputs)));
  return {
    baseImageName: imageName,
    context: text(inputs, "build.context") ?? ".",
    dockerfile: dockerfileInContext(build),
    registryServer: text(inputs, "registry.server") ?? "",
    repoDigest: isLocal(inputs) ? digest : `${repository}@${digest}`,
  };
}

/** The inputs that an image's digest depends on. */
function ingredients(inputs: Properties): unknown[] {
  const args = Object.entries(object(inputs, "build.args") ?? {}).sort(([one], [other]) => (one < other ? -1 : 1));
  return [contextDigest(buildOf(inputs)), text(inputs, "build.target"), text(inputs, "build.platform"), args];
}

function pushedImages({ inputs, computed }: CloudResource, cloud: Operation["cloud"]): CloudResource[] {
  if (isLocal(inputs)) return [];
  const { digest = "" } = parseReference(text(computed, "repoDigest") ?? "");
  const reference = text(inputs, "imageName") ?? "";
  return [reference, ...replicasOf(reference, cloud)].flatMap((each) =>
    imagesAfterPush(each, digest, cloud, { pushedAt: Date.now() }),
  );
}

function isLocal(inputs: Properties): boolean {
  return flag(inputs, "skipPush") === true;
}
