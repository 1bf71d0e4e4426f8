import { parse } from "yaml";

interface Pipeline {
  readonly receivers: readonly string[];
  readonly processors: readonly string[];
  readonly exporters: readonly string[];
}

type Components = Readonly<Record<string, unknown>>;

/** A configuration of the collector, or of Jaeger, as its YAML says. */
export interface ParsedConfiguration {
  readonly receivers: Components;
  readonly processors: Components;
  readonly exporters: Components;
  readonly extensions: Components;
  readonly service: {
    readonly extensions: readonly string[];
    readonly telemetry: object;
    readonly pipelines: Readonly<Record<string, Pipeline>>;
  };
}

export function parsed(text: string): ParsedConfiguration {
  return parse(text) as ParsedConfiguration;
}

/** Components that are defined and not used, or the other way round; the collector refuses the latter. */
export function mismatches({ service, ...defined }: ParsedConfiguration): string[] {
  const pipelines = Object.values(service.pipelines);
  const used = {
    receivers: pipelines.flatMap(({ receivers }) => receivers),
    processors: pipelines.flatMap(({ processors }) => processors),
    exporters: pipelines.flatMap(({ exporters }) => exporters),
    extensions: service.extensions,
  };
  return (Object.keys(used) as (keyof typeof used)[]).flatMap((kind) => {
    const names = new Set([...used[kind], ...Object.keys(defined[kind])]);
    return [...names].filter((name) => !used[kind].includes(name) || !(name in defined[kind]));
  });
}
