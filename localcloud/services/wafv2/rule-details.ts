import type { Operation, Rule } from "../../model/resource-type";
import { valuesAt } from "../../model/values";
import { invalidParameter } from "./refusal";

/** Words with which no label begins that isn't AWS's (AWS WAF Developer Guide, "Label syntax and naming requirements"). */
const RESERVED_LABELS = [...["awswaf", "aws", "waf", "rulegroup", "webacl", "regexpatternset", "ipset", "managed"]];

/** AWS WAF API Reference, ImmunityTimeProperty: of a challenge. */
const LEAST_CHALLENGE_SECONDS = 300;

export const ruleDetailRules: readonly Rule[] = [
  refuseReservedLabels,
  requireLabelKeys,
  requireImmunity,
  requireCountries,
];

function refuseReservedLabels({ inputs }: Operation): void {
  for (const { path, value } of valuesAt(inputs, "rules[].ruleLabels[].name")) {
    const parts = String(value).split(":");
    if (parts.some((part) => RESERVED_LABELS.includes(part)))
      refuse("LABEL", "a part of it is reserved", String(value), path);
  }
}

/** AWS WAF API Reference, LabelMatchStatement: namespaces end with a colon, labels don't. */
function requireLabelKeys({ inputs }: Operation): void {
  valuesAt(inputs, "rules[].statement.labelMatchStatement.key").forEach(({ path, value }) => {
    const scopePath = path.replace(/\.key$/, ".scope");
    const scope = valuesAt(inputs, "rules[].statement.labelMatchStatement.scope").find(
      (each) => each.path === scopePath,
    );
    const isNamespace = scope?.value === "NAMESPACE";
    if (String(value).endsWith(":") === isNamespace) return;
    refuse(
      "LABEL_MATCH_STATEMENT",
      isNamespace ? "a namespace ends with a colon" : "a label ends without one",
      String(value),
      path,
    );
  });
}

function requireImmunity({ inputs }: Operation): void {
  for (const holder of ["challengeConfig", "rules[].challengeConfig"]) {
    for (const { path, value } of valuesAt(inputs, `${holder}.immunityTimeProperty.immunityTime`)) {
      if (Number(value) < LEAST_CHALLENGE_SECONDS) {
        refuse("CHALLENGE_CONFIG", `at least ${LEAST_CHALLENGE_SECONDS} seconds`, String(value), path);
      }
    }
  }
}

/** The provider's schema: at least one country. */
function requireCountries({ inputs }: Operation): void {
  valuesAt(inputs, "rules[].statement.geoMatchStatement").forEach(({ path, value }) => {
    const codes = valuesAt({ value }, "value.countryCodes[]");
    if (codes.length === 0) refuse("GEO_MATCH_STATEMENT", "at least one country", "none", `${path}.countryCodes`);
  });
}

function refuse(field: string, why: string, parameter: string, input: string): never {
  throw invalidParameter({
    reason: `The parameter contains a value that is not valid: ${why}.`,
    field,
    parameter,
    input,
  });
}
