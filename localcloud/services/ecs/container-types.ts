import { refuse } from "../../model/aws-error";
import type { Operation, Rule } from "../../model/resource-type";
import { isProperties } from "../../model/values";
import { warningOf } from "../../model/warning";
import { CONTAINER, type Shape } from "./container-shape";
import { containersOf } from "./container-definition";

/**
 * The provider reads the definitions into AWS's structures: it refuses values of another type, and leaves out members
 * that these don't have (terraform-provider-aws, `expandContainerDefinitions`).
 */
export const containerTypeRules: readonly Rule[] = [
  requireTypes,
  warningOf(refuseUnknownMembers, "the provider leaves it out"),
];

/** Something wrong within the definitions. */
interface Problem {
  readonly kind: "type" | "member";
  readonly path: string;
  readonly message: string;
}

function requireTypes(operation: Operation): void {
  refuseFirst(operation, "type");
}

function refuseUnknownMembers(operation: Operation): void {
  refuseFirst(operation, "member");
}

function refuseFirst({ inputs }: Operation, kind: Problem["kind"]): void {
  const problem = problemsOf(containersOf(inputs), [CONTAINER], "containerDefinitions").find(
    (each) => each.kind === kind,
  );
  if (problem !== undefined) refuse("ClientException", problem.message, problem.path);
}

function problemsOf(value: unknown, shape: Shape, path: string): Problem[] {
  if (value === null || value === undefined) return [];
  if (typeof shape === "string") return isOfType(value, shape) ? [] : [wrongType(value, shape, path)];
  if (Array.isArray(shape)) {
    if (!Array.isArray(value)) return [wrongType(value, "list", path)];
    return value.flatMap((element: unknown, index) => problemsOf(element, shape[0] as Shape, `${path}[${index}]`));
  }
  if (!isProperties(value)) return [wrongType(value, "object", path)];
  return Object.entries(value).flatMap(([name, member]) => {
    const known = memberOf(shape as Readonly<Record<string, Shape>>, name);
    if (known !== undefined) return problemsOf(member, known, `${path}.${name}`);
    return [{ kind: "member", path: `${path}.${name}`, message: `AWS knows no '${name}' here` } as const];
  });
}

/** Go's JSON doesn't tell capitals from small letters in names; a map takes all of them. */
function memberOf(shape: Readonly<Record<string, Shape>>, name: string): Shape | undefined {
  if (shape["*"] !== undefined) return shape["*"];
  return Object.entries(shape).find(([known]) => known.toLowerCase() === name.toLowerCase())?.[1];
}

function isOfType(value: unknown, type: "text" | "number" | "flag"): boolean {
  if (type === "number") return Number.isInteger(value);
  return typeof value === (type === "text" ? "string" : "boolean");
}

function wrongType(value: unknown, wanted: string, path: string): Problem {
  const got = Array.isArray(value) ? "list" : typeof value;
  const message = `ECS Task Definition container_definitions is invalid: decoding JSON: cannot unmarshal ${got} into a field of type ${wanted}`;
  return { kind: "type", path, message };
}
