import { MANDATORY_FROM_STAGING, resourceRule } from "../core";
import { containersOf, propertyOf, TASK_DEFINITION } from "./shared/containers";
import { movingImage, MOVING_IMAGES, type MovingImageSettings } from "./shared/moving-images";

export const noLatestImage = resourceRule<MovingImageSettings>({
  name: "no-latest-image",
  title: "A task definition says which image it runs",
  description:
    "Containers of ECS task definitions name their image by a tag that stays with it, and by digest where the " +
    "environment demands that.",
  why:
    "A tag that is moved to another image changes what a task definition runs without a deployment: tasks that start " +
    "later run other code than those beside them, and a rollback to an earlier revision brings the new code again.",
  fix: "Name the image by digest, `repository@sha256:…`, which a registry reports when the image is pushed.",
  severity: "high",
  requirements: ["CO-4", "DP-2"],
  references: [
    {
      title: "Amazon ECS Developer Guide, Best practices for Amazon ECS container images",
      url: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/container-considerations.html",
    },
  ],
  types: [TASK_DEFINITION],
  levels: MANDATORY_FROM_STAGING,
  configuration: MOVING_IMAGES,
  check: (taskDefinition, settings) =>
    containersOf(taskDefinition).flatMap((container) =>
      movingImage(container, propertyOf(container, "image"), settings),
    ),
});
