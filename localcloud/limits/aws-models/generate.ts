import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { AwsLimits } from "../types";
import { fetchBotocore, pinnedVersion } from "./botocore";
import { generateLimits, type Generated } from "./limits";
import { mappingHash, mappingsOf, type MappedType } from "./mapping";
import { PulumiInputs } from "./pulumi-inputs";

/**
 * Writes `localcloud/generated/aws-limits.json` from AWS's API models and the mappings of resource types.
 * @param root the repository.
 * @returns a summary for people: what was written, what couldn't be translated.
 */
export function generateAwsLimits(root: string, types: readonly MappedType[]): string {
  const requirements = join(root, "localcloud", "limits", "aws-models", "requirements.txt");
  const sdk = join(root, "node_modules", "@pulumi", "aws");
  const botocore = fetchBotocore(requirements, join(root, ".local", "aws-models"));
  const pulumi = new PulumiInputs(sdk);
  const generated = generateLimits(mappingsOf(types), {
    model: (service) => botocore.model(service),
    inputs: (type) => pulumi.of(type),
  });
  const target = join(root, "localcloud", "generated", "aws-limits.json");
  writeFileSync(target, rendered({ ...versions(requirements, sdk, types), ...generated }));
  return summary(generated);
}

/** What the file was made from, by which a test notices that it is stale. */
export function versions(
  requirements: string,
  sdk: string,
  types: readonly MappedType[],
): Pick<AwsLimits, "botocore" | "pulumiAws" | "mapping"> {
  const { version } = JSON.parse(readFileSync(join(sdk, "package.json"), "utf8")) as { version: string };
  return { botocore: pinnedVersion(requirements), pulumiAws: version, mapping: mappingHash(types) };
}

/** JSON with a line for each constraint and each input, so that a change of AWS's shows in a diff as what it is. */
function rendered(limits: AwsLimits): string {
  const types = Object.entries(limits.types).map(
    ([type, { inputs, ...rest }]) =>
      `    ${JSON.stringify(type)}: ${JSON.stringify(rest).slice(0, -1)},"inputs":{${lines(inputs, "      ")}\n    }}`,
  );
  const { botocore, pulumiAws, mapping, untranslatedPatterns, constraints } = limits;
  const head = JSON.stringify({ botocore, pulumiAws, mapping, untranslatedPatterns }, null, 2).slice(0, -2);
  return `${head},\n  "constraints": {${lines(constraints, "    ")}\n  },\n  "types": {\n${types.join(",\n")}\n  }\n}\n`;
}

function lines(table: Readonly<Record<string, unknown>>, indent: string): string {
  const entries = Object.entries(table).map(
    ([key, value]) => `${indent}${JSON.stringify(key)}: ${JSON.stringify(value)}`,
  );
  return entries.length === 0 ? "" : `\n${entries.join(",\n")}`;
}

function summary({ types, constraints, untranslatedPatterns, unmapped }: Generated): string {
  const inputs = Object.values(types).reduce((sum, type) => sum + Object.keys(type.inputs).length, 0);
  const dropped = Object.entries(untranslatedPatterns).map(([shape, pattern]) => `${shape}: ${pattern}`);
  return [
    `limits of ${inputs} inputs of ${Object.keys(types).length} resource types, ${Object.keys(constraints).length} constraints`,
    `patterns that JavaScript can't express: ${dropped.join(", ") || "none"}`,
    `inputs without a member of the mapped operation: ${Object.values(unmapped).flat().length}`,
  ].join("\n");
}
