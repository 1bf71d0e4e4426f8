import { randomInt } from "node:crypto";
import type { Operation, ResourceType } from "../../model/resource-type";
import { flag, number, text, type Properties } from "../../model/values";
import { refuseAttribute, replacingKeepers, requireAtLeast, requireTextKeepers } from "./attributes";

const UPPER = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
const LOWER = "abcdefghijklmnopqrstuvwxyz";
const DIGITS = "0123456789";
const SPECIAL = "!@#$%&*()-_=+[]{}<>:?";
const MINIMA = ["minUpper", "minLower", "minNumeric", "minSpecial"] as const;
const KINDS = ["special", "upper", "lower", "numeric"] as const;

const BCRYPT_CHARACTERS = 53;

/** A random password (hashicorp/terraform-provider-random, `random_password`, whose rules and words these are). */
export const randomPassword: ResourceType = {
  type: "random:index/randomPassword:RandomPassword",
  isInStateOnly: true,
  defaults: { lower: true, special: true, upper: true, minLower: 0, minNumeric: 0, minSpecial: 0, minUpper: 0 },
  normalize: withBothNamesOfNumeric,
  replaceOnChanges: ["length", "lower", "number", "numeric", "special", "upper", ...MINIMA],
  conditionalReplaceOnChanges: (before, after) => [
    ...replacingKeepers(before, after),
    ...(before.overrideSpecial === "" && after.overrideSpecial === undefined ? [] : ["overrideSpecial"]),
  ],
  rules: [
    requireLength,
    requireOneKind,
    requireOneNumeric,
    ({ inputs }) => {
      requireTextKeepers(inputs);
    },
  ],
  secrets: ["bcryptHash", "result"],
  make: ({ inputs }) => ({
    id: "none",
    computed: { bcryptHash: `$2a$10$${drawn(UPPER + LOWER + DIGITS, BCRYPT_CHARACTERS)}`, result: password(inputs) },
  }),
};

/** `number` is the old name of `numeric`; the provider gives both the value of either. */
function withBothNamesOfNumeric(inputs: Properties): Properties {
  const numeric = inputs.numeric ?? inputs.number ?? true;
  return { ...inputs, numeric, number: inputs.number ?? numeric };
}

function requireLength({ inputs }: Operation): void {
  const length = number(inputs, "length") ?? 0;
  requireAtLeast(length, 1, "length", "length");
  const sum = MINIMA.reduce((total, input) => total + (number(inputs, input) ?? 0), 0);
  if (length >= sum) return;
  refuseAttribute(
    `Attribute length value must be at least sum of min_upper + min_lower + min_numeric + min_special, got: ${length}`,
    ["length", ...MINIMA].join(", "),
  );
}

function requireOneKind({ inputs }: Operation): void {
  if (KINDS.some((kind) => flag(inputs, kind) === true)) return;
  refuseAttribute(`At least one attribute out of [${KINDS.join(",")}] must be specified as true`, KINDS.join(", "));
}

function requireOneNumeric({ inputs }: Operation): void {
  if (inputs.number === inputs.numeric) return;
  refuseAttribute("number and numeric are both configured with different values", "number, numeric");
}

/** The minima of each kind, which count even where a kind is switched off, and the rest of all kinds, shuffled. */
function password(inputs: Properties): string {
  const special = text(inputs, "overrideSpecial") || SPECIAL;
  const characters = { upper: UPPER, lower: LOWER, numeric: DIGITS, special };
  const least = [
    drawn(UPPER, number(inputs, "minUpper") ?? 0),
    drawn(LOWER, number(inputs, "minLower") ?? 0),
    drawn(DIGITS, number(inputs, "minNumeric") ?? 0),
    drawn(special, number(inputs, "minSpecial") ?? 0),
  ].join("");
  const allowed = KINDS.filter((kind) => flag(inputs, kind) === true).map((kind) => characters[kind]);
  return shuffled(least + drawn(allowed.join(""), (number(inputs, "length") ?? 0) - least.length));
}

function drawn(characters: string, count: number): string {
  return Array.from({ length: count }, () => characters.charAt(randomInt(characters.length))).join("");
}

/** Each order is as likely as any other (Fisher and Yates). */
function shuffled(value: string): string {
  const characters = Array.from(value);
  for (let last = characters.length - 1; last > 0; last--) {
    const other = randomInt(last + 1);
    [characters[last], characters[other]] = [characters[other] ?? "", characters[last] ?? ""];
  }
  return characters.join("");
}
