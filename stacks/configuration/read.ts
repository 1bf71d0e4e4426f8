import * as pulumi from "@pulumi/pulumi";
import type { WrittenConfiguration } from "./parse";
import { NAMESPACE } from "./problem";

/** What the `Pulumi.<stack>.yaml` of the stack that is being deployed says. */
export function writtenConfiguration(): Required<WrittenConfiguration> {
  const secretKeys = JSON.parse(process.env.PULUMI_CONFIG_SECRET_KEYS ?? "[]") as string[];
  const all = pulumi.runtime.allConfig();
  return {
    settings: ownSettings(all),
    secretKeys: secretKeys.map((key) => (isOurs(key) ? withoutNamespace(key) : key)),
    foreignKeys: Object.keys(all).filter((key) => !isOurs(key)),
  };
}

/** The values of our namespace by key, decoded; the engine hands every value over as text. */
export function ownSettings(all: Readonly<Record<string, string>>): Record<string, unknown> {
  const own = Object.entries(all).filter(([key]) => isOurs(key));
  return Object.fromEntries(own.map(([key, text]) => [withoutNamespace(key), decoded(text)]));
}

/** What the engine wrote as JSON: numbers, truth values, lists and groups. Any other text stands for itself. */
function decoded(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "string" ? text : value;
  } catch {
    return text;
  }
}

function isOurs(key: string): boolean {
  return key.startsWith(`${NAMESPACE}:`);
}

function withoutNamespace(key: string): string {
  return key.slice(NAMESPACE.length + 1);
}
