import type { RunningInstance } from "../../model/instance";

/** An attribute that ECS gives an instance; undefined for one that it doesn't have. */
export function attributeOf(instance: RunningInstance, name: string): string | undefined {
  const attributes: Readonly<Record<string, string>> = {
    "ecs.ami-id": instance.imageId,
    "ecs.availability-zone": instance.availabilityZone,
    "ecs.instance-type": instance.instanceType,
    "ecs.os-type": "linux",
    "ecs.subnet-id": instance.subnetId,
  };
  return attributes[name];
}

/**
 * Whether an instance fulfils an expression of the cluster query language (Amazon ECS Developer Guide, "Create
 * expressions to define container instances for Amazon ECS tasks").
 */
export function fulfils(instance: RunningInstance, expression: string): boolean {
  const tokens = expression.match(TOKEN) ?? [];
  const query = new Query(instance, tokens);
  return query.either() && query.isRead;
}

const TOKEN = /\[[^\]]*\]|!exists|!in|==|!=|=~|>=|<=|>|<|&&|\|\||[()!]|'[^']*'|"[^"]*"|[^\s()!=<>&|[\]]+/g;

/** Reads an expression from left to right. */
class Query {
  private at = 0;

  constructor(
    private readonly instance: RunningInstance,
    private readonly tokens: readonly string[],
  ) {}

  get isRead(): boolean {
    return this.at === this.tokens.length;
  }

  either(): boolean {
    let holds = this.both();
    while (this.takes("or", "||")) holds = this.both() || holds;
    return holds;
  }

  private both(): boolean {
    let holds = this.one();
    while (this.takes("and", "&&")) holds = this.one() && holds;
    return holds;
  }

  private one(): boolean {
    if (this.takes("not", "!")) return !this.one();
    if (!this.takes("(")) return this.comparison();
    const holds = this.either();
    return this.takes(")") && holds;
  }

  private comparison(): boolean {
    const subject = this.next();
    const value = valueOf(this.instance, subject);
    if (this.takes("exists")) return value !== undefined;
    if (this.takes("!exists")) return value === undefined;
    const compare = OPERATORS[this.next().toLowerCase()];
    return compare?.(value, unquoted(this.next())) ?? false;
  }

  private takes(...words: readonly string[]): boolean {
    if (!words.includes((this.tokens[this.at] ?? "").toLowerCase())) return false;
    this.at++;
    return true;
  }

  private next(): string {
    return this.tokens[this.at++] ?? "";
  }
}

function valueOf(instance: RunningInstance, subject: string): string | undefined {
  if (subject === "ec2InstanceId") return instance.id;
  if (subject === "registeredAt") return String(instance.containerInstance?.registeredAt ?? 0);
  return subject.startsWith("attribute:") ? attributeOf(instance, subject.slice("attribute:".length)) : undefined;
}

type Compare = (value: string | undefined, argument: string) => boolean;

const equals: Compare = (value, argument) => value === argument;
const matches: Compare = (value, argument) => value !== undefined && new RegExp(`^(?:${argument})$`).test(value);
const isIn: Compare = (value, argument) => value !== undefined && elementsOf(argument).includes(value);

const OPERATORS: Readonly<Record<string, Compare>> = {
  "==": equals,
  equals,
  "!=": (value, argument) => value !== argument,
  not_equals: (value, argument) => value !== argument,
  "=~": matches,
  matches,
  in: isIn,
  "!in": (value, argument) => !isIn(value, argument),
  not_in: (value, argument) => !isIn(value, argument),
  ">": (value, argument) => Number(value) > Number(argument),
  "<": (value, argument) => Number(value) < Number(argument),
  ">=": (value, argument) => Number(value) >= Number(argument),
  "<=": (value, argument) => Number(value) <= Number(argument),
};

function elementsOf(list: string): string[] {
  return list
    .replace(/^\[|\]$/g, "")
    .split(",")
    .map((element) => unquoted(element.trim()));
}

function unquoted(text: string): string {
  return text.replace(/^(['"])(.*)\1$/, "$2");
}
