import generated from "../generated/aws-api-models.json";

/** A value of a shape: the name of another shape, or a scalar. */
export type ShapeName = string;

/** How an API writes a value (AWS's API models, as botocore publishes them). */
export type Shape =
  | {
      readonly type: "structure";
      readonly members: Readonly<Record<string, ShapeName>>;
      readonly required?: readonly string[];
      /** Names of members in XML and forms, where they have others there. */
      readonly names?: Readonly<Record<string, string>>;
      /** Where members stand that aren't in the body, in the REST protocols. */
      readonly places?: Readonly<Record<string, Place>>;
      /** Member that is the body by itself, in the REST protocols. */
      readonly payload?: string;
    }
  | {
      readonly type: "list";
      readonly member: ShapeName;
      /** Name of an element in XML and forms. @default "member" */
      readonly memberName?: string;
      /** Whether elements stand in XML and forms without the list around them. @default false */
      readonly flattened?: boolean;
    }
  | {
      readonly type: "map";
      readonly key: ShapeName;
      readonly value: ShapeName;
      /** @default "key" */
      readonly keyName?: string;
      /** @default "value" */
      readonly valueName?: string;
      /** @default false */
      readonly flattened?: boolean;
    };

/** Where a member stands (Smithy, "HTTP binding traits"); `headers` are all those that begin with its name. */
export type Place = "header" | "headers" | "querystring" | "statusCode" | "uri";

export const SCALARS = [
  "string",
  "integer",
  "long",
  "float",
  "double",
  "boolean",
  "blob",
  "timestamp",
  "isoTimestamp",
] as const;

export type Scalar = (typeof SCALARS)[number];

/** An operation of an API. */
export interface OperationModel {
  /** What a request of the REST protocols looks like. */
  readonly http?: HttpModel;
  readonly input?: ShapeName;
  readonly output?: ShapeName;
  /** Element around the output in the query protocol. */
  readonly resultWrapper?: string;
}

/** An operation as method and path, such as `/{Bucket}/{Key+}?retention`. */
export interface HttpModel {
  readonly method: string;
  readonly uri: string;
  /** Status of the answer. @default 200 */
  readonly status?: number;
}

/** How one service of AWS talks. */
export interface ServiceModel {
  /** Name of the service as a request's signature has it, such as `elasticloadbalancing`. */
  readonly signingName: string;
  readonly apiVersion: string;
  readonly protocols: readonly string[];
  /** Beginning of the header `X-Amz-Target`, where it speaks JSON or CBOR. */
  readonly targetPrefix?: string;
  readonly jsonVersion?: string;
  readonly xmlNamespace?: string;
  /** Codes of errors in the query protocol by their shapes, where a service that spoke it speaks JSON now. */
  readonly queryErrors?: Readonly<Record<string, string>>;
  readonly operations: Readonly<Record<string, OperationModel>>;
  readonly shapes: Readonly<Record<string, Shape>>;
}

/** The models from which the protocols read and write. */
export interface ApiModels {
  /** Version of the models. */
  readonly botocore: string;
  /** Operations that were asked for, as `<service>.<operation>`. */
  readonly operations: readonly string[];
  readonly services: Readonly<Record<string, ServiceModel>>;
}

/** The models generated from AWS's. */
export const API_MODELS = generated as unknown as ApiModels;

/** A shape of a service; undefined for a scalar. */
export function shapeOf(service: ServiceModel, name: ShapeName): Shape | undefined {
  return service.shapes[name];
}
