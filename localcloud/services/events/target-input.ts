import { refuse } from "../../model/aws-error";
import type { Operation, Rule } from "../../model/resource-type";
import { object, text, type Properties } from "../../model/values";
import { given, isJson } from "../shared/inputs";

/** Amazon EventBridge User Guide, "Input transformation": variables that EventBridge itself fills in. */
const PREDEFINED = /^aws\.(?:events\.(?:rule-arn|rule-name|event\.ingestion-time|event|event\.json))$/;

/** Amazon EventBridge User Guide, "Input transformation": the part of JSONPath that EventBridge knows. */
const PATH = /^\$(?:\.[\w/*-]+|\[(?:\d+|\*)\])*$/;

/** Amazon EventBridge API Reference, InputTransformer. */
const MOST_PATHS = 100;

/** Rules for what EventBridge sends to a target instead of the event. */
export const inputRules: readonly Rule[] = [requireOneInput, requireJson, requirePath, requireTemplate];

/** Amazon EventBridge API Reference, Target, Input. */
function requireJson({ inputs }: Operation): void {
  const input = text(inputs, "input");
  if (input === undefined || isJson(input)) return;
  refuse("ValidationException", "JSON syntax error in input for target", "input");
}

/** Amazon EventBridge API Reference, Target, InputPath. */
function requirePath({ inputs }: Operation): void {
  const path = text(inputs, "inputPath");
  if (path === undefined || PATH.test(path)) return;
  refuse("ValidationException", `Invalid JsonPath for InputPath: ${path}`, "inputPath");
}

/** The provider's schema, and Amazon EventBridge API Reference, Target. */
function requireOneInput({ inputs }: Operation): void {
  const several = given(inputs, ["input", "inputPath", "inputTransformer"]);
  if (several.length < 2) return;
  refuse(
    "ValidationException",
    `Only one of Input, InputPath, or InputTransformer must be provided.`,
    several.join(", "),
  );
}

/** Amazon EventBridge User Guide, "Input transformation". */
function requireTemplate({ inputs }: Operation): void {
  const transformer = object(inputs, "inputTransformer");
  if (transformer === undefined) return;
  const paths = object(transformer, "inputPaths") ?? {};
  requireNames(Object.keys(paths));
  requirePaths(paths);
  const template = text(transformer, "inputTemplate") ?? "";
  const undefinedVariable = variables(template).find((variable) => !(variable in paths) && !PREDEFINED.test(variable));
  if (undefinedVariable !== undefined) {
    refuse(
      "ValidationException",
      `InputTemplate contains invalid placeholder ${undefinedVariable}.`,
      "inputTransformer.inputTemplate",
    );
  }
  if (isTemplate(template)) return;
  refuse(
    "ValidationException",
    "Invalid InputTemplate for target: it is neither JSON nor lines of text in quotes",
    "inputTransformer.inputTemplate",
  );
}

function requirePaths(paths: Properties): void {
  const wrong = Object.entries(paths).find(([, path]) => !PATH.test(String(path)));
  if (wrong === undefined) return;
  refuse(
    "ValidationException",
    `Invalid JsonPath for InputPathsMap: ${String(wrong[1])}`,
    `inputTransformer.inputPaths.${wrong[0]}`,
  );
}

function variables(template: string): string[] {
  return [...template.matchAll(/<([A-Za-z][\w.-]*)>/g)].map(([, variable = ""]) => variable);
}

/** Amazon EventBridge API Reference, InputTransformer: at most 100, and none of AWS's own. */
function requireNames(names: readonly string[]): void {
  const reserved = names.find((name) => /^AWS/i.test(name));
  if (reserved === undefined && names.length <= MOST_PATHS) return;
  const reason = reserved === undefined ? `at most ${MOST_PATHS}, got ${names.length}` : `${reserved} begins with AWS`;
  refuse("ValidationException", `Invalid InputPathsMap: ${reason}`, "inputTransformer.inputPaths");
}

/** JSON, or lines of text in quotes; variables stand for any value. */
function isTemplate(template: string): boolean {
  const filled = template.replace(/<[A-Za-z][\w.-]*>/g, "0");
  const lines = filled.split("\n").filter((line) => line.trim() !== "");
  return isJson(filled) || lines.every((line) => /^\s*"/.test(line) && isJson(line));
}
