import { refuse } from "../../model/aws-error";
import type { Operation } from "../../model/resource-type";
import { objects, text } from "../../model/values";
import { majorOf } from "./engines";
import { parameterOf, UNMODIFIABLE, type DatabaseParameter } from "./parameter-names";

/** Elements of `parameters` of a parameter group of either kind. */
export interface ParameterRules {
  /** Whether the group is one of clusters. */
  readonly isOfClusters: boolean;
}

/** Rules of the parameters of a group, in AWS's words. */
export function parameterRules({ isOfClusters }: ParameterRules): readonly ((operation: Operation) => void)[] {
  return [
    refuseRepeated,
    (operation) => {
      const family = text(operation.inputs, "family") ?? "";
      objects(operation.inputs, "parameters").forEach((given, index) => {
        const name = (text(given, "name") ?? "").toLowerCase();
        const input = `parameters[${index}]`;
        const parameter = known(name, family, isOfClusters, `${input}.name`);
        requireApplyMethod(parameter, text(given, "applyMethod") ?? "immediate", `${input}.applyMethod`);
        requireValue(name, parameter, text(given, "value") ?? "", `${input}.value`);
      });
    },
  ];
}

/** Amazon RDS API Reference, ModifyDBParameterGroup: each parameter has one value. */
function refuseRepeated({ inputs }: Operation): void {
  const names = objects(inputs, "parameters").map((each) => (text(each, "name") ?? "").toLowerCase());
  const repeated = names.findIndex((name, index) => names.indexOf(name) < index);
  if (repeated < 0) return;
  refuse(
    "InvalidParameterValue",
    `Parameter ${names[repeated] ?? ""} was specified more than once`,
    `parameters[${repeated}].name`,
  );
}

function known(name: string, family: string, isOfClusters: boolean, input: string): DatabaseParameter {
  const major = Number(majorOf(family.replace(/^\D+/, "")));
  const parameter = parameterOf(name, { major, isAurora: family.startsWith("aurora-"), isOfClusters });
  if (parameter === undefined) {
    refuse("InvalidParameterValue", `Could not find parameter with name: ${name}`, input);
  }
  if (UNMODIFIABLE.has(name)) refuse("InvalidParameterValue", `The parameter ${name} cannot be modified.`, input);
  return parameter;
}

/** Amazon RDS User Guide, "Overview of parameter groups": a static parameter takes effect after a reboot. */
function requireApplyMethod({ applyType }: DatabaseParameter, method: string, input: string): void {
  if (applyType === "dynamic" || method !== "immediate") return;
  refuse("InvalidParameterCombination", "cannot use immediate apply method for static parameter", input);
}

/** Numbers only: a formula such as `{DBInstanceClassMemory/32768}` is computed when the database starts. */
function requireValue(name: string, { min, max }: DatabaseParameter, value: string, input: string): void {
  const wanted = Number(value);
  const isNumber = value.trim() !== "" && Number.isFinite(wanted);
  if (min === undefined || max === undefined || isFormula(value)) return;
  if (isNumber && wanted >= min && wanted <= max) return;
  refuse(
    "InvalidParameterValue",
    `Invalid parameter value: ${value} for: ${name} allowed values are: ${min}-${max}`,
    input,
  );
}

/** Amazon RDS User Guide, "Specifying DB parameters": formulas and functions. */
function isFormula(value: string): boolean {
  return /[{(]/.test(value);
}
