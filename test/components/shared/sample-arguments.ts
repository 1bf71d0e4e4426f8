import * as pulumi from "@pulumi/pulumi";
import { byKind, type Field, fieldsOf, type Shape } from "../../../components/shared/argument-shapes";

/** Values by the shapes that descriptions know beside composed ones. */
const PLAIN: Readonly<Record<string, unknown>> = {
  any: "anything",
  string: "text",
  number: 1,
  boolean: true,
  object: {},
  function: () => [],
  transform: {},
};

/** A resource that nothing registers. */
function resourceWith(properties: object): unknown {
  return Object.assign(Object.create(pulumi.Resource.prototype) as object, { __pulumiResource: true }, properties);
}

/** What a shape is about, with everything that may be there. */
export function sampleOf(shape: Shape): unknown {
  return byKind(shape, {
    plain: (kind) => PLAIN[kind],
    input: sampleOf,
    list: (entry) => [sampleOf(entry)],
    map: (entry) => ({ web: sampleOf(entry) }),
    choice: ({ oneOf }) => oneOf[0],
    either: (shapes) => sampleOf(shapes.at(-1) ?? "any"),
    object: (object) => {
      const properties = sampleOfFields(fieldsOf(object));
      return object.resource === true ? resourceWith(properties) : properties;
    },
  });
}

function sampleOfFields(fields: readonly Field[]): Record<string, unknown> {
  return Object.fromEntries(fields.map(({ name, shape }) => [name, sampleOf(shape)]));
}
