import { AwsError } from "../../model/aws-error";
import type { Properties } from "../../model/values";
import { type Scalar, type ServiceModel, type Shape, shapeOf, type ShapeName } from "../model";
import { scalarOfText } from "./text-scalars";
import { at } from "./values";

/** An element of XML: those within it, and its text. */
export interface XmlElement {
  readonly name: string;
  readonly elements: XmlElement[];
  text: string;
}

/** Declarations and comments, ends of elements, beginnings of elements, and text between them. */
const TOKEN = /<[?!][^>]*>|<\/([^\s>]+)\s*>|<([^\s/>]+)[^>]*?(\/?)>|([^<]+)/g;

const ENTITIES: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

/**
 * The outermost element of what AWS's clients write: no attributes are read, and no namespaces.
 *
 * @throws {AwsError} for what isn't XML.
 */
export function parsedXml(content: string): XmlElement {
  const document: XmlElement = { name: "", elements: [], text: "" };
  const open = [document];
  for (const token of content.matchAll(TOKEN)) read(token, open);
  const [root] = document.elements;
  return root === undefined || open.length !== 1 ? refuse() : root;
}

/** Takes a token into the innermost of the elements that are open. */
function read([, end, begin, isEmpty, text]: RegExpExecArray, open: XmlElement[]): void {
  const inner = open.at(-1) ?? refuse();
  if (begin !== undefined) {
    const element: XmlElement = { name: localName(begin), elements: [], text: "" };
    inner.elements.push(element);
    if (isEmpty === "") open.push(element);
  } else if (end !== undefined) {
    if (localName(end) !== inner.name) refuse();
    open.pop();
  } else inner.text += unescaped(text ?? "");
}

/** The value of a structure that an element holds, by the names of its members. */
export function membersOfXml(model: ServiceModel, name: ShapeName, element: XmlElement, path = ""): Properties {
  const shape = shapeOf(model, name);
  if (shape?.type !== "structure") return {};
  const given = Object.entries(shape.members).flatMap(([member, below]) => {
    const named = element.elements.filter((each) => each.name === (shape.names?.[member] ?? member));
    const [first] = named;
    return first === undefined ? [] : [[member, valueOf(model, below, first, named, at(path, member))] as const];
  });
  return Object.fromEntries(given);
}

/** The value of an element; a flattened list is all the elements of its name. */
function valueOf(
  model: ServiceModel,
  name: ShapeName,
  element: XmlElement,
  named: readonly XmlElement[],
  path: string,
): unknown {
  const shape: Shape | undefined = shapeOf(model, name);
  if (shape === undefined) return scalarOfText(name as Scalar, element.text, path);
  if (shape.type !== "list") return membersOfXml(model, name, element, path);
  const elements = shape.flattened === true ? named : element.elements;
  return elements.map((each, index) => valueOf(model, shape.member, each, [each], `${path}[${index}]`));
}

function localName(name: string): string {
  return name.slice(name.indexOf(":") + 1);
}

function unescaped(text: string): string {
  return text.replace(/&(?:#x([0-9a-f]+)|#(\d+)|(\w+));/gi, (whole, hex?: string, decimal?: string, name?: string) => {
    if (name !== undefined) return ENTITIES[name] ?? whole;
    return String.fromCodePoint(hex === undefined ? Number(decimal) : parseInt(hex, 16));
  });
}

/** Amazon S3 API Reference, "Error responses". */
function refuse(): never {
  throw new AwsError(
    "MalformedXML",
    "The XML you provided was not well-formed or did not validate against our published schema",
  );
}
