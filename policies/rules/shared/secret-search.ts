import { isKnownAs, knownValue, type Reader, type ResourceView } from "../../core";
import { readersAt } from "./places";
import { suspicionOf, suspicionsInText } from "./plain-secrets";
import type { Place, PlaceKind } from "./secret-places";

/** A credential in plain text. */
export interface PlainSecret {
  readonly property: string;
  readonly reason: string;
}

type Search = (reader: Reader, harmlessNames: readonly string[], place: Place) => readonly PlainSecret[];

/** The credentials that stand in a place of a resource. */
export function plainSecretsIn(
  resource: ResourceView,
  place: Place,
  harmlessNames: readonly string[],
): readonly PlainSecret[] {
  return readersAt(resource, place.path).flatMap((reader) => SEARCHES[place.kind](reader, harmlessNames, place));
}

const SEARCHES: Readonly<Record<PlaceKind, Search>> = {
  variables: (list, harmlessNames, place) =>
    list
      .each()
      .filter((variable) => isPlain(variable, place))
      .flatMap((variable) => inVariable(variable, harmlessNames)),
  map: (object, harmlessNames) =>
    object.entries().flatMap(([name, value]) => {
      const content = knownValue(value.string()) ?? "";
      return content.includes("\n") ? inText(value.path, content, harmlessNames) : named(value, name, harmlessNames);
    }),
  text: (reader, harmlessNames) => inText(reader.path, knownValue(reader.string()) ?? "", harmlessNames),
  base64: (reader, harmlessNames) => inText(reader.path, decoded(knownValue(reader.string()) ?? ""), harmlessNames),
  buildspec: (reader, harmlessNames) =>
    inText(reader.path, withoutFetched(knownValue(reader.string()) ?? ""), harmlessNames),
  command: (reader, harmlessNames) => inText(reader.path, commandLine(reader), harmlessNames),
  tree: inTree,
  parameter: (parameter, harmlessNames) =>
    isKnownAs(parameter.string("type"), "String") || isKnownAs(parameter.string("type"), "StringList")
      ? ["value", "insecureValue"].flatMap((property) =>
          named(parameter.at(property), lastOf(knownValue(parameter.string("name")) ?? ""), harmlessNames),
        )
      : [],
};

/** Where a build specification names parameters and secrets, in YAML and in JSON (AWS CodeBuild User Guide, "env"). */
const FETCHED_IN_YAML = /^([ \t]*)(?:secrets-manager|parameter-store):[^\n]*\n(?:\1[ \t]+[^\n]*(?:\n|$))*/gm;
const FETCHED_IN_JSON = /"(?:secrets-manager|parameter-store)"\s*:\s*\{[^}]*\}/g;

function withoutFetched(specification: string): string {
  return specification.replace(FETCHED_IN_YAML, "").replace(FETCHED_IN_JSON, "");
}

function isPlain(variable: Reader, { plainIf }: Place): boolean {
  return plainIf === undefined || isKnownAs(variable.string(plainIf[0]), plainIf[1], plainIf[1]);
}

function inVariable(variable: Reader, harmlessNames: readonly string[]): readonly PlainSecret[] {
  const name = variable.string("name");
  if (!name.known || name.value === undefined || variable.isMissing("value")) return [];
  const reason = reasonFor(variable.at("value"), name.value, harmlessNames);
  return reason === undefined ? [] : [{ property: `${variable.path}["${name.value}"]`, reason }];
}

function named(value: Reader, name: string, harmlessNames: readonly string[]): readonly PlainSecret[] {
  const reason = reasonFor(value, name, harmlessNames);
  return reason === undefined ? [] : [{ property: value.path, reason }];
}

function reasonFor(value: Reader, name: string, harmlessNames: readonly string[]): string | undefined {
  const content = value.string();
  return content.known && content.value !== undefined ? suspicionOf(name, content.value, harmlessNames) : undefined;
}

function inText(path: string, content: string, harmlessNames: readonly string[]): readonly PlainSecret[] {
  return suspicionsInText(content, harmlessNames).map(({ name, reason }) => ({
    property: name === undefined ? path : `${path}["${name}"]`,
    reason,
  }));
}

/** A command is one text, or a list of words. */
function commandLine(reader: Reader): string {
  return (
    knownValue(reader.string()) ??
    reader
      .each()
      .flatMap((word) => knownValue(word.string()) ?? [])
      .join(" ")
  );
}

/** Names in charts that name a Secret of Kubernetes, or a key of one, instead of holding its content. */
const NAMES_SECRET_OBJECT =
  /^(?:existing|use|create)|(?:pullSecrets?|secretRef|secretKeyRef|(?:password|token|user)Key|passwordSecret|tokenSecret|^secrets?)$/i;

function inTree(tree: Reader, harmlessNames: readonly string[]): readonly PlainSecret[] {
  const elements = knownValue(tree.silent.list());
  if (elements !== undefined) return elements.flatMap((element) => inTree(element, harmlessNames));
  return tree
    .entries()
    .filter(([name]) => !NAMES_SECRET_OBJECT.test(name))
    .flatMap(([name, value]) => {
      const content = value.string();
      const isBranch = content.known && content.value === undefined;
      return isBranch ? inTree(value, harmlessNames) : named(value, name, harmlessNames);
    });
}

function decoded(content: string): string {
  return Buffer.from(content, "base64").toString("utf8");
}

function lastOf(path: string): string {
  return path.split("/").at(-1) ?? "";
}
