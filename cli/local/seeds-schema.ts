import { z } from "zod";
import {
  isImageDigest,
  isImageRepository,
  isImageTag,
  splitImageReference,
} from "../../components/shared/image-reference";
import { ALLOWED_REGION, REGION } from "../../components/shared/region";

/** What a value must be, for the problem that says so. */
function must(demand: string): { readonly error: string } {
  return { error: `must be ${demand}` };
}

/** Where a value comes from that no tracked file should hold. */
function variable(of: string): z.ZodOptional<z.ZodString> {
  return z
    .string(must("a variable's name"))
    .regex(/^[A-Za-z_]\w*$/, must("a variable's name: letters, digits and underscores"))
    .optional()
    .describe(`Variable of the shell that holds ${of}, so that no file has to.`);
}

const DOMAIN = /^(?=.{1,253}$)(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9]$/;
const domain = (of: string) =>
  z
    .string(must("a domain's name"))
    .regex(DOMAIN, must("a domain's name in lower case, such as example.com"))
    .describe(of);

const hostedZone = z.strictObject(
  {
    name: domain("Its domain."),
    id: z
      .string(must("the id of a hosted zone"))
      .regex(/^Z[A-Z0-9]{1,31}$/, must("the id of a hosted zone: Z and up to 31 capital letters and digits"))
      .optional()
      .describe("Its id. By default one that is made from the name."),
  },
  must("a group with name, and perhaps id"),
);

function isReference(text: string): boolean {
  const { registry, repository, tag, digest } = splitImageReference(text);
  const isVersion = digest === undefined ? tag !== undefined && isImageTag(tag) : isImageDigest(digest);
  return registry !== undefined && isImageRepository(repository) && isVersion;
}

const image = z
  .string(must("an image's reference"))
  .refine(isReference, must("a registry, a repository and a tag or digest, such as registry.example.com/shop:1.4.2"))
  .describe("An image that a registry holds; images of Amazon ECR bring their repository.");

const registry = z.strictObject(
  {
    host: z
      .string(must("a registry's host"))
      .regex(/^[^\s/]+$/, must("a registry's host, such as registry.example.com")),
    username: z.string(must("a user's name")).min(1, must("a user's name")),
    password: z.string(must("a text")).min(1, must("a password, or left out")).optional(),
    passwordFromEnvironment: variable("the password"),
  },
  must("a group with host, username and password or passwordFromEnvironment"),
);

const secret = z.strictObject(
  {
    name: z
      .string(must("a secret's name"))
      .regex(/^[\w/+=.@-]{1,512}$/, must("a secret's name: up to 512 letters, digits and /_+=.@-"))
      .optional()
      .describe("Its name; its region stands beside it."),
    region: z
      .string(must(ALLOWED_REGION))
      .regex(REGION, must(`${ALLOWED_REGION}, such as eu-west-1`))
      .optional(),
    arn: z
      .string(must("a secret's ARN"))
      .regex(
        /^arn:aws(?:-us-gov)?:secretsmanager:[a-z0-9-]+:\d{12}:secret:[\w/+=.@-]+-[A-Za-z0-9]{6}$/,
        must("the whole ARN of a secret, with the six characters at its end"),
      )
      .optional()
      .describe("Its whole ARN, in place of name and region."),
    value: z.string(must("a text")).optional().describe("Its value. By default one that is drawn at random."),
    valueFromEnvironment: variable("the value"),
  },
  must("a group with name and region, or arn"),
);

const certificate = z.strictObject(
  {
    arn: z
      .string(must("a certificate's ARN"))
      .regex(
        /^arn:aws(?:-us-gov)?:acm:[a-z0-9-]+:\d{12}:certificate\/[\w-]+$/,
        must("a certificate's ARN, such as arn:aws:acm:eu-west-1:123456789012:certificate/shop"),
      ),
    domains: z
      .array(
        z.string(must("a domain's name")).regex(/^(?:\*\.)?[a-z0-9.-]+$/, must("a domain's name in lower case")),
        must("a list of domains"),
      )
      .min(1, must("a list of one domain at least")),
  },
  must("a group with arn and domains"),
);

/** What a file of seeds holds. */
export const SEEDS = z.strictObject(
  {
    hostedZones: z.array(hostedZone, must("a list of groups with name, and perhaps id")).default([]),
    images: z.array(image, must("a list of images' references")).default([]),
    registries: z
      .array(registry, must("a list of groups with host, username and password"))
      .default([])
      .describe("Registries that demand a user's name and password. Others need no entry: their images name them."),
    secrets: z.array(secret, must("a list of groups with name and region, or arn")).default([]),
    certificates: z
      .array(certificate, must("a list of groups with arn and domains"))
      .default([])
      .describe("Certificates of ACM that were issued before."),
  },
  must("a group with hostedZones, images, registries, secrets or certificates"),
);

export type Seeds = z.output<typeof SEEDS>;

/** The JSON Schema of a file of seeds, with which editors complete and check it, by its path. */
export function generatedFiles(): Readonly<Record<string, string>> {
  const schema = { ...z.toJSONSchema(SEEDS, { io: "input", target: "draft-07" }), title: "Seeds of a rehearsal" };
  return { "docs/generated/seeds.schema.json": `${JSON.stringify(schema, null, 2)}\n` };
}
