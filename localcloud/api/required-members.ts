import { modelled } from "../limits/wording";
import { AwsError } from "../model/aws-error";
import { wordingsOf } from "../model/resource-type";
import { isProperties, type Properties } from "../model/values";
import { SERVICES } from "../services";
import { API_MODELS, type ServiceModel, shapeOf, type ShapeName } from "./model";
import { isGiven } from "./protocols/values";

const WORDINGS = wordingsOf(SERVICES);

/** How a service refuses a request of which nothing deployed has the wording. */
const USUAL_WORDING = modelled("ValidationException");

interface Missing {
  readonly member: string;
  readonly positions: readonly number[];
}

/**
 * Refuses a request without a member that its model demands.
 * @throws {AwsError} in the service's words.
 */
export function requireMembers(service: string, operation: string, input: Properties): void {
  const model = API_MODELS.services[service];
  const shape = model?.operations[operation]?.input;
  if (model === undefined || shape === undefined) return;
  const [missing] = missingMembers(model, shape, input, { member: "", positions: [] });
  if (missing === undefined) return;
  const refusal = { service, operation, ...missing, violation: { demand: "present" } } as const;
  const { code, message } = WORDINGS[service] ?? USUAL_WORDING;
  throw new AwsError(code(refusal), message(refusal));
}

function missingMembers(model: ServiceModel, name: ShapeName, value: unknown, at: Missing): Missing[] {
  const shape = shapeOf(model, name);
  if (shape?.type === "list" && Array.isArray(value)) {
    return value.flatMap((each, index) =>
      missingMembers(model, shape.member, each, {
        member: `${at.member}[]`,
        positions: [...at.positions, index],
      }),
    );
  }
  if (shape?.type !== "structure" || !isProperties(value)) return [];
  const below = (member: string): Missing => ({ ...at, member: at.member === "" ? member : `${at.member}.${member}` });
  return [
    ...(shape.required ?? []).filter((member) => !isGiven(value[member])).map(below),
    ...Object.entries(shape.members).flatMap(([member, each]) =>
      missingMembers(model, each, value[member], below(member)),
    ),
  ];
}
