import { parse } from "yaml";

/** The region that an environment's configuration names; undefined where it names none. */
export function configuredRegion(text: string, project: string): string | undefined {
  const { config } = (parse(text) ?? {}) as { readonly config?: Readonly<Record<string, unknown>> };
  const region = config?.[`${project}:region`];
  return typeof region === "string" ? region : undefined;
}
