import type { Properties } from "../../model/values";
import { type Scalar, type ServiceModel, type Shape, shapeOf, type ShapeName } from "../model";
import { bareCode, type Protocol, requestIdHeader } from "./protocol";
import { scalarOfText } from "./text-scalars";
import { at, refuseValue } from "./values";
import { element, escaped, membersInXml } from "./xml";

/** AWS query (Smithy, "AWS query protocol"): a form as the request, XML as the answer. */
export const QUERY_PROTOCOL: Protocol = {
  name: "AWS query",
  targetOf: ({ headers, body }) => {
    if (!(headers["content-type"] ?? "").startsWith("application/x-www-form-urlencoded")) return undefined;
    const form = new URLSearchParams(body.toString("utf8"));
    const [operation, api] = [form.get("Action"), form.get("Version")];
    return operation === null ? undefined : { operation, api: api ?? "" };
  },
  readInput: ({ body }, { model, operation }) => {
    const { input } = model.operations[operation] ?? {};
    if (input === undefined) return {};
    const tree = treeOf(new URLSearchParams(body.toString("utf8")));
    return (read(model, input, tree, "") ?? {}) as Properties;
  },
  writeOutput: (output, { model, operation, requestId }) => {
    const { output: shape, resultWrapper = `${operation}Result` } = model.operations[operation] ?? {};
    const result = shape === undefined ? "" : element(resultWrapper, membersInXml(model, shape, output));
    const metadata = element("ResponseMetadata", element("RequestId", escaped(requestId)));
    return {
      status: 200,
      headers: headers(requestId),
      body: root(`${operation}Response`, model.xmlNamespace, result + metadata),
    };
  },
  writeError: ({ code, message, status }, requestId, spoken) => {
    const parts = [
      element("Type", status < 500 ? "Sender" : "Receiver"),
      element("Code", escaped(bareCode(code))),
      element("Message", escaped(message)),
    ];
    const content = element("Error", parts.join("")) + element("RequestId", escaped(requestId));
    return { status, headers: headers(requestId), body: root("ErrorResponse", spoken?.model.xmlNamespace, content) };
  },
};

function headers(requestId: string): Readonly<Record<string, string>> {
  return { "content-type": "text/xml", ...requestIdHeader(requestId) };
}

function root(name: string, namespace: string | undefined, content: string): string {
  const attributes = namespace === undefined ? "" : ` xmlns="${escaped(namespace)}"`;
  return `<${name}${attributes}>${content}</${name}>`;
}

type ShapeOf<Type extends Shape["type"]> = Extract<Shape, { readonly type: Type }>;

/** The fields of a form by the parts of their names. */
interface Tree {
  [part: string]: Tree | string;
}

function treeOf(form: URLSearchParams): Tree {
  const tree = emptyTree();
  for (const [name, value] of form) {
    const parts = name.split(".");
    const last = parts.pop() ?? "";
    let at: Tree | undefined = tree;
    for (const part of parts) at = at === undefined ? undefined : branch(at, part);
    if (at !== undefined) at[last] = value;
  }
  return tree;
}

/** Names come from requests: a tree has none of its own. */
function emptyTree(): Tree {
  return Object.create(null) as Tree;
}

/** The branch of a tree; undefined where a value stands. */
function branch(tree: Tree, part: string): Tree | undefined {
  const known = (tree[part] ??= emptyTree());
  return typeof known === "string" ? undefined : known;
}

function read(model: ServiceModel, name: ShapeName, tree: Tree | string, path: string): unknown {
  const shape = shapeOf(model, name);
  if (shape === undefined) {
    return typeof tree === "string" ? scalarOfText(name as Scalar, tree, path) : refuseValue(tree, path);
  }
  if (typeof tree === "string") return tree === "" ? emptyOf(shape) : refuseValue(tree, path);
  if (shape.type === "structure") return readMembers(model, shape, tree, path);
  return shape.type === "list" ? readList(model, shape, tree, path) : readMap(model, shape, tree, path);
}

function readList(model: ServiceModel, shape: ShapeOf<"list">, tree: Tree, path: string): unknown[] {
  const elements = numbered(shape.flattened === true ? tree : below(tree, shape.memberName ?? "member"));
  return elements.map((each, index) => read(model, shape.member, each, `${path}[${index}]`));
}

function readMap(model: ServiceModel, shape: ShapeOf<"map">, tree: Tree, path: string): Properties {
  const { keyName = "key", valueName = "value" } = shape;
  const entries = numbered(shape.flattened === true ? tree : below(tree, "entry"));
  return Object.fromEntries(
    entries.map((entry) => {
      if (typeof entry === "string") return refuseValue(entry, path);
      const { [keyName]: key = "", [valueName]: value = "" } = entry;
      if (typeof key !== "string") return refuseValue(key, path);
      return [key, read(model, shape.value, value, `${path}.${key}`)] as const;
    }),
  );
}

function readMembers(
  model: ServiceModel,
  { members, names = {} }: ShapeOf<"structure">,
  tree: Tree,
  path: string,
): Properties {
  const given = Object.entries(members).flatMap(([member, shape]) => {
    const part = tree[names[member] ?? member];
    return part === undefined ? [] : [[member, read(model, shape, part, at(path, member))] as const];
  });
  return Object.fromEntries(given);
}

function emptyOf({ type }: Shape): unknown {
  return type === "list" ? [] : {};
}

function below(tree: Tree, part: string): Tree {
  const found = tree[part];
  return found === undefined || typeof found === "string" ? emptyTree() : found;
}

/** Parts that are numbers, in their order. */
function numbered(tree: Tree): (Tree | string)[] {
  return Object.entries(tree)
    .filter(([part]) => /^\d+$/.test(part))
    .sort(([one], [other]) => Number(one) - Number(other))
    .map(([, each]) => each);
}
