import { text, type Properties } from "../../model/values";
import { publicParameter } from "../ssm/get-parameter";

const LOOKED_UP_AT_LAUNCH = "resolve:ssm:";

/**
 * A parameter's name or ARN, perhaps with a version or a label behind a colon (AWS Systems Manager API Reference,
 * GetParameters).
 */
const PARAMETER =
  /^(?:arn:aws[a-z-]*:ssm:[a-z0-9-]+:\d{12}:parameter)?\/?[\w.-]+(?:\/[\w.-]+)*(?::(?:\d+|[A-Za-z_][\w.-]{0,99}))?$/;

/**
 * The parameter in which each launch from a template looks its image up; undefined where the template names an image.
 */
export function imageParameterOf(template: Properties): string | undefined {
  const imageId = text(template, "imageId");
  return imageId?.startsWith(LOOKED_UP_AT_LAUNCH) === true ? imageId.slice(LOOKED_UP_AT_LAUNCH.length) : undefined;
}

/** Amazon EC2 API Reference, RequestLaunchTemplateData, ImageId: forms of a parameter behind `resolve:ssm:`. */
export function isReadableParameter(parameter: string): boolean {
  return PARAMETER.test(parameter);
}

/** The image that a launch from the template uses now; undefined where the parameter holds no image. */
export function imageAtLaunch(template: Properties, region: string): string | undefined {
  const parameter = imageParameterOf(template);
  if (parameter === undefined) return text(template, "imageId");
  const value = publicParameter(parameter, region);
  return value?.startsWith("ami-") === true ? value : undefined;
}
