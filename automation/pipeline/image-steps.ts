import type { AutomationContext } from "../context";
import { buildImage, type ImageContext, ImageFailure, pushImage, scanImage, type ScanResult } from "../images";
import { DeploymentProblem } from "../model/problem";
import { configurationRecord, withImage } from "./configuration-text";
import { limitOf } from "./limits";
import type { Recorder } from "./recorder";
import type { BuildRequest, DeploymentRequest } from "./request";
import { runStep, type StepResult } from "./run-step";

/**
 * Builds the image and pushes it, or takes the one that is given; either is scanned (SE-9). Unchanged content is neither
 * pushed nor deployed anew.
 * @returns whether the image is another one than the preview before had.
 * @throws {DeploymentProblem}
 */
export async function imageSteps(
  request: DeploymentRequest,
  recorder: Recorder,
  context: AutomationContext,
): Promise<boolean> {
  const { build } = request;
  let imageId = "";
  const step = (name: "build-image" | "push-image", work: (signal: AbortSignal) => Promise<StepResult>) =>
    runStep({ name, limitSeconds: limitOf(name, request), work }, recorder, context);

  await step("build-image", async (signal) => {
    if (build === undefined) return { outcome: "skipped", detail: takenImage(request) };
    imageId = await built(build, context, signal);
    return { detail: imageId };
  });
  await step("push-image", async (signal) => {
    const reference = build === undefined ? request.image : await pushed(imageId, build, context, signal);
    if (reference === undefined) return { outcome: "skipped", detail: takenImage(request) };
    const detail = `${reference}: ${await scanned(reference, context, signal)}`;
    if (build === undefined) return { outcome: "skipped", detail };
    const text = withImage(recorder.record.configuration?.text ?? "", context.engine.project, reference);
    await recorder.note({ image: reference, configuration: configurationRecord(text) });
    return { detail };
  });
  return build !== undefined;
}

function takenImage({ image }: DeploymentRequest): string {
  return image === undefined ? "the images of the configuration" : `given: ${image}`;
}

async function built({ source }: BuildRequest, context: AutomationContext, signal: AbortSignal): Promise<string> {
  const { imageId } = await asProblem(
    buildImage({ ...source, ...context.images?.build }, imageContext(context, signal)),
  );
  accept(
    imageId,
    await asProblem(
      scanImage(
        { image: { imageId }, environmentKind: context.kind, ...context.images?.scan },
        imageContext(context, signal),
      ),
    ),
  );
  return imageId;
}

async function pushed(
  imageId: string,
  { repositoryUrl, tag }: BuildRequest,
  context: AutomationContext,
  signal: AbortSignal,
): Promise<string> {
  const args = { imageId, repositoryUrl, tag, ...context.images?.push };
  return (await asProblem(pushImage(args, imageContext(context, signal)))).reference;
}

/** Scans an image in its registry. */
async function scanned(reference: string, context: AutomationContext, signal: AbortSignal): Promise<string> {
  const unscannable = context.images?.reasonNotToScan?.(reference);
  if (unscannable !== undefined) return `not scanned: ${unscannable}`;
  const args = { image: { reference }, environmentKind: context.kind, ...context.images?.scan };
  return accept(reference, await asProblem(scanImage(args, imageContext(context, signal))));
}

/** @throws {DeploymentProblem} for an image that the environment doesn't take. */
function accept(image: string, result: ScanResult): string {
  if (result.verdict === "not-scanned") return `not scanned: ${result.reason}`;
  if (result.verdict === "accepted") return `scanned by ${result.scanner}: ${result.findings.length} findings`;
  throw new DeploymentProblem(
    "image-vulnerable",
    `${image} is refused:\n${result.reasons.map((reason) => `- ${reason}`).join("\n")}`,
    "Build the image with the fixed packages.",
  );
}

function imageContext({ emit }: AutomationContext, signal: AbortSignal): ImageContext {
  return {
    signal,
    emit: (event) => {
      emit({ code: "image", event });
    },
  };
}

async function asProblem<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (!(error instanceof ImageFailure)) throw error;
    const code = error.code === "image-not-found" ? "image-not-found" : "image-failed";
    throw new DeploymentProblem(code, error.message, error.nextStep, { cause: error });
  }
}
